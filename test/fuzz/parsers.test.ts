import { expect, test } from 'vitest';
import { DeviceError } from '../../drivers/device-error.ts';
import { heapBytes } from '../support/heap.ts';
import { randomFrom } from '../support/random.ts';
import { mutated } from './mutate.ts';
import { type Take, targets } from './targets.ts';

/**
 * Inputs of a run over all parsers; `npm run fuzz` gives a million. The seed is printed with a
 * failure, and makes the same run again.
 */
const inputs = Number(process.env.FUZZ_INPUTS ?? 20_000);
const seed = Number(process.env.FUZZ_SEED ?? 20_261_123);

/** More than any buffer that a parser is allowed, and less than what it was fed. */
const mostKeptBytes = 2_000_000;

test.each(targets)(
  '$name: any bytes, no crash, no hang, no buffer without an end',
  ({ name, seeds, open }) => {
    const random = randomFrom(seed);
    const before = heapBytes();
    const old = open();
    let young = open();
    for (let i = 0; i < inputs / targets.length; i += 1) {
      const bytes = mutated(random, seeds);
      // From time to time a fresh one, so that an early state is met often too.
      if (i % 64 === 0) young = open();
      const where = `${name}: seed ${seed}, input ${i}`;
      feed(old, bytes, where);
      feed(young, bytes, where);
    }
    expect(heapBytes() - before).toBeLessThan(mostKeptBytes);
    // It is alive while it is measured.
    feed(old, Buffer.alloc(0), `${name}: the end`);
  },
  600_000,
);

function feed(take: Take, bytes: Uint8Array, where: string): void {
  try {
    take(bytes);
  } catch (cause) {
    if (cause instanceof DeviceError || cause instanceof RangeError) return;
    throw new Error(`${where}: ${Buffer.from(bytes).toString('hex')}`, { cause });
  }
}
