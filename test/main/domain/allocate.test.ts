import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, type Weighted } from '../../../main/domain/allocate.ts';
import { sum } from '../../../main/domain/money.ts';
import { draws, shuffled } from './fixture/baskets.ts';

const totals = fc.integer({ min: -10_000_000, max: 10_000_000 });
const parts: fc.Arbitrary<Weighted[]> = fc
  .array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 })
  .filter((weights) => weights.some((weight) => weight > 0))
  .map((weights) => weights.map((weight, index) => ({ key: `part-${index}`, weight })));

describe('splitting an amount', () => {
  it('gives shares that add up to it, to the last fen', () => {
    fc.assert(
      fc.property(totals, parts, (total, of) => sum(allocate(total, of).values()) === total),
    );
  });

  it('gives each part its proportion, less than one fen off', () => {
    fc.assert(
      fc.property(totals, parts, (total, of) => {
        const whole = BigInt(sum(of.map(({ weight }) => weight)));
        const shares = allocate(total, of);
        return of.every(({ key, weight }) => {
          const off = BigInt(shares.get(key) ?? 0) * whole - BigInt(total) * BigInt(weight);
          return off < whole && off > -whole;
        });
      }),
    );
  });

  it('does not depend on the order of the parts', () => {
    fc.assert(
      fc.property(totals, parts, draws, (total, of, seed) => {
        expect(allocate(total, shuffled(of, seed))).toEqual(allocate(total, of));
      }),
    );
  });

  it('never gives anything to a part without weight', () => {
    fc.assert(
      fc.property(totals, parts, (total, of) => {
        const shares = allocate(total, [...of, { key: 'free', weight: 0 }]);
        expect(shares.get('free')).toBe(0);
      }),
    );
  });

  it('takes back exactly what it gave', () => {
    fc.assert(
      fc.property(totals, parts, (total, of) => {
        const back = allocate(-total, of);
        for (const [key, given] of allocate(total, of))
          expect((back.get(key) ?? 0) + given).toBe(0);
      }),
    );
  });

  it('of nothing gives nothing, even over nothing', () => {
    expect(allocate(0, [{ key: 'a', weight: 0 }])).toEqual(new Map([['a', 0]]));
    expect(allocate(0, [])).toEqual(new Map());
  });

  it.each([
    ['no part', []],
    ['only parts without weight', [{ key: 'a', weight: 0 }]],
    [
      'a negative weight',
      [
        { key: 'a', weight: 5 },
        { key: 'b', weight: -1 },
      ],
    ],
  ])('is refused over %s', (_, of) => {
    expect(() => allocate(1, of)).toThrow(RangeError);
  });
});
