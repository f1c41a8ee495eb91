import { type Result, refuse } from '../contract/failure.ts';
import { type Attempt, isAttachable } from '../payments/attempt.ts';
import { hideSecretNumber } from '../payments/secret-number.ts';
import { type Approval, approve } from './approval.ts';
import { type Context, done, type Handlers } from './context.ts';
import { dueNow } from './open-basket.ts';

/** Money whose end is not known, or not agreed. Every step is journalled with the person who took it. */
export const deskCommands: Handlers<
  'desk.ask' | 'desk.look-up' | 'desk.attach' | 'desk.return' | 'desk.decide'
> = {
  'desk.ask': (context, { kind, id }) => {
    if (kind === 'refund') {
      if (!context.store.paymentRefunds.get(id)) return refuse('refund.closed', `no refund ${id}`);
      note(context, 'asked', { refundId: id });
      context.afterCommit(() => void context.refunds.ask(id));
      return done;
    }
    const attempt = context.store.attempts.get(id);
    if (!attempt) return refuse('payment.closed', `no payment ${id}`);
    if (attempt.state === 'paid' || attempt.way === 'static') {
      return refuse('payment.closed', 'nothing can be learnt by asking');
    }
    note(context, 'asked', { attemptId: id });
    context.afterCommit(() => void context.payments.ask(attempt));
    return done;
  },
  'desk.look-up': (context, question) => {
    const providerRef = hideSecretNumber(question.providerRef);
    note(context, 'looked-up', { ...question, providerRef });
    const asked = context.desk.lookUp(question, actorOf(context));
    if (asked.ok) context.afterCommit(asked.value);
    return asked.ok ? done : asked;
  },
  'desk.attach': (context, { attemptId }) => {
    const attempt = lateAttempt(context, attemptId);
    if (!attempt.ok) return attempt;
    const sale = context.store.openSales.current();
    if (sale?.basket.saleId !== attempt.value.saleId) {
      return refuse('sale.not-open', 'the sale of this payment is not open any more');
    }
    if (context.payments.live(attempt.value.saleId)) {
      return refuse('payment.in-progress', 'the sale is being paid');
    }
    if (!isAttachable(attempt.value)) {
      return refuse('payment.amount-mismatch', 'another amount than the sale’s cannot pay it');
    }
    const maximum = dueNow(context, sale.basket);
    if (attempt.value.amountMinor > maximum) {
      return refuse('tender.exceeds-due', 'less is due than was paid', { maximum });
    }
    note(context, 'attached', { attemptId });
    context.afterCommit(() => tell(context, context.payments.settleLate(attempt.value, 'attach')));
    return done;
  },
  'desk.return': (context, { attemptId, approval }) => {
    const attempt = lateAttempt(context, attemptId);
    if (!attempt.ok) return attempt;
    const approved = approve(context, approval, `return of payment ${attemptId}`);
    if (!approved.ok) return approved;
    const refundId = context.newId();
    context.afterCommit(() => tell(context, giveBack(context, attempt.value, refundId, approval)));
    return done;
  },
  'desk.decide': (context, { attemptId, as, approval }) => {
    const attempt = context.store.attempts.get(attemptId);
    if (attempt?.state !== 'unresolved' && attempt?.state !== 'unverified') {
      return refuse('payment.closed', 'this payment is not a person’s to decide');
    }
    const approved = approve(context, approval, `payment ${attemptId} is ${as}`);
    if (!approved.ok) return approved;
    context.afterCommit(() => tell(context, context.payments.decide(attempt, as)));
    return done;
  },
};

/** By the way that brings all of it back: a refund, a reversal, or by hand. */
function giveBack(
  { refunds, payments }: Context,
  attempt: Attempt,
  refundId: string,
  { reason }: Approval,
): Result<unknown> {
  // nobody takes money back by a printed code: whoever approves gives it back, by their own means
  if (attempt.way === 'static') return payments.settleLate(attempt, 'returned');
  // how much it was is not known here: a reversal gives back whatever came
  if (!isAttachable(attempt)) return payments.settleLate(attempt, 'return');
  const { amountMinor } = attempt;
  const refunded = refunds.refund({ refundId, documentId: null, attempt, amountMinor, reason });
  // a provider without refunds can only reverse; any other refusal must not move money by another way
  const isReversible = !refunded.ok && refunded.error.code === 'refund.not-possible';
  return isReversible ? payments.settleLate(attempt, 'return') : refunded;
}

/** The machine has its own say, after the commit; a person waits for it. */
function tell({ sound, notify }: Context, result: Result<unknown>): void {
  if (result.ok) return;
  sound('refused');
  notify({ kind: 'refused', code: result.error.code, action: null });
}

function lateAttempt({ store, payments }: Context, attemptId: string): Result<Attempt> {
  const attempt = store.attempts.get(attemptId);
  if (attempt?.state !== 'late') return refuse('payment.closed', 'this payment was not found late');
  const isGoingBack = store.paymentRefunds
    .ofAttempt(attemptId)
    .some(({ state }) => state !== 'failed');
  if (isGoingBack) return refuse('refund.in-progress', 'this payment is going back');
  // its sale has asked for it, and the provider has not answered yet
  if (payments.live(attempt.saleId)?.id === attemptId) {
    return refuse('payment.in-progress', 'this payment is being attached');
  }
  return { ok: true, value: attempt };
}

function actorOf({ staff }: Context): string {
  return staff?.id ?? 'terminal';
}

function note(context: Context, step: string, payload: Record<string, string>): void {
  context.store.record({ kind: `doubt.${step}`, actor: actorOf(context), payload });
}
