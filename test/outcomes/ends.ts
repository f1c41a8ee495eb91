import type { FailureCode } from '../../main/contract/failure.ts';
import type { SituationName } from './situations.ts';

/** How a payment or a refund ends, as the cashier sees it. */
export type End =
  | { readonly kind: 'paid' }
  /** Never charged, and why; `isWatched`: as far as is known, and it goes on being asked about. */
  | { readonly kind: 'not-paid'; readonly code: FailureCode; readonly isWatched?: true }
  /** Given up: whatever was taken is back with the customer. */
  | { readonly kind: 'reversed' }
  /** Taken for paid on a supervisor's word; a person or a statement has to confirm it. */
  | { readonly kind: 'unverified' }
  | { readonly kind: 'refunded' }
  /** Out of the drawer, because its own way is closed. */
  | { readonly kind: 'refunded-in-cash' }
  /** Refused for good, and why. */
  | { readonly kind: 'not-refunded'; readonly code: FailureCode }
  /** Taken by the provider and not settled: it stays on the doubt desk. */
  | { readonly kind: 'refund-open' };

/** What the cashier and the customer do about it. */
export type Doing =
  /** Nothing: the way ends by itself, at its deadline at the latest. */
  | 'wait'
  /** The cashier stops waiting. */
  | 'stop'
  /** The customer scans what is shown, or opens the link, and pays. */
  | 'pay-shown'
  /** A supervisor takes the customer's word. */
  | 'accept';

export type Expectation = {
  readonly situation: SituationName;
  readonly doing: Doing;
  readonly end: End;
};

export const paid: End = { kind: 'paid' };
export const reversed: End = { kind: 'reversed' };
export const unverified: End = { kind: 'unverified' };
export const refunded: End = { kind: 'refunded' };
export const refundedInCash: End = { kind: 'refunded-in-cash' };
export const refundOpen: End = { kind: 'refund-open' };
export const notPaid = (code: FailureCode): End => ({ kind: 'not-paid', code });
export const notRefunded = (code: FailureCode): End => ({ kind: 'not-refunded', code });
/** The provider never heard of it, and what the customer could have paid with has expired. */
export const neverCharged = notPaid('payment.closed');
/** The sale is free, and what was shown is watched as long as no answer about it can be trusted. */
export const neverChargedSoFar: End = {
  kind: 'not-paid',
  code: 'payment.closed',
  isWatched: true,
};

export function expect(situation: SituationName, end: End, doing: Doing = 'wait'): Expectation {
  return { situation, doing, end };
}

/** The failure that is shown with it; null for an end without one. */
export function codeOf(end: End): FailureCode | null {
  switch (end.kind) {
    case 'not-paid':
    case 'not-refunded':
      return end.code;
    case 'reversed':
      return 'payment.reversed';
    case 'paid':
    case 'unverified':
    case 'refunded':
    case 'refunded-in-cash':
    case 'refund-open':
      return null;
  }
}

export function isSameEnd(one: End, other: End): boolean {
  return one.kind === other.kind && codeOf(one) === codeOf(other);
}
