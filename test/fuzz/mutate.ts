import type { Random } from '../support/random.ts';

const mostBytes = 600;

/** What breaks parsers: ends of ranges, separators, and the bytes that begin and end things. */
const telling = [
  0x00, 0x01, 0x02, 0x03, 0x04, 0x0a, 0x0d, 0x10, 0x12, 0x1b, 0x1c, 0x1d, 0x20, 0x3f, 0x5d, 0x7f,
  0x80, 0x82, 0x84, 0x90, 0xfe, 0xff,
];

/** Bytes that are nearly right: one of the seeds with a few changes, or a few joined, or noise. */
export function mutated(random: Random, seeds: readonly Uint8Array[]): Uint8Array {
  if (random.between(0, 15) === 0) return noise(random);
  let bytes: number[] = [...random.pick(seeds)];
  for (let changes = random.between(0, 4); changes > 0; changes -= 1) {
    bytes = changed(random, bytes, seeds);
  }
  return Uint8Array.from(bytes.slice(0, mostBytes));
}

function noise(random: Random): Uint8Array {
  return Uint8Array.from({ length: random.between(0, 80) }, () => random.between(0, 255));
}

function changed(random: Random, bytes: number[], seeds: readonly Uint8Array[]): number[] {
  const at = random.between(0, bytes.length);
  const before = bytes.slice(0, at);
  const after = bytes.slice(at);
  switch (random.between(0, 6)) {
    case 0:
      return before;
    case 1:
      return [...before, random.pick(telling), ...after];
    case 2:
      return [...before, ...after.slice(1)];
    case 3:
      return [...before, (after[0] ?? 0) ^ (1 << random.between(0, 7)), ...after.slice(1)];
    case 4:
      return [...before, random.pick(telling), ...after.slice(1)];
    case 5:
      return [...before, ...random.pick(seeds)];
    default:
      return [...before, ...after.slice(0, random.between(0, 20)), ...after];
  }
}
