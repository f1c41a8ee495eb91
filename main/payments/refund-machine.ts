/**
 * A refund through a provider as a state machine: a pure function of the refund, an input and the
 * time. Diagram and table: `docs/decisions/0005-payment-attempt.md`.
 *
 * The refund number is its idempotency key, so unlike a charge it may be sent again: whenever the
 * provider does not know it, and whenever it certainly never got there. `unknown` is left only by an
 * answer.
 */
import type { FailureCode } from '../contract/failure.ts';
import type { Given } from './drive.ts';
import { rebase, wasNobodyAsked } from './machine-step.ts';
import type { RefundAnswer, RefundTiming } from './provider.ts';
import { isRefundLive, type Refund } from './refund.ts';

export type RefundAction = 'refund' | 'query';

export type RefundInput =
  /** The intent is committed: put it on the wire. */
  | { readonly kind: 'send' }
  /** Time went by; nothing happens before `nextActionAt`. */
  | { readonly kind: 'tick' }
  /** The terminal was restarted, or the network is back: go on at once. */
  | { readonly kind: 'resume' }
  /** Somebody wants to know now, whatever the state. */
  | { readonly kind: 'ask' }
  | Given<RefundAction, RefundAnswer>;

export type RefundStep = { readonly refund: Refund; readonly action: RefundAction | null };

type Moment = { readonly timing: RefundTiming; readonly nowMs: number };

/** @param nowMs UTC milliseconds by the terminal's clock, which may have been set back meanwhile. */
export function reduceRefund(
  before: Refund,
  input: RefundInput,
  timing: RefundTiming,
  nowMs: number,
): RefundStep {
  const at = { timing, nowMs };
  const refund = nowMs < before.changedAt ? rebase(before, nowMs) : before;
  if (!isRefundLive(refund)) return reduceEnded(refund, input, at);
  switch (input.kind) {
    case 'send':
      return refund.state === 'created' ? send(refund, at) : stay(refund);
    case 'tick': {
      const isDue = refund.nextActionAt !== undefined && nowMs >= refund.nextActionAt;
      return isDue ? goOn(refund, at) : stay(refund);
    }
    case 'resume':
    case 'ask':
      return goOn(refund, at);
    case 'answer':
      return answerWhileAsking(refund, input.to, input.answer, at);
  }
}

/** Whether the journal must know before the terminal acts: counters and clocks alone are not worth a write. */
export function isRefundWorthCommitting(before: Refund, after: Refund): boolean {
  return before.state !== after.state || before.providerRefundRef !== after.providerRefundRef;
}

function goOn(refund: Refund, at: Moment): RefundStep {
  return refund.state === 'created' || hasNeverArrived(refund)
    ? send(refund, at)
    : query(refund, at);
}

/** What no question has ever followed, and what certainly did not leave the terminal. */
function hasNeverArrived({ queries, failureCode }: Refund): boolean {
  return queries === 0 && wasNobodyAsked(failureCode);
}

function send(refund: Refund, at: Moment): RefundStep {
  const sent: Refund = {
    ...refund,
    state: refund.state === 'created' ? 'sent' : refund.state,
    sentAt: refund.sentAt ?? at.nowMs,
    changedAt: at.nowMs,
    sends: refund.sends + 1,
    nextActionAt: at.nowMs + pauseMs(refund, at),
  };
  return { refund: sent, action: 'refund' };
}

function query(refund: Refund, at: Moment): RefundStep {
  const asked: Refund = {
    ...refund,
    state: 'unknown',
    changedAt: at.nowMs,
    queries: refund.queries + 1,
    nextActionAt: at.nowMs + pauseMs(refund, at),
  };
  return { refund: asked, action: 'query' };
}

/** Before the step after this one: the first question comes soon, each later one after twice the time. */
function pauseMs({ sends, queries }: Refund, { timing }: Moment): number {
  const steps = sends + queries;
  if (steps === 0) return timing.firstQueryMs;
  return Math.min(timing.queryIntervalMs * 2 ** (steps - 1), timing.queryIntervalMaxMs);
}

function answerWhileAsking(
  refund: Refund,
  to: RefundAction,
  answer: RefundAnswer,
  at: Moment,
): RefundStep {
  switch (answer.kind) {
    case 'refunded':
      return isOurAmount(refund, answer)
        ? end(identify(refund, answer), 'refunded', at)
        : keepAsking(refund, 'payment.amount-mismatch', at);
    case 'processing':
      return keepAsking(refund, undefined, at);
    case 'declined':
      return wasNobodyAsked(answer.code)
        ? keepAsking(refund, answer.code, at)
        : end(refund, 'failed', at, answer.code);
    case 'not-found':
      // as an answer to the refund itself it would be sent without a pause for ever
      if (to === 'refund') return keepAsking(refund, 'payment.provider-error', at);
      return send({ ...withoutDoubt(refund), state: 'unknown' }, at);
    case 'unknown':
      return keepAsking(refund, answer.code, at);
  }
}

/** An answer that is not final. Past the window it was the last one, unless it is not the provider's. */
function keepAsking(refund: Refund, doubt: FailureCode | undefined, at: Moment): RefundStep {
  if (isWindowOver(refund, at) && !wasNobodyAsked(doubt)) {
    return end(refund, 'unresolved', at, doubt ?? 'payment.unknown-outcome');
  }
  const code = doubt === undefined ? {} : { failureCode: doubt };
  return stay({ ...withoutDoubt(refund), state: 'unknown', changedAt: at.nowMs, ...code });
}

/** A person may ask about what is over; the provider may have gone on meanwhile. */
function reduceEnded(refund: Refund, input: RefundInput, at: Moment): RefundStep {
  if (refund.state === 'refunded') return stay(refund);
  if (input.kind === 'ask') {
    const asked = { ...refund, changedAt: at.nowMs, queries: refund.queries + 1 };
    return { refund: asked, action: 'query' };
  }
  return input.kind === 'answer' ? answerAfterEnd(refund, input, at) : stay(refund);
}

function answerAfterEnd(
  refund: Refund,
  { answer, isStale = false }: Given<RefundAction, RefundAnswer>,
  at: Moment,
): RefundStep {
  if (answer.kind === 'refunded') {
    return isOurAmount(refund, answer)
      ? end(identify(refund, answer), 'refunded', at)
      : end(refund, 'unresolved', at, 'payment.amount-mismatch');
  }
  // said before the end, it adds nothing to it
  if (isStale) return stay(refund);
  const isFailed = refund.state === 'failed';
  switch (answer.kind) {
    case 'declined':
      return isFailed || wasNobodyAsked(answer.code)
        ? stay(refund)
        : end(refund, 'failed', at, answer.code);
    case 'not-found':
      // Given up long ago, it is not sent again behind the back of whoever asks: it is free to be
      // made anew, or to be paid in cash.
      return isFailed ? stay(refund) : end(refund, 'failed', at, 'refund.not-possible');
    case 'processing':
      if (isWindowOver(refund, at)) return end(refund, 'unresolved', at, 'payment.unknown-outcome');
      return keepAsking({ ...refund, nextActionAt: at.nowMs + pauseMs(refund, at) }, undefined, at);
    case 'unknown':
      return stay(refund);
  }
}

type Refunded = Extract<RefundAnswer, { kind: 'refunded' }>;

function isOurAmount({ amountMinor }: Refund, { refundedMinor }: Refunded): boolean {
  return refundedMinor === amountMinor;
}

function identify(refund: Refund, { providerRefundRef }: Refunded): Refund {
  return { ...refund, providerRefundRef };
}

function isWindowOver({ sentAt, createdAt }: Refund, { timing, nowMs }: Moment): boolean {
  return nowMs >= (sentAt ?? createdAt) + timing.windowMs;
}

function withoutDoubt({ failureCode: _, ...refund }: Refund): Refund {
  return refund;
}

function end(
  refund: Refund,
  state: 'refunded' | 'failed' | 'unresolved',
  { nowMs }: Moment,
  failureCode?: FailureCode,
): RefundStep {
  const { nextActionAt: _, ...rest } = withoutDoubt(refund);
  const code = failureCode === undefined ? {} : { failureCode };
  return stay({ ...rest, state, changedAt: nowMs, ...code });
}

function stay(refund: Refund): RefundStep {
  return { refund, action: null };
}
