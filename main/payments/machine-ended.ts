import type { Attempt } from './attempt.ts';
import { giveUp } from './machine-reversing.ts';
import {
  type AttemptInput,
  end,
  identify,
  isOurAmount,
  type Moment,
  type Paid,
  type Step,
  stay,
} from './machine-step.ts';

/**
 * The states that nothing drives by itself. They are left by a person, a statement, or a provider
 * that says something else than before.
 */
export function reduceEnded(attempt: Attempt, input: AttemptInput, at: Moment): Step {
  const { state } = attempt;
  switch (input.kind) {
    case 'ask':
      return ask(attempt, at);
    case 'answer':
      return input.answer.kind === 'paid' ? foundPaid(attempt, input.answer, at) : stay(attempt);
    case 'decide':
      if (state !== 'unresolved' && state !== 'unverified') return stay(attempt);
      return input.as === 'paid'
        ? end(attempt, 'paid', at)
        : end(attempt, 'failed', at, 'payment.closed');
    case 'attach':
      return state === 'late' ? end(attempt, 'paid', at) : stay(attempt);
    case 'return':
      return state === 'late' ? giveUp(attempt, at) : stay(attempt);
    case 'returned':
      if (state !== 'late' && state !== 'paid') return stay(attempt);
      return end(attempt, 'reversed', at, 'payment.reversed');
    default:
      return stay(attempt);
  }
}

/** A payment that stands needs no question; a static code has nobody to ask. */
function ask(attempt: Attempt, { nowMs }: Moment): Step {
  if (attempt.state === 'paid' || attempt.way === 'static') return stay(attempt);
  const asked = { ...attempt, changedAt: nowMs, queries: attempt.queries + 1 };
  return { attempt: asked, action: 'query' };
}

/** The provider contradicts itself, or the customer paid after all: by the shop's rule. */
function foundPaid(attempt: Attempt, answer: Paid, at: Moment): Step {
  const known = identify(attempt, answer);
  switch (attempt.state) {
    case 'unverified':
      return isOurAmount(attempt, answer) ? end(known, 'paid', at) : stay(attempt);
    case 'failed':
    case 'reversed':
    case 'unresolved':
      return isStillReversible(attempt, at) && at.late === 'return'
        ? giveUp(known, at)
        : end(known, 'late', at);
    default:
      return stay(attempt);
  }
}

function isStillReversible({ sentAt = 0 }: Attempt, { nowMs, timing }: Moment): boolean {
  return nowMs < sentAt + timing.reversalWindowMs;
}
