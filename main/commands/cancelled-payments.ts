import type { Refund } from '../payments/refund.ts';
import type { CancelledPayment } from '../store/cancelled-payments.ts';
import type { RefundContext, RefundStep } from './refund-progress.ts';

/** What a wallet had paid of a sale that was cancelled goes back, and is asked for until it has. */
export function returnCancelled(step: RefundStep, payments: readonly CancelledPayment[]): void {
  for (const payment of payments) {
    step.store.cancelledPayments.keep(payment);
    step.afterCommit(() => send(step, payment));
  }
}

/** News of such a refund. One that failed stands in the notices, and is tried again at the next start. */
export function settleCancelled({ store, notify }: RefundStep, refund: Refund): void {
  const payment = store.cancelledPayments.byRefund(refund.id);
  if (!payment) return;
  if (refund.state === 'refunded') store.cancelledPayments.remove(payment.attemptId);
  if (refund.state === 'failed') tellFailed(notify, payment);
}

/** After a start. What is under way is asked for by itself; what ended unheard is heard here. */
export function resumeCancelled(context: RefundContext): void {
  const { store, newId } = context;
  for (const payment of store.cancelledPayments.all()) {
    const refund = store.paymentRefunds.get(payment.refundId);
    if (refund?.state === 'refunded') store.cancelledPayments.remove(payment.attemptId);
    if (refund && refund.state !== 'failed') continue;
    // a provider keeps the end of a number that failed: another try needs another number
    const again = refund ? { ...payment, refundId: newId() } : payment;
    store.cancelledPayments.keep(again);
    send(context, again);
  }
}

function send(context: RefundContext, payment: CancelledPayment): void {
  const { refundId, attemptId, amountMinor } = payment;
  const attempt = context.store.attempts.get(attemptId);
  if (!attempt) throw new Error(`no payment ${attemptId} of a cancelled sale`);
  const reason = 'sale cancelled';
  const order = { refundId, documentId: null, attempt, amountMinor, reason };
  const sent = context.refunds.refund(order);
  if (!sent.ok) tellFailed(context.notify, payment);
}

function tellFailed(notify: RefundContext['notify'], { amountMinor }: CancelledPayment): void {
  notify({ kind: 'attention', code: 'return-failed', data: { amountMinor }, action: null });
}
