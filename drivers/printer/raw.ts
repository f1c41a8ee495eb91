import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';

/** The bytes of pairs of hex digits; `device.bad-data` for anything else and for too many. */
export function rawBytes(hex: string): Uint8Array {
  const isHex = /^([0-9a-fA-F]{2})+$/.test(hex);
  if (isHex && hex.length <= 2 * driverLimits.rawBytes) return Buffer.from(hex, 'hex');
  const message = `1 to ${driverLimits.rawBytes} bytes as pairs of hex digits are wanted`;
  throw new DeviceError('device.bad-data', message, false);
}
