import type { Minor } from './money.ts';

export type Weighted = { readonly key: string; readonly weight: number };

/**
 * Splits `totalMinor` over the parts in proportion to their weights, to the last minor unit: the
 * shares always add up to the total. What rounding leaves over goes to the largest remainders, and
 * among equals by key, so that the order of the parts changes nothing.
 *
 * @throws RangeError when a weight is negative, or all are zero and there is something to split.
 */
export function allocate(totalMinor: Minor, parts: readonly Weighted[]): Map<string, Minor> {
  const shares = new Map(parts.map(({ key }) => [key, 0]));
  if (totalMinor === 0) return shares;
  const weightSum = parts.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
  if (weightSum <= 0n || parts.some(({ weight }) => weight < 0)) {
    throw new RangeError('nothing to split over');
  }
  const sign = totalMinor < 0 ? -1 : 1;
  const total = BigInt(Math.abs(totalMinor));
  let left = Math.abs(totalMinor);
  const remainders = parts.map(({ key, weight }) => {
    const exact = total * BigInt(weight);
    const floor = Number(exact / weightSum);
    left -= floor;
    shares.set(key, floor === 0 ? 0 : sign * floor);
    return { key, remainder: exact % weightSum };
  });
  remainders.sort((a, b) =>
    a.remainder === b.remainder ? (a.key < b.key ? -1 : 1) : a.remainder > b.remainder ? -1 : 1,
  );
  for (const { key } of remainders.slice(0, left)) {
    shares.set(key, (shares.get(key) ?? 0) + sign);
  }
  return shares;
}
