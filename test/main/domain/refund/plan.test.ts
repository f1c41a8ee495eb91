import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addArticle, emptyBasket } from '../../../../main/domain/basket.ts';
import { sum } from '../../../../main/domain/money.ts';
import { leftOf, paidFor } from '../../../../main/domain/refund/left.ts';
import { planRefund, type RefundChoice, type RefundPlan } from '../../../../main/domain/refund.ts';
import type { CompletedSale } from '../../../../main/domain/sale.ts';
import { basketLimits, cola } from '../fixture/baskets.ts';
import { mixedSales, partRules, refundAll, wishes } from '../fixture/refunds.ts';
import { sell } from '../fixture/sales.ts';

const steps = fc.constantFrom(1, 5, 10, 100);

const check = (holds: (sale: CompletedSale, plans: RefundPlan[], stepMinor: number) => void) =>
  fc.assert(
    fc.property(mixedSales, wishes, steps, (sale, wished, stepMinor) =>
      holds(sale, refundAll(sale, wished, partRules(stepMinor)), stepMinor),
    ),
    { numRuns: 400 },
  );

describe('a sale that was given back in any steps', () => {
  it('was given back to the last minor unit: total, tax by tax, line by line', () => {
    check((sale, plans) => {
      expect(sum(plans.map((plan) => plan.amountMinor))).toBe(sale.totalMinor);
      expect(sum(plans.map((plan) => plan.taxMinor))).toBe(sale.taxMinor);
      for (const band of sale.taxes) {
        const own = plans
          .flatMap((plan) => plan.taxes)
          .filter(({ rateBasisPoints }) => rateBasisPoints === band.rateBasisPoints);
        expect(sum(own.map(({ taxMinor }) => taxMinor))).toBe(band.taxMinor);
        expect(sum(own.map(({ baseMinor }) => baseMinor))).toBe(band.baseMinor);
      }
      for (const line of sale.lines) {
        const own = plans
          .flatMap(({ lines, spread }) => [...lines, ...spread])
          .filter(({ lineId }) => lineId === line.id);
        const paid = paidFor(line, sale.pricesIncludeTax);
        expect(sum(own.map(({ amountMinor }) => amountMinor))).toBe(paid);
      }
    });
  });

  it('gave each tender back what it had paid, coins and their rounding too', () => {
    check((sale, plans) => {
      const parts = plans.flatMap((plan) => plan.parts);
      for (const tender of sale.tenders) {
        const own = parts.filter(({ tenderId }) => tenderId === tender.id);
        expect(sum(own.map(({ amountMinor }) => amountMinor))).toBe(tender.amountMinor);
      }
    });
  });

  it('never gave more of a line or a tender than there was, in no step', () => {
    check((sale, plans) => {
      for (let count = 1; count <= plans.length; count += 1) {
        const left = leftOf(sale, plans.slice(0, count));
        const all = [
          ...left.lines.flatMap((one) => [
            one.quantityMilli,
            one.amountMinor,
            one.taxMinor,
            one.amountMinor - one.taxMinor,
          ]),
          ...left.tenders.map(({ leftMinor }) => leftMinor),
          left.amountMinor,
        ];
        expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('gave coins that there are, and never drifted from what was due by a coin', () => {
    check((sale, plans, stepMinor) => {
      const whole = { ...sale, roundingMinor: 0 };
      const cash = new Set(whole.tenders.filter(({ kind }) => kind === 'cash').map(({ id }) => id));
      let dueMinor = 0;
      let givenMinor = 0;
      for (const plan of plans.slice(0, -1)) {
        const inCash = plan.parts.filter(({ tenderId }) => cash.has(tenderId));
        const others = plan.parts.filter(({ tenderId }) => !cash.has(tenderId));
        dueMinor += plan.amountMinor - sum(others.map(({ amountMinor }) => amountMinor));
        givenMinor += sum(inCash.map(({ amountMinor }) => amountMinor));
        const rounding = Math.abs(sale.roundingMinor);
        expect(Math.abs(givenMinor - dueMinor)).toBeLessThanOrEqual(stepMinor / 2 + rounding);
      }
    });
  });
});

describe('a part of a sale', () => {
  it('goes back to wallets and cards before cash, and in cash for a word only at the end', () => {
    check((sale, plans) => {
      for (const [index, { parts }] of plans.entries()) {
        const before = leftOf(sale, plans.slice(0, index));
        const isByWay = (id: string) =>
          before.tenders.some(
            ({ tender }) =>
              tender.id === id && tender.kind !== 'cash' && tender.isVerified !== false,
          );
        const byWay = parts.filter(({ tenderId }) => isByWay(tenderId));
        const wayLeft = before.tenders.filter(({ tender }) => isByWay(tender.id));
        const leftMinor = sum(wayLeft.map((one) => one.leftMinor));
        const wayMinor = sum(byWay.map(({ amountMinor }) => amountMinor));
        if (byWay.length < parts.length) expect(wayMinor).toBe(leftMinor);
        expect(parts.filter(({ by }) => by === 'cash').length).toBeLessThanOrEqual(1);
        expect(byWay.every(({ by }) => by === 'tender')).toBe(true);
      }
    });
  });

  it('is worth less after a sum was given back without goods', () => {
    const sale = threeColas();
    const [goodwill] = plansOf(sale, [{ kind: 'amount', amountMinor: 525 }]);
    expect(goodwill).toMatchObject({ lines: [], amountMinor: 525, taxMinor: 61 });
    const bottle: RefundChoice = { kind: 'lines', lines: [{ lineId: 'l', quantityMilli: 1_000 }] };
    const [, one] = plansOf(sale, [{ kind: 'amount', amountMinor: 525 }, bottle]);
    expect(one?.amountMinor).toBe(175);
  });

  it('gives the odd cent with the one or the other, and loses none', () => {
    const bottle: RefundChoice = { kind: 'lines', lines: [{ lineId: 'l', quantityMilli: 1_000 }] };
    const sale = threeColas(1_000);
    const amounts = plansOf(sale, [bottle, bottle, bottle]).map((plan) => plan.amountMinor);
    expect(amounts).toEqual([333, 334, 333]);
  });
});

describe('a refund', () => {
  it.each<[RefundChoice, string, number | undefined]>([
    [{ kind: 'amount', amountMinor: 1_051 }, 'refund.exceeds-paid', 1_050],
    [{ kind: 'amount', amountMinor: 0 }, 'tender.out-of-range', undefined],
    [{ kind: 'lines', lines: [] }, 'sale.empty', undefined],
    [
      { kind: 'lines', lines: [{ lineId: 'x', quantityMilli: 1_000 }] },
      'line.not-found',
      undefined,
    ],
    [bottles(4_000), 'quantity.out-of-range', 3_000],
    [bottles(500), 'quantity.out-of-range', 3_000],
    [bottles(2_000, 2_000), 'quantity.out-of-range', 3_000],
  ])('of %j is refused: %s', (choice, code, maximum) => {
    const planned = planRefund(threeColas(), [], choice, partRules(1));
    expect(planned).toMatchObject({ ok: false, code });
    expect(planned.ok ? null : planned.data?.maximum).toBe(maximum);
  });

  it('of what has all gone back is refused', () => {
    const sale = threeColas();
    const all = plansOf(sale, [{ kind: 'all' }]);
    const again = planRefund(sale, all, { kind: 'all' }, partRules(1));
    expect(again).toMatchObject({ ok: false, code: 'refund.exceeds-paid', data: { maximum: 0 } });
    const goods = planRefund(sale, all, bottles(1_000), partRules(1));
    expect(goods).toMatchObject({ ok: false, code: 'quantity.out-of-range' });
  });

  it('takes goods back that are worth nothing any more', () => {
    const sale = threeColas();
    const money = plansOf(sale, [{ kind: 'amount', amountMinor: 1_050 }]);
    const goods = planRefund(sale, money, bottles(3_000), partRules(1));
    expect(goods).toMatchObject({ ok: true, value: { amountMinor: 0, parts: [] } });
  });
});

function bottles(...quantities: number[]): RefundChoice {
  const lines = quantities.map((quantityMilli) => ({ lineId: 'l', quantityMilli }));
  return { kind: 'lines', lines };
}

function threeColas(totalMinor = 1_050): CompletedSale {
  const addition = {
    lineId: 'l',
    article: cola,
    quantityMilli: 3_000,
    labelPriceMinor: totalMinor,
  };
  const added = addArticle(emptyBasket('sale-1', 0), addition, basketLimits);
  if (!added.ok) throw new Error(added.code);
  const rules = { pricesIncludeTax: true, taxRounding: 'document' } as const;
  return sell(added.value, rules, { walletMinor: 0, surplusMinor: 0, stepMinor: 1 });
}

function plansOf(sale: CompletedSale, choices: readonly RefundChoice[]): RefundPlan[] {
  const plans: RefundPlan[] = [];
  for (const choice of choices) {
    const planned = planRefund(sale, plans, choice, partRules(1));
    if (!planned.ok) throw new Error(planned.code);
    plans.push(planned.value);
  }
  return plans;
}
