import type { WeightReading, WeightUnit } from '../contract.ts';

/** Femtograms in a millionth of each unit: exact integers, as the pound is 453.59237 g by law. */
const femtogramsPerMicro: Readonly<Record<WeightUnit, bigint>> = {
  g: 1_000_000_000n,
  kg: 1_000_000_000_000n,
  oz: 28_349_523_125n,
  lb: 453_592_370_000n,
};
const femtogramsPerMilligram = 1_000_000_000_000n;

/** Millionths are kept, and no scale shows more than six digits behind its point. */
const microDigits = 6;

/**
 * `mantissa` × 10^`exponent` of a unit, in integers all the way. Undefined when it is below zero,
 * finer than a millionth, or beyond what an integer holds.
 */
export function weightOf(
  mantissa: bigint,
  exponent: number,
  unit: WeightUnit,
  raw: string,
): WeightReading | undefined {
  if (mantissa < 0n || Math.abs(exponent) > 2 * microDigits) return undefined;
  const places = exponent + microDigits;
  const divisor = places < 0 ? 10n ** BigInt(-places) : 1n;
  if (mantissa % divisor !== 0n) return undefined;
  const micro = (mantissa / divisor) * (places > 0 ? 10n ** BigInt(places) : 1n);
  const femtograms = micro * femtogramsPerMicro[unit];
  const milligrams = (2n * femtograms + femtogramsPerMilligram) / (2n * femtogramsPerMilligram);
  if (micro > Number.MAX_SAFE_INTEGER || milligrams > Number.MAX_SAFE_INTEGER) return undefined;
  return { valueMicro: Number(micro), unit, milligrams: Number(milligrams), raw };
}

/** Digits with at most one point, as scales send them: `01.250`. Undefined for anything else. */
export function decimalWeight(
  digits: string,
  unit: WeightUnit,
  raw: string,
): WeightReading | undefined {
  const [, whole, fraction = ''] = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(digits) ?? [];
  if (whole === undefined) return undefined;
  return weightOf(BigInt(whole + fraction), -fraction.length, unit, raw);
}

/** The bytes as text that a journal can keep: what is not printable is `\xHH`, `\` is `\\`. */
export function escapeRaw(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    if (byte === 0x5c) return '\\\\';
    if (byte >= 0x20 && byte <= 0x7e) return String.fromCharCode(byte);
    return `\\x${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}
