import type { EmbeddedRule } from './embedded-rule.ts';
import { checkDigit, gtinKey, hasRightCheckDigit, isGtinShaped } from './gtin.ts';

export type CodeReading =
  | { readonly kind: 'plain'; readonly key: string }
  | EmbeddedReading
  | { readonly kind: 'invalid'; readonly reason: CodeFault };

export type EmbeddedReading = {
  readonly kind: 'embedded';
  /** The whole code as a plain one. */
  readonly key: string;
  /** Prefix and item number, as a shop writes it for a weighed item: `2100017`. */
  readonly itemKey: string;
  /** The same item as the full code with its value all zeros, which other shops write. */
  readonly zeroKey: string;
} & ({ readonly weightMilli: number } | { readonly priceMinor: number });

export type CodeFault = 'empty' | 'too-long' | 'characters' | 'check-digit';

/** The longest code that names an item; longer reads (a URL in a QR code) name none. */
export const codeCharactersMax = 128;

/**
 * What a code says. A number in the length of a GTIN must carry its check digit; everything else
 * in printable ASCII is a shop's own code and stands for itself, in capitals.
 */
export function readCode(code: string, rules: readonly EmbeddedRule[]): CodeReading {
  const text = code.trim();
  if (text === '') return { kind: 'invalid', reason: 'empty' };
  if (text.length > codeCharactersMax) return { kind: 'invalid', reason: 'too-long' };
  if (!/^[\x20-\x7e]+$/.test(text)) return { kind: 'invalid', reason: 'characters' };
  if (!isGtinShaped(text)) return { kind: 'plain', key: literalKey(text) };
  if (!hasRightCheckDigit(text)) return { kind: 'invalid', reason: 'check-digit' };
  const rule = text.length === 13 ? rules.find((each) => text.startsWith(each.prefix)) : undefined;
  return rule ? readEmbedded(text, rule) : { kind: 'plain', key: gtinKey(text) };
}

/** How a code that is not a GTIN is kept: scanners and people differ in capitals. */
export function literalKey(code: string): string {
  return code.trim().toUpperCase();
}

function readEmbedded(code: string, rule: EmbeddedRule): EmbeddedReading {
  const value = Number(code.slice(...rule.valueDigits));
  const parts = {
    kind: 'embedded',
    key: gtinKey(code),
    itemKey: rule.prefix + code.slice(...rule.itemDigits),
    zeroKey: gtinKey(withValue(code, rule, 0)),
  } as const;
  return rule.kind === 'weight'
    ? { ...parts, weightMilli: value * 10 ** (3 - rule.decimals) }
    : { ...parts, priceMinor: value * 10 ** (2 - rule.decimals) };
}

/**
 * The EAN-13 a scale prints: `itemDigits` of the item and a value in the rule's own decimals.
 * @throws RangeError when the value or the item number has more digits than the rule gives it.
 */
export function writeEmbedded(itemNumber: string, value: number, rule: EmbeddedRule): string {
  const [from, to] = rule.itemDigits;
  if (!/^\d+$/.test(itemNumber) || itemNumber.length !== to - from) {
    throw new RangeError(`the item number needs ${to - from} digits`);
  }
  const digits = [...rule.prefix.padEnd(12, '0')];
  digits.splice(from, to - from, ...itemNumber);
  return withValue(`${digits.join('')}0`, rule, value);
}

function withValue(code: string, rule: EmbeddedRule, value: number): string {
  const [from, to] = rule.valueDigits;
  const text = String(value).padStart(to - from, '0');
  if (!/^\d+$/.test(text) || text.length > to - from) throw new RangeError('value out of range');
  const body = code.slice(0, from) + text + code.slice(to, 12);
  return body + checkDigit(body);
}
