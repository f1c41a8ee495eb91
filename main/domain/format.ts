/** Digits behind the point of a currency's major unit. ISO 4217; two where it is not listed. */
const minorDigits: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0, KWD: 3, BHD: 3 };

export function currencyDigits(currency: string): number {
  return minorDigits[currency] ?? 2;
}

/** An amount as plain digits, such as `-12.50`: for papers, files and checks, not for screens. */
export function formatMinor(amountMinor: number, currency: string): string {
  return decimal(amountMinor, currencyDigits(currency));
}

/** A quantity without needless zeros: `2`, `0.358`. */
export function formatQuantity(quantityMilli: number): string {
  return decimal(quantityMilli, 3).replace(/\.?0+$/, '');
}

/** A rate such as `13%` or `6.25%`. */
export function formatRate(basisPoints: number): string {
  return `${decimal(basisPoints, 2).replace(/\.?0+$/, '')}%`;
}

/** The exact decimal spelling of `value ÷ 10^digits`. */
function decimal(value: number, digits: number): string {
  const sign = value < 0 ? '-' : '';
  const figures = String(Math.abs(value)).padStart(digits + 1, '0');
  if (digits === 0) return sign + figures;
  return `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
}
