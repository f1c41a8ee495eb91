import { type Result, refuse, succeed } from '../contract/failure.ts';
import { limits } from '../contract/limits.ts';
import { type Basket, emptyBasket } from '../domain/basket.ts';
import type { Outcome } from '../domain/outcome.ts';
import { type Pricing, price } from '../domain/pricing.ts';
import { dueOf } from '../domain/tender.ts';
import type { OpenSale } from '../store/open-sales.ts';
import { type Context, done } from './context.ts';

/** A rule's no, as the contract says it. */
export function asResult<Value>(outcome: Outcome<Value>): Result<Value> {
  return outcome.ok
    ? succeed(outcome.value)
    : refuse(outcome.code, `the sale's rules say ${outcome.code}`, outcome.data);
}

export function priceOf(context: Pick<Context, 'settings'>, basket: Basket): Pricing {
  return price(basket, context.settings.store);
}

export function dueNow(context: Pick<Context, 'settings'>, basket: Basket): number {
  return dueOf(priceOf(context, basket).totalMinor, basket.tenders);
}

/** The open sale, for a command that needs one. */
export function openSaleOf(context: Context): Result<OpenSale> {
  const sale = context.store.openSales.current();
  return sale ? succeed(sale) : refuse('sale.not-open', 'no sale is open');
}

/** The open sale, or a new one if a shift is open. */
export function saleToFill(context: Context): Result<OpenSale> {
  if (!context.store.sales.openShift()) return refuse('shift.not-open', 'open a shift first');
  const sale = context.store.openSales.current();
  return succeed(sale ?? { basket: emptyBasket(context.newId(), context.now()), canUndo: false });
}

/** Changes the basket by a rule and keeps it, with a step that undo can take back. */
export function changeBasket(
  context: Context,
  sale: OpenSale,
  change: (basket: Basket) => Outcome<Basket>,
): Result<void> {
  if (context.store.state.session().screen === 'pay') {
    return refuse('sale.paying', 'the sale is being paid');
  }
  const isFree = mustBeUnpaid(context, sale.basket);
  if (!isFree.ok) return isFree;
  const changed = change(sale.basket);
  if (!changed.ok) return asResult(changed);
  if (priceOf(context, changed.value).totalMinor > limits.saleTotalMinor) {
    return refuse('price.out-of-range', 'the total is too high');
  }
  context.store.openSales.change(sale.basket, changed.value, context.now());
  return done;
}

/** Goods that something was paid for, or is being paid for, stay as they are, whatever the screen. */
export function mustBeUnpaid(context: Context, { saleId, tenders }: Basket): Result<void> {
  if (tenders.length > 0) return refuse('sale.tendered', 'something has been paid');
  if (context.payments.live(saleId)) return refuse('payment.in-progress', 'a payment is going on');
  return done;
}

/** The basket on the pay screen with no wallet being asked; anything else refuses. */
export function basketToPay(context: Context): Result<OpenSale> {
  const sale = openSaleOf(context);
  if (!sale.ok) return sale;
  if (context.store.state.session().screen !== 'pay') {
    return refuse('sale.not-open', 'the sale is not being paid');
  }
  if (context.payments.live(sale.value.basket.saleId)) {
    return refuse('payment.in-progress', 'a payment is going on');
  }
  return sale;
}
