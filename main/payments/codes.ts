/**
 * Whose payment code is this? By prefix and length, from a table, because the providers change both.
 * A code that matches no row is nobody's: the caller asks a person and never guesses.
 */
import type { WalletId } from '../contract/payments/names.ts';
import { readConsumerCode } from '../domain/emv/consumer-code.ts';

export type CodeRule = {
  readonly wallet: WalletId;
  /** The first two digits, from and to, both included. */
  readonly prefixFrom: number;
  readonly prefixTo: number;
  readonly digitsMin: number;
  readonly digitsMax: number;
};

/** payment-facts 1. JD, Baidu and QQ are left out: no source could be verified. */
export const defaultCodeRules: readonly CodeRule[] = [
  { wallet: 'wechat', prefixFrom: 10, prefixTo: 15, digitsMin: 18, digitsMax: 18 },
  { wallet: 'alipay', prefixFrom: 25, prefixTo: 30, digitsMin: 16, digitsMax: 24 },
  { wallet: 'unionpay', prefixFrom: 62, prefixTo: 62, digitsMin: 19, digitsMax: 19 },
  { wallet: 'ecny', prefixFrom: 1, prefixTo: 1, digitsMin: 19, digitsMax: 19 },
];

/** An EMVCo consumer-presented code is base64 of a TLV that begins with `85 05 CPV01`. */
export const emvPrefix = 'hQVDUFY';

/**
 * The owner of a scanned payment code, `emv` for an EMVCo consumer-presented one with an application
 * that can be charged (payment-facts 5.2), or null. Ask only while the sale waits for a payment:
 * goods codes can look the same.
 */
export function recogniseCode(
  scanned: string,
  rules: readonly CodeRule[] = defaultCodeRules,
): WalletId | 'emv' | null {
  const code = scanned.trim();
  if (code.startsWith(emvPrefix)) return isChargeable(code) ? 'emv' : null;
  if (!/^[0-9]+$/.test(code)) return null;
  const prefix = Number(code.slice(0, 2));
  const rule = rules.find(
    ({ prefixFrom, prefixTo, digitsMin, digitsMax }) =>
      prefix >= prefixFrom &&
      prefix <= prefixTo &&
      code.length >= digitsMin &&
      code.length <= digitsMax,
  );
  return rule?.wallet ?? null;
}

function isChargeable(code: string): boolean {
  const read = readConsumerCode(code);
  return read.ok && read.value.applications.length > 0;
}

/**
 * Whether a text may be somebody's payment code, known or not, whole or misread: it is repeated
 * nowhere. Goods codes are shorter (a GTIN has 14 digits).
 */
export function mayBePaymentCode(scanned: string): boolean {
  const code = scanned.trim();
  return code.startsWith(emvPrefix) || /^[0-9]{16,24}$/.test(code) || recogniseCode(code) !== null;
}
