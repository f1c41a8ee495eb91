import type { Basket, BasketLine, Discount } from './basket.ts';
import type { Minor } from './money.ts';
import type { LinePrice, Pricing } from './pricing.ts';
import type { TaxBand } from './tax.ts';
import type { Tender } from './tender.ts';

/** A finished sale as it is frozen into the journal. Nothing in it is ever computed again. */
export type CompletedSale = {
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly terminalNumber: string;
  readonly storeId: string;
  readonly shiftId: string;
  /** `YYYY-MM-DD` of the shift, whatever the clock says. */
  readonly businessDay: string;
  readonly staffId: string;
  readonly staffName: string;
  readonly currency: string;
  readonly openedAt: number;
  readonly completedAt: number;
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly SoldLine[];
  readonly discount: Discount | null;
  readonly subtotalMinor: Minor;
  readonly lineDiscountMinor: Minor;
  readonly saleDiscountMinor: Minor;
  readonly taxes: readonly TaxBand[];
  readonly taxMinor: Minor;
  readonly totalMinor: Minor;
  /** What rounding to the smallest coin added: the tenders add up to `totalMinor + roundingMinor`. */
  readonly roundingMinor: Minor;
  readonly tenders: readonly Tender[];
  readonly changeMinor: Minor;
};

export type SoldLine = BasketLine & Omit<LinePrice, 'lineId'>;

/** What the sale is stamped with when it is committed. */
export type SaleStamp = Pick<
  CompletedSale,
  | 'receiptNumber'
  | 'terminalNumber'
  | 'storeId'
  | 'shiftId'
  | 'businessDay'
  | 'staffId'
  | 'staffName'
  | 'currency'
  | 'completedAt'
  | 'pricesIncludeTax'
  | 'roundingMinor'
  | 'changeMinor'
>;

/** Freezes a settled basket. @throws RangeError when the tenders do not add up: a defect, not a refusal. */
export function completeSale(basket: Basket, pricing: Pricing, stamp: SaleStamp): CompletedSale {
  const settledMinor = basket.tenders.reduce((sum, tender) => sum + tender.amountMinor, 0);
  if (settledMinor !== pricing.totalMinor + stamp.roundingMinor) {
    throw new RangeError(`tenders of ${settledMinor} do not settle ${pricing.totalMinor}`);
  }
  const prices = new Map(pricing.lines.map((line) => [line.lineId, line]));
  const lines = basket.lines.map((line) => {
    const linePrice = prices.get(line.id);
    if (!linePrice) throw new RangeError(`line ${line.id} has no price`);
    const { lineId: _, ...amounts } = linePrice;
    return { ...line, ...amounts };
  });
  return {
    ...stamp,
    saleId: basket.saleId,
    openedAt: basket.openedAt,
    lines,
    discount: basket.discount,
    subtotalMinor: pricing.subtotalMinor,
    lineDiscountMinor: pricing.lineDiscountMinor,
    saleDiscountMinor: pricing.saleDiscountMinor,
    taxes: pricing.taxes,
    taxMinor: pricing.taxMinor,
    totalMinor: pricing.totalMinor,
    tenders: basket.tenders,
  };
}
