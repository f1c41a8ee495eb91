/** Money is a whole number of minor units (fen, cent) of the sale's currency. Never a fraction, never a float. */
export type Minor = number;

/** A rate in basis points: 1 % is 100, 13 % is 1,300. */
export type BasisPoints = number;

/** A quantity in thousandths of the unit: one bottle is 1,000, 0.358 kg is 358. */
export type Milli = number;

/**
 * `value × numerator ÷ denominator`, rounded half away from zero, exact at any size.
 * @throws RangeError when an argument is not a safe integer or the denominator is not positive.
 */
export function mulDivRound(value: number, numerator: number, denominator: number): number {
  for (const n of [value, numerator, denominator]) {
    if (!Number.isSafeInteger(n)) throw new RangeError(`not a safe integer: ${n}`);
  }
  if (denominator <= 0) throw new RangeError('the denominator must be positive');
  const product = BigInt(value) * BigInt(numerator);
  const magnitude = product < 0n ? -product : product;
  const divisor = BigInt(denominator);
  const rounded = Number((magnitude * 2n + divisor) / (divisor * 2n));
  if (!Number.isSafeInteger(rounded)) throw new RangeError('the result is out of range');
  return product < 0n && rounded !== 0 ? -rounded : rounded;
}

/**
 * What a scale weighed as a quantity: goods sold by weight are priced by the kilogram, whose
 * thousandths are grams. Half a gram counts as a whole one.
 */
export function quantityOf(milligrams: number): Milli {
  return mulDivRound(milligrams, 1, 1_000);
}

/** The price of `quantityMilli` thousandths at `unitPriceMinor` a unit. */
export function extend(unitPriceMinor: Minor, quantityMilli: Milli): Minor {
  return mulDivRound(unitPriceMinor, quantityMilli, 1_000);
}

/** `rate` of `amountMinor`, rounded half away from zero. */
export function share(amountMinor: Minor, rate: BasisPoints): Minor {
  return mulDivRound(amountMinor, rate, 10_000);
}

/** Rounds to the nearest multiple of `stepMinor`, half away from zero: cash where small coins are gone. */
export function roundToStep(amountMinor: Minor, stepMinor: Minor): Minor {
  return mulDivRound(amountMinor, 1, stepMinor) * stepMinor;
}

export function sum(amounts: Iterable<Minor>): Minor {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}
