import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extend, mulDivRound, roundToStep, share, sum } from '../../../main/domain/money.ts';

const amounts = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const positive = fc.integer({ min: 1, max: 1_000_000 });

describe('multiplying and dividing money', () => {
  it('is never more than half a unit off the exact value', () => {
    fc.assert(
      fc.property(amounts, amounts, positive, (value, numerator, denominator) => {
        let rounded: bigint;
        try {
          rounded = BigInt(mulDivRound(value, numerator, denominator));
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          const exact = (BigInt(value) * BigInt(numerator)) / BigInt(denominator);
          return exact > Number.MAX_SAFE_INTEGER - 1 || exact < -Number.MAX_SAFE_INTEGER + 1;
        }
        const off = 2n * (rounded * BigInt(denominator) - BigInt(value) * BigInt(numerator));
        return off <= BigInt(denominator) && off >= -BigInt(denominator);
      }),
    );
  });

  it('rounds a half away from zero, and treats what is owed and what is due alike', () => {
    expect([1, 3, -1, -3].map((value) => mulDivRound(value, 1, 2))).toEqual([1, 2, -1, -2]);
    fc.assert(
      fc.property(amounts, positive, positive, (value, numerator, denominator) => {
        const there = mulDivRound(value, numerator, denominator);
        expect(mulDivRound(-value, numerator, denominator) + there).toBe(0);
      }),
    );
  });

  it('never gives a negative zero, which would not read back the same', () => {
    expect(Object.is(mulDivRound(-1, 1, 1_000), 0)).toBe(true);
    expect(Object.is(roundToStep(-4, 10), 0)).toBe(true);
  });

  it.each([
    [0.5, 1, 1],
    [1, Number.NaN, 1],
    [1, 1, 0],
    [1, 1, -1],
    [Number.MAX_SAFE_INTEGER, 2, 1],
    [2 ** 53, 1, 1],
  ])('refuses %d × %d ÷ %d', (value, numerator, denominator) => {
    expect(() => mulDivRound(value, numerator, denominator)).toThrow(RangeError);
  });
});

it('a weight has the price of its thousandths', () => {
  expect(extend(1_280, 358)).toBe(458); // 12.80 × 0.358 = 4.5824
  expect(extend(350, 3_000)).toBe(1_050);
});

it('a rate takes its part', () => {
  expect(share(9_999, 1_300)).toBe(1_300); // 13 % of 99.99 = 12.9987
  expect(share(-50, 100)).toBe(-1);
});

it('rounding to a coin lands on the nearest one and stays there', () => {
  fc.assert(
    fc.property(amounts, fc.constantFrom(1, 5, 10, 50, 100), (amount, step) => {
      const rounded = roundToStep(amount, step);
      expect(Math.abs(rounded % step)).toBe(0);
      expect(Math.abs(rounded - amount) * 2).toBeLessThanOrEqual(step);
      expect(roundToStep(rounded, step)).toBe(rounded);
    }),
  );
});

it('nothing sums to nothing', () => {
  expect(sum([])).toBe(0);
  expect(sum([1, 2, -5])).toBe(-2);
});
