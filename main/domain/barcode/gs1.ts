import { type Gs1Identifier, gs1Identifiers, predefinedLengths } from './gs1-identifiers.ts';
import { checkDigit } from './gtin.ts';

/** One element string: `ai` with all its digits, such as `3103`. */
export type Gs1Field = { readonly ai: string; readonly value: string };

/** What stands for FNC1 between fields as scanners send it. */
const separator = '\x1D';

/**
 * The fields of a GS1 element string, or null when the code is none: an identifier that is not in
 * the table, a value of the wrong length or characters, or a wrong check digit. Never a part of
 * one: a label read by halves would sell the wrong thing.
 */
export function parseGs1(code: string): readonly Gs1Field[] | null {
  const fields: Gs1Field[] = [];
  let rest = code.startsWith(separator) ? code.slice(1) : code;
  while (rest !== '') {
    const identifier = gs1Identifiers.find(({ begins }) => rest.startsWith(begins));
    if (!identifier) return null;
    const { text, after } = takeField(rest);
    const ai = text.slice(0, identifier.digits);
    const value = text.slice(identifier.digits);
    if (!/^\d+$/.test(ai) || !isValue(value, identifier)) return null;
    fields.push({ ai, value });
    rest = after;
  }
  return fields.length > 0 ? fields : null;
}

/** Up to its known length, or up to the separator; one behind a known length is allowed too. */
function takeField(rest: string): { readonly text: string; readonly after: string } {
  const known = predefinedLengths[rest.slice(0, 2)];
  const end = rest.indexOf(separator);
  const length = known ?? (end === -1 ? rest.length : end);
  const after = rest.slice(length);
  return {
    text: rest.slice(0, length),
    after: after.startsWith(separator) ? after.slice(1) : after,
  };
}

function isValue(value: string, { min, max, value: kind }: Gs1Identifier): boolean {
  if (value.length < min || value.length > max) return false;
  switch (kind) {
    case 'text':
      // GS1's character set 82 lies within this.
      return /^[\x21-\x7e]+$/.test(value);
    case 'digits':
      return /^\d+$/.test(value);
    case 'check':
      return /^\d+$/.test(value) && checkDigit(value.slice(0, -1)) === value.slice(-1);
    case 'date':
      return /^\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(value);
  }
}

/** What a GS1 label says about a piece of goods. */
export type Gs1Label = {
  /** 14 digits. */
  readonly gtin: string;
  /** Net weight in thousandths of a kilogram. */
  readonly weightMilli?: number;
  /** What the piece costs, in minor units of a currency with two of them. */
  readonly priceMinor?: number;
};

/**
 * The label of a code that names goods, or null. Weights and prices with more decimals than we
 * keep are left out unless those are zeros: the piece is weighed or priced by hand then.
 */
export function readGs1Label(code: string): Gs1Label | null {
  const fields = parseGs1(code);
  const gtin = fields?.find(({ ai }) => ai === '01')?.value;
  if (!fields || gtin === undefined) return null;
  const weightMilli = decimalOf(fields, '310', 3);
  const priceMinor = decimalOf(fields, '392', 2);
  return {
    gtin,
    ...(weightMilli === undefined ? {} : { weightMilli }),
    ...(priceMinor === undefined ? {} : { priceMinor }),
  };
}

/** The value of `310n` or `392n`, whose last digit says its decimals, as an integer of `decimals`. */
function decimalOf(
  fields: readonly Gs1Field[],
  begins: string,
  decimals: number,
): number | undefined {
  const field = fields.find(({ ai }) => ai.length === 4 && ai.startsWith(begins));
  if (!field) return undefined;
  const shift = decimals - Number(field.ai.at(-1));
  const digits = shift >= 0 ? field.value.padEnd(field.value.length + shift, '0') : field.value;
  const kept = shift >= 0 ? digits : digits.slice(0, shift);
  const dropped = shift >= 0 ? '' : digits.slice(shift);
  const value = Number(kept);
  return /^0*$/.test(dropped) && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}
