import { DeviceError } from '../device-error.ts';

/** A report is 64 bytes behind its id, or 64 with it. */
const longestReport = 65;

/** The bytes of one report; throws `device.bad-data` for what is not hex or too long. */
export function parseReport(hex: string): Uint8Array {
  const isHex = /^(?:[0-9a-f]{2})+$/i.test(hex) && hex.length <= 2 * longestReport;
  if (isHex) return Uint8Array.from(Buffer.from(hex, 'hex'));
  const message = `a report is 1 to ${longestReport} bytes in hex`;
  throw new DeviceError('device.bad-data', message);
}
