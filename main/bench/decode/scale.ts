import { readText } from './text.ts';

/** Status byte of a HID scale's report (device-facts 3, HID Point of Sale Usage Tables 1.02). */
const hidStatus: Readonly<Record<number, string>> = {
  1: 'fault',
  2: 'stable at zero',
  3: 'in motion',
  4: 'stable',
  5: 'under zero',
  6: 'over its range',
  7: 'needs calibration',
  8: 'needs zeroing',
};
const hidUnits: Readonly<Record<number, string>> = { 2: 'g', 3: 'kg', 11: 'oz', 12: 'lb' };

/** A HID scale's report 3: status, unit, exponent, weight with its low byte first. */
export function readScaleReport(bytes: Uint8Array): string {
  if (bytes[0] !== 3 || bytes.length < 6) return '';
  const [, status = 0, unit = 0, exponent = 0, low = 0, high = 0] = bytes;
  const power = exponent > 127 ? exponent - 256 : exponent;
  const decimals = power < 0 ? Math.min(-power, 6) : 0;
  const weight = ((low + 256 * high) * 10 ** power).toFixed(decimals);
  return `${hidStatus[status] ?? `status ${status}`}: ${weight} ${hidUnits[unit] ?? `unit ${unit}`}`;
}

/** Questions of the serial protocols by the letter that they begin with (device-facts 5). */
const questions: Readonly<Record<string, string>> = {
  W: 'weight?',
  Z: 'zero',
  S: 'stable weight?',
  SI: 'weight now?',
  H: 'high resolution?',
  T: 'tare',
  A: 'self-test',
};

/** What goes over the wire of a serial scale: both ways it is readable text. */
export function readSerialScale(bytes: Uint8Array, direction: 'in' | 'out'): string {
  const text = readText(bytes);
  if (direction === 'in') return text;
  const letters = /^[A-Z]+/.exec(text)?.[0] ?? '';
  const question = questions[letters];
  return question === undefined ? text : `${text} ${question}`;
}
