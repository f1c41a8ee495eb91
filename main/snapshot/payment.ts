import type { PaymentShown } from '../contract/snapshots.ts';
import type { Attempt } from '../payments/attempt.ts';

/** How a payment attempt looks to the cashier: what is being waited for, and how it ended. */
export function showPayment(attempt: Attempt): PaymentShown {
  return {
    attemptId: attempt.id,
    provider: attempt.provider,
    amountMinor: attempt.amountMinor,
    phase: phaseOf(attempt),
    startedAt: attempt.sentAt ?? attempt.createdAt,
    deadlineAt:
      attempt.state === 'sent' || attempt.state === 'unknown' ? (attempt.deadlineAt ?? null) : null,
    canStop: attempt.state === 'sent' || attempt.state === 'unknown',
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
      return attempt.isWaiting ? 'waiting' : 'unknown';
    case 'reversing':
      return 'reversing';
    case 'unresolved':
    case 'late':
      return 'unknown';
    case 'unverified':
      return 'paid';
    case 'paid':
    case 'failed':
    case 'reversed':
      return attempt.state;
    default:
      return attempt.state satisfies never;
  }
}
