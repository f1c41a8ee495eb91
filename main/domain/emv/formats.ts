/** The formats of EMVCo's tables: N, ans, S, and the two kinds of numbers with a point (payment-facts 5.1). */
import { characterCount } from './tlv.ts';

/** Exactly so many digits. */
export function isNumeric(value: string, digits: number): boolean {
  return value.length === digits && /^[0-9]+$/.test(value);
}

/** `ans`: printable ASCII, a space included. */
export function isAns(value: string, charactersMax: number): boolean {
  return value.length <= charactersMax && /^[\x20-\x7e]+$/.test(value);
}

/** `S`: any characters but control characters, which no paper and no screen should be sent. */
export function isText(value: string, charactersMax: number): boolean {
  return characterCount(value) <= charactersMax && /^\P{Cc}+$/u.test(value);
}

const amountCharactersMax = 13;

/** Digits with at most one point after at least one of them, more than zero: `98.73`, `98`, `98.`. */
export function isAmount(value: string): boolean {
  return (
    value.length <= amountCharactersMax && /^[0-9]+(\.[0-9]*)?$/.test(value) && /[1-9]/.test(value)
  );
}

/** From 00.01 to 99.99. */
export function isPercentage(value: string): boolean {
  return /^[0-9]{1,2}(\.[0-9]{0,2})?$/.test(value) && /[1-9]/.test(value);
}
