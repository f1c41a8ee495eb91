import type { BasisPoints, Milli, Minor } from './money.ts';
import { accept, deny, type Outcome } from './outcome.ts';
import type { Tender } from './tender.ts';

/** A name in the languages it is known in; Simplified Chinese always. */
export type LocalName = {
  readonly 'zh-CN': string;
  readonly 'zh-TW'?: string | undefined;
  readonly en?: string | undefined;
};

export type Discount =
  | { readonly kind: 'percent'; readonly basisPoints: BasisPoints }
  | { readonly kind: 'amount'; readonly amountMinor: Minor };

/** What the catalogue knows of a thing at the moment it is rung up; frozen into the line. */
export type Article = {
  readonly itemId: string;
  readonly code: string | null;
  readonly name: LocalName;
  readonly unit: string;
  readonly soldBy: 'count' | 'weight';
  readonly picture: string | null;
  readonly priceMinor: Minor;
  readonly taxRateBasisPoints: BasisPoints;
};

/** What a scale said of a line, kept with it for the inspector: the answer as it came. */
export type Weighed = { readonly milligrams: number; readonly raw: string };

export type BasketLine = Omit<Article, 'priceMinor'> & {
  readonly id: string;
  readonly quantityMilli: Milli;
  /** The price of one unit now. */
  readonly unitPriceMinor: Minor;
  /** The catalogue's price of one unit; differs after an override. */
  readonly listPriceMinor: Minor;
  /** The whole line's price as printed on a label with an embedded price. */
  readonly labelPriceMinor: Minor | null;
  readonly discount: Discount | null;
  /** For a quantity that a scale at this till weighed; a quantity typed later takes it away. */
  readonly weighed?: Weighed;
};

export type Basket = {
  readonly saleId: string;
  /** UTC milliseconds. */
  readonly openedAt: number;
  readonly lines: readonly BasketLine[];
  readonly lastLineId: string | null;
  readonly discount: Discount | null;
  readonly tenders: readonly Tender[];
};

export type BasketLimits = { readonly linesPerSale: number; readonly quantityMilli: Milli };

export function emptyBasket(saleId: string, openedAt: number): Basket {
  return { saleId, openedAt, lines: [], lastLineId: null, discount: null, tenders: [] };
}

export type Addition = {
  readonly lineId: string;
  readonly article: Article;
  /** Left out: one, for what is sold by count. */
  readonly quantityMilli?: Milli | undefined;
  readonly labelPriceMinor?: Minor | undefined;
  readonly weighed?: Weighed | undefined;
};

/** Adds an article; the same counted article at the same price joins the line it already has. */
export function addArticle(
  basket: Basket,
  addition: Addition,
  limits: BasketLimits,
): Outcome<Basket> {
  if (basket.tenders.length > 0) return deny('sale.tendered');
  const { article } = addition;
  const isWeighed = article.soldBy === 'weight';
  const quantityMilli = addition.quantityMilli ?? 1_000;
  const hasQuantity =
    addition.quantityMilli !== undefined || addition.labelPriceMinor !== undefined;
  if (isWeighed && !hasQuantity) return deny('item.needs-weight');
  const twin =
    isWeighed || addition.labelPriceMinor !== undefined ? undefined : findTwin(basket, article);
  if (twin) return setQuantity(basket, twin.id, twin.quantityMilli + quantityMilli, limits);
  if (basket.lines.length >= limits.linesPerSale) {
    return deny('sale.full', { maximum: limits.linesPerSale });
  }
  if (!isQuantity(quantityMilli, article, limits)) {
    return deny('quantity.out-of-range', { maximum: limits.quantityMilli });
  }
  const { priceMinor, ...frozen } = article;
  const line: BasketLine = {
    ...frozen,
    id: addition.lineId,
    quantityMilli,
    unitPriceMinor: priceMinor,
    listPriceMinor: priceMinor,
    labelPriceMinor: addition.labelPriceMinor ?? null,
    discount: null,
    ...(addition.weighed ? { weighed: addition.weighed } : {}),
  };
  return accept({ ...basket, lines: [...basket.lines, line], lastLineId: line.id });
}

function findTwin(basket: Basket, article: Article): BasketLine | undefined {
  return basket.lines.find(
    (line) =>
      line.itemId === article.itemId &&
      line.unitPriceMinor === article.priceMinor &&
      line.taxRateBasisPoints === article.taxRateBasisPoints &&
      line.labelPriceMinor === null &&
      line.discount === null,
  );
}

function isQuantity(
  quantityMilli: Milli,
  article: Pick<Article, 'soldBy'>,
  limits: BasketLimits,
): boolean {
  const isWhole = article.soldBy === 'weight' || quantityMilli % 1_000 === 0;
  return isWhole && quantityMilli > 0 && quantityMilli <= limits.quantityMilli;
}

export function setQuantity(
  basket: Basket,
  lineId: string,
  quantityMilli: Milli,
  limits: BasketLimits,
): Outcome<Basket> {
  return changeLine(basket, lineId, ({ weighed: _, ...line }) =>
    isQuantity(quantityMilli, line, limits) && line.labelPriceMinor === null
      ? accept({ ...line, quantityMilli })
      : deny('quantity.out-of-range', { maximum: limits.quantityMilli }),
  );
}

export function removeLine(basket: Basket, lineId: string): Outcome<Basket> {
  if (basket.tenders.length > 0) return deny('sale.tendered');
  const lines = basket.lines.filter((line) => line.id !== lineId);
  if (lines.length === basket.lines.length) return deny('line.not-found');
  return accept({ ...basket, lines, lastLineId: lines.at(-1)?.id ?? null });
}

export function discountLine(
  basket: Basket,
  lineId: string,
  discount: Discount | null,
): Outcome<Basket> {
  return changeLine(basket, lineId, (line) =>
    isDiscount(discount) ? accept({ ...line, discount }) : deny('discount.out-of-range'),
  );
}

export function discountSale(basket: Basket, discount: Discount | null): Outcome<Basket> {
  if (basket.tenders.length > 0) return deny('sale.tendered');
  return isDiscount(discount) ? accept({ ...basket, discount }) : deny('discount.out-of-range');
}

function isDiscount(discount: Discount | null): boolean {
  if (discount === null) return true;
  return discount.kind === 'percent'
    ? discount.basisPoints >= 0 && discount.basisPoints <= 10_000
    : discount.amountMinor >= 0;
}

/** Sets another unit price. The approval stands outside: this is the rule, not the permission. */
export function overridePrice(
  basket: Basket,
  lineId: string,
  unitPriceMinor: Minor,
): Outcome<Basket> {
  return changeLine(basket, lineId, (line) =>
    unitPriceMinor >= 0
      ? accept({ ...line, unitPriceMinor, labelPriceMinor: null })
      : deny('price.out-of-range'),
  );
}

function changeLine(
  basket: Basket,
  lineId: string,
  change: (line: BasketLine) => Outcome<BasketLine>,
): Outcome<Basket> {
  if (basket.tenders.length > 0) return deny('sale.tendered');
  const line = basket.lines.find((candidate) => candidate.id === lineId);
  if (!line) return deny('line.not-found');
  const changed = change(line);
  if (!changed.ok) return changed;
  const lines = basket.lines.map((other) => (other.id === lineId ? changed.value : other));
  return accept({ ...basket, lines, lastLineId: lineId });
}
