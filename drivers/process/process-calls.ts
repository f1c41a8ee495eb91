import type { ProcessCall, ProcessValue } from '../contract.ts';
import { DeviceError } from '../device-error.ts';

/** What set-up asks of the device process itself rather than of one device. */
export async function answerProcessCall(call: ProcessCall): Promise<ProcessValue> {
  throw new DeviceError('device.not-configured', `${call.method} is not there yet`);
}
