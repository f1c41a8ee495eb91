import { DeviceError } from '../../device-error.ts';

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Two decimal digits in each byte, as text; throws `device.bad-data` for anything else. */
export function fromBcd(bytes: Uint8Array, what: string): string {
  const digits = toHex(bytes);
  if (/^\d*$/.test(digits)) return digits;
  throw new DeviceError('device.bad-data', `${what} is not decimal: ${digits}`);
}

/** Whether nothing was ever written there. */
export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x00) || bytes.every((byte) => byte === 0xff);
}
