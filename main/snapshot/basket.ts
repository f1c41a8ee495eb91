import type { BasketShown, LineShown, TotalsShown } from '../contract/snapshots.ts';
import type { Basket, BasketLine } from '../domain/basket.ts';
import { roundToStep } from '../domain/money.ts';
import { type LinePrice, type Pricing, price } from '../domain/pricing.ts';
import type { TaxRules } from '../domain/tax.ts';
import { dueOf } from '../domain/tender.ts';

export type BasketRules = TaxRules & { readonly cashStepMinor: number };

export function showBasket(basket: Basket, rules: BasketRules, canUndo: boolean): BasketShown {
  const pricing = price(basket, rules);
  const dueMinor = dueOf(pricing.totalMinor, basket.tenders);
  return {
    saleId: basket.saleId,
    lines: showLines(basket.lines, pricing.lines),
    lastLineId: basket.lastLineId,
    discount: basket.discount,
    totals: showTotals(pricing),
    tenders: basket.tenders.map(({ id, kind, provider, amountMinor, tenderedMinor }) => ({
      id,
      kind,
      provider,
      amountMinor,
      tenderedMinor,
    })),
    dueMinor,
    dueCashMinor: roundToStep(dueMinor, rules.cashStepMinor),
    canUndo: canUndo && basket.tenders.length === 0,
  };
}

/** Lines with their amounts; the two lists are parallel. */
export function showLines(lines: readonly BasketLine[], prices: readonly LinePrice[]): LineShown[] {
  return lines.map((line, index) => ({
    id: line.id,
    itemId: line.itemId,
    code: line.code,
    name: line.name,
    unit: line.unit,
    soldBy: line.soldBy,
    picture: line.picture,
    quantityMilli: line.quantityMilli,
    unitPriceMinor: line.unitPriceMinor,
    listPriceMinor: line.listPriceMinor,
    discount: line.discount,
    grossMinor: prices[index]?.grossMinor ?? 0,
    discountMinor: prices[index]?.discountMinor ?? 0,
    amountMinor: prices[index]?.amountMinor ?? 0,
    taxRateBasisPoints: line.taxRateBasisPoints,
  }));
}

export function showTotals(totals: Omit<Pricing, 'lines'>): TotalsShown {
  return {
    subtotalMinor: totals.subtotalMinor,
    lineDiscountMinor: totals.lineDiscountMinor,
    saleDiscountMinor: totals.saleDiscountMinor,
    taxes: totals.taxes.map((band) => ({ ...band })),
    taxMinor: totals.taxMinor,
    totalMinor: totals.totalMinor,
  };
}
