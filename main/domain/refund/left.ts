import { type Milli, type Minor, sum } from '../money.ts';
import type { CompletedSale, SoldLine } from '../sale.ts';
import type { Tender } from '../tender.ts';
import type { EarlierRefund } from './document.ts';

/** What of a sold line can still be given back: goods, and money for them. */
export type LineLeft = {
  readonly line: SoldLine;
  readonly quantityMilli: Milli;
  readonly amountMinor: Minor;
  readonly taxMinor: Minor;
};

export type TenderLeft = { readonly tender: Tender; readonly leftMinor: Minor };

/** What of a sale can still be given back. */
export type SaleLeft = {
  readonly lines: readonly LineLeft[];
  readonly tenders: readonly TenderLeft[];
  readonly amountMinor: Minor;
};

/** What the customer paid for a line, tax included: the lines add up to the sale's total. */
export function paidFor(line: SoldLine, pricesIncludeTax: boolean): Minor {
  return pricesIncludeTax ? line.netMinor : line.netMinor + line.taxMinor;
}

/** What is left after the refunds that were made or are under way. */
export function leftOf(sale: CompletedSale, earlier: readonly EarlierRefund[]): SaleLeft {
  const goods = earlier.flatMap(({ lines }) => lines);
  const money = earlier.flatMap(({ lines, spread }) => [...lines, ...spread]);
  const parts = earlier.flatMap((refund) => refund.parts);
  const lines = sale.lines.map((line): LineLeft => {
    const own = money.filter(({ lineId }) => lineId === line.id);
    const returned = goods.filter(({ lineId }) => lineId === line.id);
    return {
      line,
      quantityMilli: line.quantityMilli - sum(returned.map((one) => one.quantityMilli)),
      amountMinor: paidFor(line, sale.pricesIncludeTax) - sum(own.map((one) => one.amountMinor)),
      taxMinor: line.taxMinor - sum(own.map((one) => one.taxMinor)),
    };
  });
  const tenders = sale.tenders.map((tender): TenderLeft => {
    const own = parts.filter(({ tenderId }) => tenderId === tender.id);
    return { tender, leftMinor: tender.amountMinor - sum(own.map((part) => part.amountMinor)) };
  });
  const givenMinor = sum(earlier.map(({ amountMinor }) => amountMinor));
  return { lines, tenders, amountMinor: sale.totalMinor - givenMinor };
}
