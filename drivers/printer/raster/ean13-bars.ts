import { ean13CheckDigit } from './check-digit.ts';
import type { Bars } from './draw-codes.ts';

/** Left-hand odd parity codes of EAN-13 (ISO/IEC 15420); the others follow by mirror and complement. */
const oddParity = [
  '0001101',
  '0011001',
  '0010011',
  '0111101',
  '0100011',
  '0110001',
  '0101111',
  '0111011',
  '0110111',
  '0001011',
] as const;

/** Which of the left six digits have even parity, by the first digit. */
const evenPlaces = [
  '000000',
  '001011',
  '001101',
  '001110',
  '010011',
  '011001',
  '011100',
  '010101',
  '010110',
  '011010',
] as const;

/** Twelve or thirteen digits; the check digit is calculated as the printer does. */
export function ean13Bars(data: string): Bars | undefined {
  if (!/^\d{12,13}$/.test(data)) return undefined;
  const digits = data.slice(0, 12) + ean13CheckDigit(data);
  const places = evenPlaces[Number(digits[0])] ?? '';
  let left = '';
  let right = '';
  for (let i = 0; i < 6; i++) {
    const odd = oddParity[Number(digits[i + 1])] ?? '';
    left += places[i] === '1' ? reverse(complement(odd)) : odd;
    right += complement(oddParity[Number(digits[i + 7])] ?? '');
  }
  return { modules: `101${left}01010${right}101`, digits };
}

const complement = (bits: string): string =>
  [...bits].map((bit) => (bit === '1' ? '0' : '1')).join('');
const reverse = (bits: string): string => [...bits].reverse().join('');
