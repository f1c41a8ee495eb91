import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum } from '../../../main/domain/money.ts';
import { computeTax, type Taxable, type TaxRules, taxOf } from '../../../main/domain/tax.ts';
import { draws, shuffled, taxRates, taxRules } from './fixture/baskets.ts';

const lines: fc.Arbitrary<Taxable[]> = fc
  .array(fc.record({ netMinor: fc.nat(1_000_000), rateBasisPoints: taxRates }), { maxLength: 15 })
  .map((found) => found.map((line, index) => ({ ...line, key: `line-${index}` })));

describe('tax of an amount', () => {
  it('is inside the price where shelf prices contain it: 113.00 at 13 % contains 13.00', () => {
    expect(taxOf(11_300, 1_300, true)).toBe(1_300);
  });

  it('is added where they do not: 100.00 at 13 % owes 13.00', () => {
    expect(taxOf(10_000, 1_300, false)).toBe(1_300);
  });

  it('gives the price back when it is added to the base again', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), taxRates, (amount, rate) => {
        const tax = taxOf(amount, rate, true);
        const again = taxOf(amount - tax, rate, false);
        expect(Math.abs(again - tax)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('tax of a sale', () => {
  const check = (holds: (found: readonly Taxable[], rules: TaxRules) => void) =>
    fc.assert(fc.property(lines, taxRules, holds));

  it('is shown once a rate, by rising rate', () => {
    check((found, rules) => {
      const rates = computeTax(found, rules).bands.map((band) => band.rateBasisPoints);
      const expected = new Set(found.map((line) => line.rateBasisPoints));
      expect(rates).toEqual([...expected].sort((a, b) => a - b));
    });
  });

  it('is divided over the lines of its rate without a rest', () => {
    check((found, rules) => {
      const { bands, byLine } = computeTax(found, rules);
      for (const band of bands) {
        const own = found.filter((line) => line.rateBasisPoints === band.rateBasisPoints);
        expect(sum(own.map((line) => byLine.get(line.key) ?? Number.NaN))).toBe(band.taxMinor);
      }
    });
  });

  it('and its bases account for all that was charged', () => {
    check((found, rules) => {
      const { bands } = computeTax(found, rules);
      const inside = rules.pricesIncludeTax ? sum(bands.map((band) => band.taxMinor)) : 0;
      const charged = sum(found.map((line) => line.netMinor));
      expect(sum(bands.map((band) => band.baseMinor)) + inside).toBe(charged);
    });
  });

  it('is the same whatever order the lines are in', () => {
    fc.assert(
      fc.property(lines, taxRules, draws, (found, rules, seed) => {
        expect(computeTax(shuffled(found, seed), rules)).toEqual(computeTax(found, rules));
      }),
    );
  });

  it('is rounded once a rate by document, and once a line by line', () => {
    const found = ['a', 'b', 'c'].map((key) => ({ key, netMinor: 3, rateBasisPoints: 1_300 }));
    const tax = (taxRounding: TaxRules['taxRounding']) =>
      computeTax(found, { pricesIncludeTax: false, taxRounding }).bands[0]?.taxMinor;
    // 13 % of 0.03 is 0.0039 and rounds to nothing; 13 % of 0.09 is 0.0117
    expect([tax('line'), tax('document')]).toEqual([0, 1]);
  });

  it('of things given away is nothing', () => {
    check((found, rules) => {
      const free = found.map((line) => ({ ...line, netMinor: 0 }));
      expect(computeTax(free, rules).bands.every((band) => band.taxMinor === 0)).toBe(true);
    });
  });
});
