import type { Basket } from '../domain/basket.ts';
import type { Tender } from '../domain/tender.ts';
import type { Attempt, AttemptState } from '../payments/attempt.ts';
import type { Context } from './context.ts';
import { type Finish, finishSale } from './finish-sale.ts';
import { dueNow } from './open-basket.ts';

export type Taking = Finish & Pick<Context, 'notify'>;

/**
 * A paid attempt becomes a tender of its sale: of the one on the screen, or of one that waits for its
 * link beside it. When nothing is due any more the sale is finished in the same transaction.
 */
export function takeTender(context: Taking, attempt: Attempt): void {
  const { store } = context;
  const current = store.openSales.current();
  if (current?.basket.saleId === attempt.saleId) {
    takeOnScreen(context, withTender(current.basket, attempt));
    return;
  }
  const parked = store.openSales.suspended().find(({ basket }) => basket.saleId === attempt.saleId);
  if (parked) {
    takeAside(context, withTender(parked.basket, attempt));
    return;
  }
  throw new Error(`no sale takes payment ${attempt.id}`);
}

/** Whether the sale of this payment waits for so much: on the screen, or beside it. */
export function canTake(context: Pick<Context, 'store' | 'settings'>, attempt: Attempt): boolean {
  const basket = basketOf(context, attempt.saleId);
  return basket !== null && attempt.amountMinor <= dueNow(context, basket);
}

/** What was taken on somebody's word never came: its sale, while it is open, is due that much more. */
export function dropTender(context: Pick<Context, 'store' | 'now'>, attempt: Attempt): void {
  const basket = basketOf(context, attempt.saleId);
  if (!basket) return;
  const tenders = basket.tenders.filter(({ attemptId }) => attemptId !== attempt.id);
  context.store.openSales.keep({ ...basket, tenders }, context.now());
}

function basketOf({ store }: Pick<Context, 'store'>, saleId: string): Basket | null {
  const current = store.openSales.current();
  const open = [...(current ? [current] : []), ...store.openSales.suspended()];
  return open.find(({ basket }) => basket.saleId === saleId)?.basket ?? null;
}

function takeOnScreen(context: Taking, basket: Basket): void {
  if (dueNow(context, basket) === 0) {
    finishSale(context, basket, { changeMinor: 0, roundingMinor: 0 });
    return;
  }
  context.store.openSales.keep(basket, context.now());
  context.store.state.change({ attemptId: null, splitMinor: null });
  context.afterCommit(() => context.sound('paid'));
}

function takeAside(context: Taking, basket: Basket): void {
  const isWhole = dueNow(context, basket) === 0;
  if (isWhole && context.store.sales.openShift()) {
    finishSale(context, basket, { changeMinor: 0, roundingMinor: 0 }, 'aside');
  } else {
    context.store.openSales.keep(basket, context.now());
  }
  context.afterCommit(() => {
    context.sound('attention');
    context.notify({ kind: 'information', code: 'link-paid', action: null });
  });
}

function withTender(basket: Basket, attempt: Attempt): Basket {
  const { id, amountMinor } = attempt;
  const tender: Tender = {
    id,
    kind: attempt.way === 'card' ? 'card' : 'wallet',
    // the brand that the customer knows; an aggregator's own name only while it has not said whose
    provider: attempt.wallet ?? attempt.provider,
    attemptId: id,
    amountMinor,
    tenderedMinor: amountMinor,
    ...(attempt.state === 'unverified' ? { isVerified: false } : {}),
  };
  return { ...basket, tenders: [...basket.tenders, tender] };
}

/** What the cashier hears and reads of an attempt that has ended without becoming a tender. */
export function tellOfEnd(
  context: Pick<Context, 'store' | 'sound' | 'notify'>,
  attempt: Attempt,
  before: AttemptState | null,
): void {
  const { state, amountMinor } = attempt;
  const data = { amountMinor };
  if (state === 'paid' || state === 'unverified') return;
  // it was told when the code was taken away, and this is another sale's moment
  if (before === 'withdrawn' && state === 'failed') return;
  // whoever stands at the till must not hear that another's payment failed
  const isOfCurrent = context.store.openSales.current()?.basket.saleId === attempt.saleId;
  context.sound(state === 'late' || !isOfCurrent ? 'attention' : 'refused');
  if (state === 'late') {
    context.notify({ kind: 'attention', code: 'payment-late', data, action: null });
  }
  // Money did come, and went back: whoever heard "not paid" before must know.
  if (state === 'reversed' && attempt.providerRef !== undefined && before !== 'paid') {
    context.notify({ kind: 'information', code: 'payment-returned', data, action: null });
  }
  if (state === 'unresolved') {
    context.notify({ kind: 'attention', code: 'payment-unresolved', data, action: null });
  }
}
