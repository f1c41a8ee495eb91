import { DeviceError } from '../../device-error.ts';
import { ESC } from './bytes.ts';

/** In units of 50 ms. */
const soundUnits = 2;

/**
 * ESC B n t: n sounds of t units (public manuals of Xprinter and Gprinter; not tried on hardware).
 * @throws DeviceError `device.bad-data` for other than 1 to 9 times.
 */
export function encodeBuzzer(times: number): number[] {
  if (!Number.isInteger(times) || times < 1 || times > 9) {
    throw new DeviceError('device.bad-data', `${times} sounds are not 1 to 9`);
  }
  return [ESC, 0x42, times, soundUnits];
}
