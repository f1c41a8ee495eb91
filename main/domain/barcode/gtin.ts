/** GTIN-8, UPC-A, EAN-13 and GTIN-14: the lengths that carry a check digit. */
export const gtinLengths: readonly number[] = [8, 12, 13, 14];

/** Only digits, in a length that carries a check digit. */
export function isGtinShaped(code: string): boolean {
  return gtinLengths.includes(code.length) && /^\d+$/.test(code);
}

/**
 * The check digit that follows `digits`: weights 3 and 1 from the right (GS1 General
 * Specifications 7.9), the same for every length.
 * @throws RangeError when there is anything but digits.
 */
export function checkDigit(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new RangeError('only digits have a check digit');
  let total = 0;
  let weight = 3;
  for (let index = digits.length - 1; index >= 0; index -= 1) {
    total += Number(digits[index]) * weight;
    weight = 4 - weight;
  }
  return String((10 - (total % 10)) % 10);
}

export function hasRightCheckDigit(code: string): boolean {
  return isGtinShaped(code) && checkDigit(code.slice(0, -1)) === code.slice(-1);
}

/** The one spelling under which every length of the same number is kept: 14 digits. */
export function gtinKey(code: string): string {
  return code.padStart(14, '0');
}
