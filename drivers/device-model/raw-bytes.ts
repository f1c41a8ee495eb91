import { DeviceError } from '../device-error.ts';
import { driverLimits } from '../limits.ts';

/**
 * What a technician sends by hand: the bytes of pairs of hex digits, at most `limitBytes` of them.
 * `device.bad-data` for anything else.
 */
export function rawBytes(hex: string, limitBytes: number = driverLimits.rawBytes): Uint8Array {
  const isHex = /^([0-9a-f]{2})+$/i.test(hex);
  if (isHex && hex.length <= 2 * limitBytes) return Buffer.from(hex, 'hex');
  const message = `1 to ${limitBytes} bytes as pairs of hex digits are wanted`;
  throw new DeviceError('device.bad-data', message, false);
}
