import type { ProcessCall, ProcessValue } from '../contract.ts';
import { builtInProfiles, loadProfiles } from '../profiles/load.ts';
import { findBaudRate } from '../scanner/auto-baud.ts';
import { findDevices } from '../transport/find/find-devices.ts';
import { openTransport } from '../transport/open.ts';

/** What set-up asks of the device process itself rather than of one device. */
export async function answerProcessCall(call: ProcessCall): Promise<ProcessValue> {
  switch (call.method) {
    case 'find':
      return findDevices(loadProfiles([builtInProfiles]));
    case 'auto-baud':
      return findBaudRate(call.params, openTransport);
  }
}
