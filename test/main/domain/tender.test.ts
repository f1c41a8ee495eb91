import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBasket } from '../../../main/domain/basket.ts';
import { price } from '../../../main/domain/pricing.ts';
import { completeSale } from '../../../main/domain/sale.ts';
import {
  type CashResult,
  dueOf,
  type Tender,
  takeCash,
  tenderedOf,
  walletAmount,
} from '../../../main/domain/tender.ts';
import { baskets, taxRules } from './fixture/baskets.ts';
import { stamp } from './fixture/sales.ts';

const steps = fc.constantFrom(1, 5, 10, 50, 100);

function cash(dueMinor: number, tenderedMinor: number, stepMinor: number): CashResult {
  const taken = takeCash(dueMinor, tenderedMinor, stepMinor);
  if (!taken.ok) throw new Error(taken.code);
  return taken.value;
}

/** Pays a total with these offers in turn, the even ones by wallet, and what is left in cash. */
function payAll(totalMinor: number, offers: readonly number[], stepMinor: number) {
  const tenders: Tender[] = [];
  const add = (kind: Tender['kind'], amountMinor: number, tenderedMinor: number) =>
    tenders.push({
      id: `tender-${tenders.length}`,
      kind,
      provider: null,
      attemptId: null,
      amountMinor,
      tenderedMinor,
    });
  for (const [index, offer] of [...offers, totalMinor + stepMinor].entries()) {
    const due = dueOf(totalMinor, tenders);
    if (index % 2 === 0 && index < offers.length) {
      const part = walletAmount(due, offer);
      if (part.ok) add('wallet', part.value, part.value);
    } else {
      const taken = takeCash(due, offer, stepMinor);
      if (!taken.ok) continue;
      add('cash', taken.value.amountMinor, offer);
      if (taken.value.isSettled) return { tenders, ...taken.value };
    }
  }
  throw new Error('the last offer covers everything');
}

describe('cash', () => {
  it('that is enough gives the rest as change', () => {
    expect(cash(1_234, 2_000, 1)).toEqual({
      amountMinor: 1_234,
      changeMinor: 766,
      roundingMinor: 0,
      isSettled: true,
    });
  });

  it.each([
    [1_234, 1_230, -4],
    [1_235, 1_240, 5],
    [1_238, 1_240, 2],
    [4, 0, -4],
  ])('for %d fen where the smallest coin is a jiao settles with %d', (due, paid, rounding) => {
    expect(cash(due, paid, 10)).toEqual({
      amountMinor: paid,
      changeMinor: 0,
      roundingMinor: rounding,
      isSettled: true,
    });
  });

  it('of exactly what is due settles it, small coins or not', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), steps, (due, step) => {
        const { isSettled, amountMinor, changeMinor } = cash(due, due, step);
        return isSettled && amountMinor + changeMinor === due;
      }),
    );
  });

  it('never settles more than was handed over, and accounts for all of it', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(200_000), steps, (due, tendered, step) => {
        const taken = takeCash(due, tendered, step);
        if (!taken.ok) return tendered === 0 && due > 0;
        const { amountMinor, changeMinor, roundingMinor, isSettled } = taken.value;
        expect(amountMinor + changeMinor).toBe(tendered);
        expect(changeMinor).toBeGreaterThanOrEqual(0);
        expect(Math.abs(roundingMinor) * 2).toBeLessThanOrEqual(step);
        return isSettled ? amountMinor === due + roundingMinor : amountMinor < due;
      }),
    );
  });

  it('less than nothing, or nothing for something, is refused', () => {
    expect(takeCash(100, 0, 1)).toMatchObject({ code: 'tender.out-of-range' });
    expect(takeCash(100, -5, 1)).toMatchObject({ code: 'tender.out-of-range' });
    expect(takeCash(0, -5, 10)).toMatchObject({ code: 'tender.out-of-range' });
  });
});

describe('a wallet', () => {
  it('takes all that is due, or the part that was chosen', () => {
    expect(walletAmount(500, null)).toEqual({ ok: true, value: 500 });
    expect(walletAmount(500, 200)).toEqual({ ok: true, value: 200 });
  });

  it('never takes more than is due, and says how much that is', () => {
    expect(walletAmount(500, 501)).toEqual({
      ok: false,
      code: 'tender.exceeds-due',
      data: { maximum: 500 },
    });
    expect(walletAmount(500, 0)).toMatchObject({ code: 'tender.out-of-range' });
  });
});

describe('several tenders', () => {
  const offers = fc.array(fc.integer({ min: -10, max: 60_000 }), { maxLength: 8 });

  it('come to the total and what rounding added, in any sequence of part payments', () => {
    fc.assert(
      fc.property(fc.nat(200_000), offers, steps, (total, offered, step) => {
        const { tenders, roundingMinor } = payAll(total, offered, step);
        expect(tenderedOf(tenders)).toBe(total + roundingMinor);
        expect(dueOf(total, tenders)).toBe(Math.max(0, -roundingMinor));
      }),
    );
  });

  it('freeze any basket into a sale that repeats its prices', () => {
    fc.assert(
      fc.property(baskets, taxRules, offers, steps, (basket, rules, offered, step) => {
        const pricing = price(basket, rules);
        const { tenders, changeMinor, roundingMinor } = payAll(pricing.totalMinor, offered, step);
        const { pricesIncludeTax } = rules;
        const sale = completeSale({ ...basket, tenders }, pricing, {
          ...stamp,
          changeMinor,
          roundingMinor,
          pricesIncludeTax,
        });
        expect(sale).toMatchObject({ saleId: basket.saleId, totalMinor: pricing.totalMinor });
        expect(sale.lines.map(({ id, netMinor }) => [id, netMinor])).toEqual(
          pricing.lines.map(({ lineId, netMinor }) => [lineId, netMinor]),
        );
      }),
    );
  });

  it('that do not settle the total make no sale', () => {
    const rules = { pricesIncludeTax: true, taxRounding: 'line' } as const;
    const basket = emptyBasket('sale-1', 0);
    const rounded = { ...stamp, changeMinor: 0, roundingMinor: 1, pricesIncludeTax: true };
    expect(() => completeSale(basket, price(basket, rules), rounded)).toThrow(RangeError);
  });

  it('and a price that is missing make no sale', () => {
    fc.assert(
      fc.property(
        baskets.filter(({ lines }) => lines.length > 0),
        (basket) => {
          const pricing = price(
            { lines: [], discount: null },
            { pricesIncludeTax: true, taxRounding: 'line' },
          );
          const free = { ...stamp, changeMinor: 0, roundingMinor: 0, pricesIncludeTax: true };
          expect(() => completeSale(basket, pricing, free)).toThrow(RangeError);
        },
      ),
    );
  });
});
