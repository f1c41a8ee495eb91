import type { PaymentShown } from '../contract/snapshots.ts';
import type { Attempt } from '../payments/attempt.ts';

/** How a payment attempt looks to the cashier: what is being waited for, and how it ended. */
export function showPayment(attempt: Attempt, acceptsStatic: boolean): PaymentShown {
  const isOpen = attempt.state === 'sent' || attempt.state === 'unknown';
  return {
    attemptId: attempt.id,
    provider: attempt.provider,
    way: attempt.way,
    wallet: attempt.wallet ?? null,
    orderNumber: attempt.orderNumber,
    // what is being closed must not be scanned any more
    shown: isOpen ? (attempt.shownCode ?? null) : null,
    amountMinor: attempt.amountMinor,
    phase: phaseOf(attempt),
    startedAt: attempt.sentAt ?? attempt.createdAt,
    deadlineAt: isOpen ? (attempt.deadlineAt ?? null) : null,
    canStop: isOpen,
    canAccept: acceptsStatic && attempt.way === 'static' && attempt.state === 'unknown',
    failure: attempt.failureCode ? { code: attempt.failureCode } : null,
  };
}

function phaseOf(attempt: Attempt): PaymentShown['phase'] {
  switch (attempt.state) {
    case 'created':
      return 'asking';
    case 'sent':
      return attempt.isWaiting ? 'waiting' : 'asking';
    case 'unknown':
      if (attempt.isWaiting) return attempt.shownCode === undefined ? 'waiting' : 'showing';
      return 'unknown';
    case 'reversing':
      return 'reversing';
    case 'withdrawn':
      return 'failed';
    case 'paid':
    case 'failed':
    case 'reversed':
    case 'unverified':
    case 'unresolved':
    case 'late':
      return attempt.state;
    default:
      return attempt.state satisfies never;
  }
}
