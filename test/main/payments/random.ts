export type Random = {
  /** A whole number from 0 up to and not including `limit`. */
  below(limit: number): number;
  chance(percent: number): boolean;
  pick<Value>(values: readonly [Value, ...Value[]]): Value;
};

/** Numbers that a seed decides (mulberry32), so that a failing run is named by its seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (percent) => below(100) < percent,
    pick: (values) => values[below(values.length)] ?? values[0],
  };
}
