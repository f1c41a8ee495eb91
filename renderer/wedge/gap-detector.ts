/**
 * Tells a scanner that plays keyboard from a person who types, by the time between keys. Keys are
 * held for as long as they may be a scan; then they are either one code or so many keys to be
 * typed after all. Pure: the clock is in the keys.
 */
export type HeldKey<Press> = {
  readonly press: Press;
  readonly character: string;
  /** Milliseconds of the page's own clock. */
  readonly atMs: number;
};

export type Detector<Press> = { readonly held: readonly HeldKey<Press>[] };

export type Verdict<Press> =
  | { readonly kind: 'scan'; readonly code: string; readonly gapsMs: readonly number[] }
  | { readonly kind: 'typed'; readonly keys: readonly HeldKey<Press>[] };

/** The slowest scanners leave this between two keys; the fastest typists more (device-facts 3). */
export const gapMaxMs = 50;
/** Shorter runs are somebody's fingers. */
const codeCharactersMin = 4;
/** Without Enter or Tab behind it a run must be longer and faster to be believed. */
const bareCharactersMin = 8;
const bareMeanGapMs = 30;

export const idleDetector: Detector<never> = { held: [] };

export function hold<Press>(detector: Detector<Press>, key: HeldKey<Press>): Detector<Press> {
  return { held: [...detector.held, key] };
}

/** Whether a key at this time can still belong to what is held. */
export function belongs<Press>({ held }: Detector<Press>, atMs: number): boolean {
  const last = held.at(-1);
  return last === undefined || atMs - last.atMs <= gapMaxMs;
}

/** What the held keys were, now that a terminator came (`isTerminated`) or silence fell. */
export function judge<Press>({ held }: Detector<Press>, isTerminated: boolean): Verdict<Press> {
  const gapsMs = held.slice(1).map((key, i) => key.atMs - (held[i]?.atMs ?? key.atMs));
  const mean = gapsMs.reduce((sum, gap) => sum + gap, 0) / Math.max(1, gapsMs.length);
  const isScan = isTerminated
    ? held.length >= codeCharactersMin
    : held.length >= bareCharactersMin && mean <= bareMeanGapMs;
  if (!isScan) return { kind: 'typed', keys: held };
  return { kind: 'scan', code: held.map(({ character }) => character).join(''), gapsMs };
}
