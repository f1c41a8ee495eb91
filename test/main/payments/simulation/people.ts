import type { Attempt } from '../../../../main/payments/attempt.ts';
import type { Offer } from './accounts.ts';
import { hourMs, minuteMs } from './chance.ts';
import type { Run, Sale } from './run.ts';

/** The cashier takes what is due, or a part of it, by one way. */
export function charge(run: Run, sale: Sale, { account, way }: Offer, nth: number): void {
  const { till, chance, note } = run;
  const dueMinor = sale.totalMinor - till.paidMinor(sale.id);
  if (dueMinor <= 0) return;
  const amountMinor = chance.percent(15) ? 1 + chance.below(dueMinor) : dueMinor;
  const attemptId = `${sale.id}-attempt${nth}`;
  note(`${attemptId}: ${amountMinor} by ${account.provider} ${way}`);
  till.charge({
    attemptId,
    saleId: sale.id,
    accountId: account.provider,
    way,
    amountMinor,
    code: way === 'presented' ? `13${attemptId}`.padEnd(18, '0') : '',
    description: 'Corner shop',
  });
}

export function stop({ till, note }: Run, attemptId: string): void {
  note(`${attemptId}: the cashier stops it`);
  till.do(({ payments }) => payments.stop(attemptId));
}

/** The customer shows a phone that says paid, and a supervisor believes it. */
export function accept({ till, note }: Run, attemptId: string): void {
  note(`${attemptId}: taken for paid on somebody’s word`);
  till.do(({ payments }) => payments.accept(attemptId));
}

/** Gives all or a part of a payment of the sale back. */
export function refundSome(run: Run, sale: Sale, nth: number): void {
  const { till, chance } = run;
  const payments = [...till.attempts.values()].filter(
    ({ saleId, state, way }) => saleId === sale.id && state === 'paid' && way !== 'static',
  );
  if (payments.length === 0) return;
  const attempt = chance.pick(payments);
  const leftMinor = attempt.amountMinor - goneBackMinor(run, attempt);
  if (leftMinor <= 0) return;
  const amountMinor = chance.percent(50) ? leftMinor : 1 + chance.below(leftMinor);
  refund(run, attempt, amountMinor, `${sale.id}-refund${nth}`);
}

function refund(run: Run, attempt: Attempt, amountMinor: number, refundId: string): void {
  const { till, time, note } = run;
  const order = { refundId, documentId: refundId, attempt, amountMinor, reason: 'Damaged' };
  const make = (): void => {
    // after a power cut it may have been made, and then this is the same one once more
    const isNew = !till.refunds.has(refundId);
    if (isNew && amountMinor + goneBackMinor(run, attempt) > attempt.amountMinor) return;
    till.do(({ refunds }) => refunds.refund(order));
  };
  note(`${refundId}: ${amountMinor} of ${attempt.id}`);
  make();
  time.timers.after(5 * minuteMs, make);
  time.timers.after(2 * hourMs, () => retry(run, attempt, refundId));
}

/** A refund that the provider refused is asked about once more, and then made anew. */
function retry(run: Run, attempt: Attempt, refundId: string): void {
  const { till, time } = run;
  if (till.refunds.get(refundId)?.state !== 'failed') return;
  till.do(({ refunds }) => refunds.ask(refundId));
  time.timers.after(minuteMs, () => {
    const failed = till.refunds.get(refundId);
    if (failed?.state !== 'failed') return;
    if (failed.amountMinor + goneBackMinor(run, attempt) > attempt.amountMinor) return;
    const order = { documentId: refundId, attempt, amountMinor: failed.amountMinor };
    till.do(({ refunds }) =>
      refunds.refund({ ...order, refundId: `${refundId}-again`, reason: 'Damaged' }),
    );
  });
}

/** What has gone back of a payment, or may have. */
function goneBackMinor({ till }: Run, { id }: Attempt): number {
  let sumMinor = 0;
  for (const { attemptId, state, amountMinor } of till.refunds.values()) {
    if (attemptId === id && state !== 'failed') sumMinor += amountMinor;
  }
  return sumMinor;
}

/** The doubt desk: whatever waits for a person gets one. */
export function workDesk(run: Run): void {
  const { till } = run;
  for (const attempt of [...till.attempts.values()]) {
    if (attempt.state === 'unresolved') till.do(({ payments }) => payments.ask(attempt));
    if (attempt.state === 'late') settleLate(run, attempt);
  }
  for (const { id, state } of [...till.refunds.values()]) {
    if (state === 'unresolved') till.do(({ refunds }) => refunds.ask(id));
  }
}

/** It is the sale's, if the sale still wants it; else it goes back as well as the way allows. */
function settleLate(run: Run, attempt: Attempt): void {
  const { till, sales, cash, note } = run;
  const { id, saleId, amountMinor, orderNumber } = attempt;
  const ofAttempt = [...till.refunds.values()].filter(({ attemptId }) => attemptId === id);
  if (ofAttempt.some(({ state }) => state === 'refunded')) {
    till.do(({ payments }) => payments.settleLate(attempt, 'returned'));
    return;
  }
  if (ofAttempt.some(({ state }) => state !== 'failed')) return;
  const totalMinor = sales.find((sale) => sale.id === saleId)?.totalMinor ?? 0;
  const isWanted = till.paidMinor(saleId) + amountMinor <= totalMinor;
  till.do(({ payments, refunds }) => {
    if (isWanted && payments.settleLate(attempt, 'attach').ok) return;
    if (isWanted && payments.live(saleId)) return;
    note(`${id}: a person sends it back`);
    if (attempt.way === 'static') {
      if (payments.settleLate(attempt, 'returned').ok) cash.set(orderNumber, amountMinor);
      return;
    }
    const refundId = `${id}-return`;
    const order = { refundId, documentId: null, attempt, amountMinor, reason: 'Paid late' };
    const isRefunding = ofAttempt.length === 0 && refunds.refund(order).ok;
    if (!isRefunding) payments.settleLate(attempt, 'return');
  });
}
