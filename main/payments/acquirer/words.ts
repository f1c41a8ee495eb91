import type { FailureCode } from '../../contract/failure.ts';

/** The first word of every answer: what became of the request. An acquirer's own codes are mapped to these. */
export const replyCodes = [
  /** Done, and the rest of the answer says how things stand. */
  'ok',
  /** Taken; the customer is confirming, or the books are not ready. Ask again. */
  'waiting',
  'code-expired',
  'code-invalid',
  'not-enough-funds',
  /** The customer's daily limit for this kind of code (payment-facts 6). */
  'limit-exceeded',
  'declined',
  'order-closed',
  'order-reversed',
  'order-not-found',
  /** The number was used for another amount or code. */
  'order-exists',
  'refund-not-found',
  'refund-exceeds-paid',
  'refund-not-possible',
  'statement-not-ready',
  'request-invalid',
  'signature-wrong',
  /** The terminal's clock is 300 s or more from the acquirer's. */
  'clock-wrong',
  'not-permitted',
  'busy',
  'system-error',
] as const;
export type ReplyCode = (typeof replyCodes)[number];

/** How an order stands. */
export const orderStates = ['waiting', 'paid', 'failed', 'closed', 'reversed', 'refunded'] as const;

export const refundStates = ['processing', 'refunded', 'failed'] as const;

/** The rows of a statement. */
export const statementKinds = ['payment', 'refund', 'reversal'] as const;

/** Words that end a charge, and what the cashier is told. A word that is not here leaves it open. */
const declines: Readonly<Partial<Record<ReplyCode, FailureCode>>> = {
  'code-expired': 'payment.code-expired',
  'code-invalid': 'payment.code-invalid',
  'not-enough-funds': 'payment.not-enough-funds',
  'limit-exceeded': 'payment.declined',
  declined: 'payment.declined',
  'order-closed': 'payment.closed',
  // the request itself was refused: an account or a clock that must be put right
  'request-invalid': 'payment.provider-error',
  'signature-wrong': 'payment.provider-error',
  'not-permitted': 'payment.provider-error',
  'clock-wrong': 'clock.untrusted',
};

export function declineOf(code: ReplyCode): FailureCode | null {
  return declines[code] ?? null;
}

/** Words that end a refund: nothing went back under its number, and nothing will. */
const refundDeclines: Readonly<Partial<Record<ReplyCode, FailureCode>>> = {
  'refund-exceeds-paid': 'refund.exceeds-paid',
  'refund-not-possible': 'refund.not-possible',
  'not-enough-funds': 'payment.not-enough-funds',
  declined: 'payment.declined',
  'order-not-found': 'refund.not-possible',
  'order-closed': 'refund.not-possible',
  'order-reversed': 'refund.not-possible',
};

export function refundDeclineOf(code: ReplyCode): FailureCode | null {
  return refundDeclines[code] ?? null;
}
