import { passesLuhn } from './card/card-data.ts';
import { recogniseCode } from './codes.ts';

/**
 * A number that somebody typed, as it may be written down: of a payment code or a card number, typed
 * where the provider's own number was asked for, the last four digits alone are left.
 */
export function hideSecretNumber(text: string): string {
  const plain = text.replaceAll(/[\s-]/g, '');
  // ISO/IEC 7812-1: 13 digits in use to 19 allowed
  const isCard = /^[1-9]\d{12,18}$/.test(plain) && passesLuhn(plain);
  if (!isCard && recogniseCode(plain) === null) return text;
  return '*'.repeat(plain.length - 4) + plain.slice(-4);
}
