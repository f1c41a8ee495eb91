import { type Random, randomFrom } from '../../../support/random.ts';

/** What the world does, decided by a seed. */
export type Chance = Random & {
  /** A whole number from 0 up to and not including `limit`. */
  below(limit: number): number;
  percent(likelihood: number): boolean;
};

export function chanceFrom(seed: number): Chance {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random.next() * limit);
  return { ...random, below, percent: (likelihood) => below(100) < likelihood };
}

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
