import { passesLuhn } from './card/card-data.ts';
import { emvPrefix, recogniseCode } from './codes.ts';

/**
 * A number that somebody typed, as it may be written down: of a payment code or a card number, typed
 * where the provider's own number was asked for, the last four digits alone are left.
 */
export function hideSecretNumber(text: string): string {
  const plain = text.replaceAll(/[\s-]/g, '');
  // ISO/IEC 7812-1: 13 digits in use to 19 allowed
  const isCard = /^[1-9]\d{12,18}$/.test(plain) && passesLuhn(plain);
  // an EMVCo code carries a card number, torn ones too
  const isCode = plain.startsWith(emvPrefix) || recogniseCode(plain) !== null;
  if (!isCard && !isCode) return text;
  return '*'.repeat(plain.length - 4) + plain.slice(-4);
}
