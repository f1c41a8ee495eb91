import { type Attempt, isAttachable } from './attempt.ts';
import type { Given } from './drive.ts';
import { giveUp } from './machine-reversing.ts';
import {
  type AttemptAction,
  type AttemptInput,
  end,
  identify,
  isOurAmount,
  type Moment,
  type Paid,
  type Step,
  stay,
} from './machine-step.ts';
import type { ProviderAnswer } from './provider.ts';

/**
 * The states that nothing drives by itself. They are left by a person, a statement, or a provider
 * that says something else than before.
 */
export function reduceEnded(attempt: Attempt, input: AttemptInput, at: Moment): Step {
  switch (input.kind) {
    case 'ask':
      return ask(attempt, at);
    case 'answer':
      return answerAfterEnd(attempt, input, at);
    case 'decide':
      return decide(attempt, input.as, at);
    case 'attach':
      return isAttachable(attempt) ? end(attempt, 'paid', at) : stay(attempt);
    case 'return':
      // a printed code takes nothing back: that is done by hand, and then told by `returned`
      return attempt.state === 'late' && attempt.way !== 'static'
        ? giveUp(attempt, at)
        : stay(attempt);
    case 'returned':
      if (attempt.state !== 'late' && attempt.state !== 'paid') return stay(attempt);
      return end(attempt, 'reversed', at, 'payment.reversed');
    case 'send':
    case 'tick':
    case 'resume':
    case 'stop':
    case 'accept':
      return stay(attempt);
  }
}

/** A payment that stands needs no question; a static code has nobody to ask. */
function ask(attempt: Attempt, { nowMs }: Moment): Step {
  if (attempt.state === 'paid' || attempt.way === 'static') return stay(attempt);
  const asked = { ...attempt, changedAt: nowMs, queries: attempt.queries + 1 };
  return { attempt: asked, action: 'query' };
}

function answerAfterEnd(
  attempt: Attempt,
  { to, answer, isStale = false }: Given<AttemptAction, ProviderAnswer>,
  at: Moment,
): Step {
  const { state } = attempt;
  switch (answer.kind) {
    case 'paid':
      return foundPaid(attempt, answer, isStale, at);
    case 'reversed':
      return state === 'unresolved' || state === 'late'
        ? end(attempt, 'reversed', at, 'payment.reversed')
        : stay(attempt);
    case 'declined':
      // to a reversal it says nothing about the payment
      return state === 'unresolved' && to !== 'reverse'
        ? end(attempt, 'failed', at, answer.code)
        : stay(attempt);
    case 'shown':
    case 'waiting':
    case 'not-found':
    case 'unknown':
      return stay(attempt);
  }
}

/** The provider contradicts itself, or the customer paid after all: by the shop's rule. */
function foundPaid(attempt: Attempt, answer: Paid, isStale: boolean, at: Moment): Step {
  const { state } = attempt;
  const isOurs = isOurAmount(attempt, answer);
  const known = identify(attempt, answer);
  if (state === 'unverified') return isOurs ? end(known, 'paid', at) : stay(attempt);
  if (state !== 'failed' && state !== 'reversed' && state !== 'unresolved') return stay(attempt);
  // said before the reversal was through, perhaps: only what is said now counts
  if (isStale) return ask(attempt, at);
  const isToReturn = at.late === 'return' || !isOurs;
  if (isToReturn && isStillReversible(attempt, at)) return giveUp(known, at);
  return end(known, 'late', at, isOurs ? undefined : 'payment.amount-mismatch');
}

function decide(attempt: Attempt, as: 'paid' | 'not-paid', at: Moment): Step {
  const { state, way } = attempt;
  if (state === 'unresolved' || state === 'unverified') {
    return as === 'paid' ? end(attempt, 'paid', at) : end(attempt, 'failed', at, 'payment.closed');
  }
  // a printed code that was paid after the cashier gave it up: only a statement can tell
  const isFoundLate = state === 'failed' && way === 'static' && as === 'paid';
  return isFoundLate ? end(attempt, 'late', at) : stay(attempt);
}

function isStillReversible({ sentAt = 0 }: Attempt, { nowMs, timing }: Moment): boolean {
  return nowMs < sentAt + timing.reversalWindowMs;
}
