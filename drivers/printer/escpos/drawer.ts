import { DeviceError } from '../../device-error.ts';
import { DLE, ESC } from './bytes.ts';

/** On for 50 ms, then off for at least 500 ms: kind to the coil (device-facts 5). */
const pulse = { onUnits: 25, offUnits: 250 } as const;

/**
 * ESC p with both times, in units of 2 ms. The two times must be spelled out: printers take them
 * from whatever follows otherwise. Refuses more than one part on to four parts off, which
 * overheats the coil.
 */
export function encodeDrawerPulse(
  pin: 2 | 5,
  onUnits: number = pulse.onUnits,
  offUnits: number = pulse.offUnits,
): Uint8Array {
  const areBytes = [onUnits, offUnits].every((t) => Number.isInteger(t) && t >= 1 && t <= 255);
  if (!areBytes || offUnits < 4 * onUnits) {
    throw new DeviceError('device.bad-data', `a pulse of ${onUnits}/${offUnits} harms the drawer`);
  }
  return Uint8Array.of(ESC, 0x70, pin === 2 ? 0 : 1, onUnits, offUnits);
}

/**
 * DLE DC4, fn 1: 100 ms, and at once even while the printer is stopped, when ESC p would wait in
 * its buffer and fire whenever somebody puts paper in.
 */
export function encodeRealTimeDrawerPulse(pin: 2 | 5): Uint8Array {
  return Uint8Array.of(DLE, 0x14, 1, pin === 2 ? 0 : 1, 1);
}
