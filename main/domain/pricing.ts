import { allocate } from './allocate.ts';
import type { Basket, BasketLine, Discount } from './basket.ts';
import { extend, type Minor, share, sum } from './money.ts';
import { computeTax, type TaxBand, type TaxRules } from './tax.ts';

export type LinePrice = {
  readonly lineId: string;
  /** Quantity by unit price. */
  readonly grossMinor: Minor;
  /** What the line's own discount takes off. */
  readonly discountMinor: Minor;
  /** `grossMinor − discountMinor`. */
  readonly amountMinor: Minor;
  /** The line's part of the sale's discount. */
  readonly saleDiscountMinor: Minor;
  /** What is charged for the line as priced: `amountMinor − saleDiscountMinor`. */
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
};

export type Pricing = {
  readonly lines: readonly LinePrice[];
  /** All lines after their own discounts, before the sale's. */
  readonly subtotalMinor: Minor;
  readonly lineDiscountMinor: Minor;
  readonly saleDiscountMinor: Minor;
  readonly taxes: readonly TaxBand[];
  readonly taxMinor: Minor;
  /** What the customer pays. */
  readonly totalMinor: Minor;
};

/** Prices a basket. Pure: the same lines in any order give the same totals. */
export function price(basket: Pick<Basket, 'lines' | 'discount'>, rules: TaxRules): Pricing {
  const charged = basket.lines.map(chargeLine);
  const subtotalMinor = sum(charged.map((line) => line.amountMinor));
  const saleDiscountMinor = discountOf(subtotalMinor, basket.discount);
  const shares = allocate(
    saleDiscountMinor,
    charged.map((line) => ({ key: line.lineId, weight: line.amountMinor })),
  );
  const discounted = charged.map((line) => {
    const part = shares.get(line.lineId) ?? 0;
    return { ...line, saleDiscountMinor: part, netMinor: line.amountMinor - part };
  });
  const tax = computeTax(
    discounted.map((line, index) => ({
      key: line.lineId,
      netMinor: line.netMinor,
      rateBasisPoints: basket.lines[index]?.taxRateBasisPoints ?? 0,
    })),
    rules,
  );
  const lines = discounted.map((line) => ({ ...line, taxMinor: tax.byLine.get(line.lineId) ?? 0 }));
  const taxMinor = sum(tax.bands.map((band) => band.taxMinor));
  const netMinor = subtotalMinor - saleDiscountMinor;
  return {
    lines,
    subtotalMinor,
    lineDiscountMinor: sum(lines.map((line) => line.discountMinor)),
    saleDiscountMinor,
    taxes: tax.bands,
    taxMinor,
    totalMinor: rules.pricesIncludeTax ? netMinor : netMinor + taxMinor,
  };
}

function chargeLine(line: BasketLine) {
  const grossMinor = line.labelPriceMinor ?? extend(line.unitPriceMinor, line.quantityMilli);
  const discountMinor = discountOf(grossMinor, line.discount);
  return { lineId: line.id, grossMinor, discountMinor, amountMinor: grossMinor - discountMinor };
}

/** What a discount takes off an amount: never more than there is. */
export function discountOf(amountMinor: Minor, discount: Discount | null): Minor {
  if (discount === null) return 0;
  return discount.kind === 'percent'
    ? share(amountMinor, discount.basisPoints)
    : Math.min(discount.amountMinor, amountMinor);
}
