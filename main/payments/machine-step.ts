import type { FailureCode } from '../contract/failure.ts';
import type { Attempt } from './attempt.ts';
import type { Given } from './drive.ts';
import type { ProviderAnswer, ProviderTiming } from './provider.ts';

export type AttemptAction = 'charge' | 'query' | 'reverse';

export type AttemptInput =
  /** The intent is committed: put it on the wire. */
  | { readonly kind: 'send' }
  /** Time went by; nothing happens before `nextActionAt`. */
  | { readonly kind: 'tick' }
  /** The terminal was restarted, or the network is back: ask at once. */
  | { readonly kind: 'resume' }
  /** The cashier gives up waiting: stop and reverse. */
  | { readonly kind: 'stop' }
  /** Somebody wants to know now, whatever the state. */
  | { readonly kind: 'ask' }
  /** A static code is taken for paid on a supervisor's word. */
  | { readonly kind: 'accept' }
  /** Nobody answers any more, and a person or a statement says what became of it. */
  | { readonly kind: 'decide'; readonly as: 'paid' | 'not-paid' }
  /** Money found late: it belongs to the sale after all, it is to go back, or a refund brought it back. */
  | { readonly kind: 'attach' }
  | { readonly kind: 'return' }
  | { readonly kind: 'returned' }
  | Given<AttemptAction, ProviderAnswer>;

export type Step = { readonly attempt: Attempt; readonly action: AttemptAction | null };

/** What becomes of money that is found after it was given up. */
export type LateRule = 'return' | 'ask';

/** What a step may look at besides the attempt: the provider's rules, the shop's, and the time. */
export type Moment = {
  readonly timing: ProviderTiming;
  readonly late: LateRule;
  readonly nowMs: number;
};

export type Paid = Extract<ProviderAnswer, { kind: 'paid' }>;

export function identify(attempt: Attempt, { providerRef, payerHint, wallet }: Paid): Attempt {
  return {
    ...attempt,
    providerRef,
    ...(payerHint === undefined ? {} : { payerHint }),
    ...(wallet === undefined ? {} : { wallet }),
  };
}

export function isOurAmount(attempt: Attempt, { paidMinor, currency }: Paid): boolean {
  return paidMinor === attempt.amountMinor && currency === attempt.currency;
}

type FinalState = 'paid' | 'failed' | 'reversed' | 'unresolved' | 'unverified' | 'late';

export function end(
  attempt: Attempt,
  state: FinalState,
  { nowMs }: Moment,
  failureCode?: FailureCode,
): Step {
  const { nextActionAt: _next, failureCode: _doubt, ...rest } = attempt;
  const ended: Attempt = {
    ...rest,
    state,
    changedAt: nowMs,
    isWaiting: false,
    isLastAskOut: false,
    ...(failureCode === undefined ? {} : { failureCode }),
  };
  return stay(ended);
}

export function stay(attempt: Attempt): Step {
  return { attempt, action: null };
}

export function isDue(attempt: Attempt, { nowMs }: Moment): boolean {
  return attempt.nextActionAt !== undefined && nowMs >= attempt.nextActionAt;
}

/** These say that the question did not reach the provider, so they tell nothing about the payment. */
export function wasNobodyAsked(doubt: FailureCode | undefined): boolean {
  return doubt === 'payment.provider-unreachable' || doubt === 'payment.not-configured';
}

type Dated = {
  readonly changedAt: number;
  readonly sentAt?: number;
  readonly nextActionAt?: number;
  readonly deadlineAt?: number;
};

/** The clock was set back: keep the distances, which are what the provider's rules are about. */
export function rebase<Thing extends Dated>(thing: Thing, nowMs: number): Thing {
  const shiftMs = nowMs - thing.changedAt;
  const { sentAt, nextActionAt, deadlineAt } = thing;
  return {
    ...thing,
    changedAt: nowMs,
    ...(sentAt === undefined ? {} : { sentAt: sentAt + shiftMs }),
    ...(nextActionAt === undefined ? {} : { nextActionAt: nextActionAt + shiftMs }),
    ...(deadlineAt === undefined ? {} : { deadlineAt: deadlineAt + shiftMs }),
  };
}
