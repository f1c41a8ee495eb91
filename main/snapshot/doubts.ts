import type { DoubtRow } from '../contract/payments/queries.ts';
import { price } from '../domain/pricing.ts';
import { dueOf } from '../domain/tender.ts';
import { type Attempt, isAttachable } from '../payments/attempt.ts';
import type { Refund } from '../payments/refund.ts';
import type { AttemptSearch } from '../store/attempts.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';

/** How many payments and refunds want attention. */
export function countDoubts({ attempts, paymentRefunds }: Store): number {
  return attempts.countInDoubt() + paymentRefunds.countInDoubt();
}

/** The doubt desk's list, oldest first. */
export function showDoubts(store: Store, settings: Settings): DoubtRow[] {
  const rows = [
    ...store.attempts.inDoubt().map((attempt) => showAttempt(store, settings, attempt)),
    ...store.paymentRefunds.inDoubt().map((refund) => showRefund(store, refund)),
  ];
  return rows.sort((one, other) => one.at - other.at);
}

export function showFoundAttempts(
  store: Store,
  settings: Settings,
  search: AttemptSearch,
  limit: number,
): DoubtRow[] {
  const bySale = search.text === '' ? null : store.sales.byReceiptNumber(search.text);
  const found = bySale ? store.attempts.ofSale(bySale) : store.attempts.search(search, limit);
  return found.map((attempt) => showAttempt(store, settings, attempt));
}

function showAttempt(store: Store, settings: Settings, attempt: Attempt): DoubtRow {
  return {
    kind: 'payment',
    id: attempt.id,
    saleId: attempt.saleId,
    provider: attempt.provider,
    accountId: attempt.accountId ?? null,
    way: attempt.way,
    orderNumber: attempt.orderNumber,
    providerRef: attempt.providerRef ?? null,
    payerHint: attempt.payerHint ?? null,
    amountMinor: attempt.amountMinor,
    state: attempt.state,
    failure: attempt.failureCode ?? null,
    at: attempt.sentAt ?? attempt.createdAt,
    nextAt: attempt.nextActionAt ?? null,
    receiptNumber: store.sales.get(attempt.saleId)?.sale.receiptNumber ?? null,
    actions: actionsOf(store, settings, attempt),
  };
}

function actionsOf(store: Store, settings: Settings, attempt: Attempt): DoubtRow['actions'] {
  const ask: DoubtRow['actions'] = attempt.way === 'static' ? [] : ['ask'];
  switch (attempt.state) {
    case 'paid':
      return [];
    case 'unresolved':
    case 'unverified':
      return [...ask, 'decide'];
    case 'late':
      if (isGoingBack(store, attempt)) return ask;
      return canAttach(store, settings, attempt)
        ? [...ask, 'attach', 'return']
        : [...ask, 'return'];
    case 'created':
    case 'sent':
    case 'unknown':
    case 'reversing':
    case 'reversed':
    case 'failed':
    case 'withdrawn':
      return ask;
  }
}

function isGoingBack({ paymentRefunds }: Store, { id }: Attempt): boolean {
  return paymentRefunds.ofAttempt(id).some(({ state }) => state !== 'failed');
}

/** The sale on the screen still waits for so much. */
function canAttach(store: Store, settings: Settings, attempt: Attempt): boolean {
  const basket = store.openSales.current()?.basket;
  if (basket?.saleId !== attempt.saleId || !isAttachable(attempt)) return false;
  const { totalMinor } = price(basket, settings.store);
  return attempt.amountMinor <= dueOf(totalMinor, basket.tenders);
}

function showRefund(store: Store, refund: Refund): DoubtRow {
  return {
    kind: 'refund',
    id: refund.id,
    saleId: refund.saleId,
    provider: refund.provider,
    accountId: refund.accountId,
    way: refund.way,
    orderNumber: refund.refundNumber,
    providerRef: refund.providerRefundRef ?? null,
    payerHint: null,
    amountMinor: refund.amountMinor,
    state: refund.state,
    failure: refund.failureCode ?? null,
    at: refund.sentAt ?? refund.createdAt,
    nextAt: refund.nextActionAt ?? null,
    receiptNumber: store.sales.get(refund.saleId)?.sale.receiptNumber ?? null,
    actions: ['ask'],
  };
}
