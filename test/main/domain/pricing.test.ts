import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addArticle, type Basket, emptyBasket } from '../../../main/domain/basket.ts';
import { sum } from '../../../main/domain/money.ts';
import { discountOf, type Pricing, price } from '../../../main/domain/pricing.ts';
import type { TaxRules } from '../../../main/domain/tax.ts';
import {
  apples,
  basketLimits,
  baskets,
  cola,
  discounts,
  draws,
  shuffled,
  taxRules,
} from './fixture/baskets.ts';

const china: TaxRules = { pricesIncludeTax: true, taxRounding: 'document' };

const check = (holds: (pricing: Pricing, basket: Basket, rules: TaxRules) => void) =>
  fc.assert(
    fc.property(baskets, taxRules, (basket, rules) => holds(price(basket, rules), basket, rules)),
  );

describe('the price of a basket', () => {
  it('is the same whatever order things were rung up in, line by line', () => {
    fc.assert(
      fc.property(baskets, taxRules, draws, (basket, rules, seed) => {
        const there = price(basket, rules);
        const again = price({ ...basket, lines: shuffled(basket.lines, seed) }, rules);
        const byId = (pricing: Pricing) =>
          pricing.lines.toSorted((a, b) => (a.lineId < b.lineId ? -1 : 1));
        expect({ ...again, lines: byId(again) }).toEqual({ ...there, lines: byId(there) });
      }),
    );
  });

  it('divides the discount on the whole over the lines, to the last fen', () => {
    check((pricing) => {
      const parts = pricing.lines.map((line) => line.saleDiscountMinor);
      expect(sum(parts)).toBe(pricing.saleDiscountMinor);
    });
  });

  it('loses nothing between the lines and the total', () => {
    check((pricing, _, rules) => {
      const net = sum(pricing.lines.map((line) => line.netMinor));
      expect(pricing.totalMinor).toBe(rules.pricesIncludeTax ? net : net + pricing.taxMinor);
      expect(sum(pricing.lines.map((line) => line.taxMinor))).toBe(pricing.taxMinor);
      expect(sum(pricing.lines.map((line) => line.grossMinor)) - pricing.lineDiscountMinor).toBe(
        pricing.subtotalMinor,
      );
      const bases = sum(pricing.taxes.map((band) => band.baseMinor));
      expect(bases + pricing.taxMinor).toBe(pricing.totalMinor);
    });
  });

  it('is negative nowhere, whatever is taken off', () => {
    check((pricing) => {
      const amounts = pricing.lines.flatMap(({ lineId: _, ...line }) => Object.values(line));
      const totals = [pricing.totalMinor, pricing.taxMinor, pricing.subtotalMinor];
      expect([...amounts, ...totals].every((amount) => amount >= 0)).toBe(true);
    });
  });

  it('holds whole fen only', () => {
    check((pricing) => {
      const amounts = pricing.lines.flatMap(({ lineId: _, ...line }) => Object.values(line));
      expect([...amounts, pricing.totalMinor].every(Number.isSafeInteger)).toBe(true);
    });
  });

  it('of nothing is nothing, even with a discount on it', () => {
    fc.assert(
      fc.property(discounts, taxRules, (discount, rules) => {
        expect(price({ lines: [], discount }, rules).totalMinor).toBe(0);
      }),
    );
  });
});

describe('a discount', () => {
  it('takes off at most what there is', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), discounts, (amount, discount) => {
        const off = discountOf(amount, discount);
        return off >= 0 && off <= amount;
      }),
    );
  });

  it('of 10 % on 3.50 takes 0.35', () => {
    expect(discountOf(350, { kind: 'percent', basisPoints: 1_000 })).toBe(35);
  });
});

describe('a label that carries the price', () => {
  const labelled = addArticle(
    emptyBasket('sale-1', 0),
    { lineId: 'a', article: apples, quantityMilli: 500, labelPriceMinor: 635 },
    basketLimits,
  );

  it('is believed to the fen, whatever weight by price would come to', () => {
    if (!labelled.ok) throw new Error(labelled.code);
    expect(price(labelled.value, china).totalMinor).toBe(635);
  });
});

it('a small sale comes out as it does on paper', () => {
  const added = addArticle(
    emptyBasket('sale-1', 0),
    { lineId: 'a', article: cola, quantityMilli: 3_000 },
    basketLimits,
  );
  if (!added.ok) throw new Error(added.code);
  const discount = { kind: 'amount', amountMinor: 50 } as const;
  expect(price({ ...added.value, discount }, china)).toMatchObject({
    subtotalMinor: 1_050,
    saleDiscountMinor: 50,
    totalMinor: 1_000,
    taxMinor: 115, // 10.00 × 13 ÷ 113 = 1.1504
    taxes: [{ rateBasisPoints: 1_300, baseMinor: 885, taxMinor: 115 }],
  });
});
