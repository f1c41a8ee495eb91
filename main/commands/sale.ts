import type { ScannerRole } from '../../drivers/contract.ts';
import { type Result, refuse } from '../contract/failure.ts';
import { limits } from '../contract/limits.ts';
import type { CatalogueItem } from '../contract/sync/catalogue.ts';
import {
  type Article,
  addArticle,
  discountLine,
  discountSale,
  overridePrice,
  removeLine,
  setQuantity,
  type Weighed,
} from '../domain/basket.ts';
import { quantityOf } from '../domain/money.ts';
import { mayBePaymentCode } from '../payments/codes.ts';
import { approve } from './approval.ts';
import { type Context, done, type Handlers } from './context.ts';
import { changeBasket, openSaleOf, saleToFill } from './open-basket.ts';
import { beginPaying, chargeCode, ownerOf } from './pay-code.ts';

function articleOf(item: CatalogueItem, code: string | null): Article {
  return {
    itemId: item.id,
    code,
    name: item.name,
    unit: item.unit,
    soldBy: item.soldBy,
    picture: item.picture ?? null,
    priceMinor: item.priceMinor,
    taxRateBasisPoints: item.taxRateBasisPoints,
  };
}

/** What has been found goes into the basket; from the done screen the next sale begins by itself. */
function ringUp(
  context: Context,
  article: Article,
  label: {
    quantityMilli?: number | undefined;
    priceMinor?: number | undefined;
    weighed?: Weighed;
  },
): Result<void> {
  const { state } = context.store;
  if (state.session().screen === 'pay') return refuse('sale.paying', 'the sale is being paid');
  const sale = saleToFill(context);
  if (!sale.ok) return sale;
  const added = changeBasket(context, sale.value, (basket) =>
    addArticle(
      basket,
      {
        lineId: context.newId(),
        article,
        quantityMilli: label.quantityMilli,
        labelPriceMinor: label.priceMinor,
        weighed: label.weighed,
      },
      limits,
    ),
  );
  if (!added.ok) return added;
  state.change({ screen: 'sale', doneSaleId: null });
  context.sound('item');
  return done;
}

function enterCode(context: Context, code: string, from: ScannerRole): Result<void> {
  const hit = from === 'payment' ? null : context.store.catalogue.lookup(code);
  if (hit) return ringUp(context, articleOf(hit.item, code), hit);
  const isPaymentCode = from !== 'goods' && ownerOf(context, code) !== null;
  const hasBasket = (context.store.openSales.current()?.basket.lines.length ?? 0) > 0;
  if (hasBasket && isPaymentCode) {
    // Refused, the sale stays where it is: only a payment that is on its way opens the pay screen.
    const charged = chargeCode(context, code);
    return charged.ok ? beginPaying(context) : charged;
  }
  if (from === 'payment' && !isPaymentCode) {
    return refuse('payment.code-unknown', 'the payment scanner read no payment code');
  }
  // A payment code is a secret, also of a wallet that nobody knows: it is never repeated on a screen
  // or in the journal.
  const isSecret = mayBePaymentCode(code) || ownerOf(context, code) !== null;
  const shown = isSecret ? `…${code.slice(-4)}` : code.slice(0, 40);
  return refuse('item.not-found', 'no item has this code', { code: shown });
}

/** The weight that the customer saw is the one on the scale now, or there is none. */
function ringUpWeighed(context: Context, article: Article, readingId: string): Result<void> {
  if (article.soldBy !== 'weight') return refuse('invalid_command', 'this is not sold by weight');
  const weighed = context.scale.reading(readingId);
  if (!weighed) return refuse('device.unstable', 'the weight is no longer the one that was shown');
  return ringUp(context, article, { quantityMilli: quantityOf(weighed.milligrams), weighed });
}

export const saleCommands: Handlers<
  | 'sale.enter-code'
  | 'scan.keyed'
  | 'sale.add-item'
  | 'sale.set-quantity'
  | 'sale.remove-line'
  | 'sale.discount-line'
  | 'sale.discount'
  | 'sale.override-price'
  | 'sale.undo'
  | 'scale.watch'
> = {
  'sale.enter-code': (context, { code, from = 'any' }) => enterCode(context, code.trim(), from),
  'scan.keyed': (context, scan) => {
    context.afterCommit(() => context.scanKeyed(scan));
    return done;
  },
  'sale.add-item': (context, { itemId, quantityMilli, readingId }) => {
    const item = context.store.catalogue.item(itemId);
    if (!item?.isActive) return refuse('item.not-found', `no item ${itemId}`, { code: itemId });
    const article = articleOf(item, item.codes[0] ?? null);
    if (readingId !== undefined) return ringUpWeighed(context, article, readingId);
    return ringUp(context, article, { quantityMilli });
  },
  'sale.set-quantity': (context, { lineId, quantityMilli }) => {
    const sale = openSaleOf(context);
    if (!sale.ok) return sale;
    return changeBasket(context, sale.value, (basket) =>
      setQuantity(basket, lineId, quantityMilli, limits),
    );
  },
  'sale.remove-line': (context, { lineId }) => {
    const sale = openSaleOf(context);
    if (!sale.ok) return sale;
    const line = sale.value.basket.lines.find(({ id }) => id === lineId);
    const removed = changeBasket(context, sale.value, (basket) => removeLine(basket, lineId));
    if (removed.ok && line) {
      const { itemId, quantityMilli, unitPriceMinor, weighed } = line;
      context.store.record({
        kind: 'line.voided',
        actor: context.staff?.id ?? 'terminal',
        payload: {
          saleId: sale.value.basket.saleId,
          itemId,
          quantityMilli,
          unitPriceMinor,
          ...(weighed ? { weighed } : {}),
        },
      });
    }
    return removed;
  },
  'sale.discount-line': (context, { lineId, discount }) => {
    const sale = openSaleOf(context);
    if (!sale.ok) return sale;
    return changeBasket(context, sale.value, (basket) => discountLine(basket, lineId, discount));
  },
  'sale.discount': (context, { discount }) => {
    const sale = openSaleOf(context);
    if (!sale.ok) return sale;
    return changeBasket(context, sale.value, (basket) => discountSale(basket, discount));
  },
  'sale.override-price': (context, { lineId, unitPriceMinor, approval }) => {
    const sale = openSaleOf(context);
    if (!sale.ok) return sale;
    const approved = approve(context, approval, `price of line ${lineId} to ${unitPriceMinor}`);
    if (!approved.ok) return approved;
    return changeBasket(context, sale.value, (basket) =>
      overridePrice(basket, lineId, unitPriceMinor),
    );
  },
  'sale.undo': (context) => {
    const sale = openSaleOf(context);
    if (!sale.ok) return sale;
    const { basket, canUndo } = sale.value;
    if (!canUndo || basket.tenders.length > 0) return refuse('sale.empty', 'nothing to undo');
    if (context.store.state.session().screen === 'pay') {
      return refuse('sale.paying', 'the sale is being paid');
    }
    context.store.openSales.undo(basket.saleId, context.now());
    return done;
  },
  'scale.watch': (context, { isWatching }) => {
    if (!context.settings.devices.some(({ kind }) => kind === 'scale')) {
      return refuse('device.not-configured', 'there is no scale');
    }
    context.afterCommit(() => context.scale.watch(isWatching));
    return done;
  },
};
