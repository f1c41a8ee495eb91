import type { Attempt } from './attempt.ts';
import {
  type AttemptAction,
  type AttemptInput,
  end,
  identify,
  isDue,
  isOurAmount,
  type Moment,
  type Step,
  stay,
  wasNobodyAsked,
} from './machine-step.ts';
import { withdraw } from './machine-withdrawn.ts';
import type { ProviderAnswer } from './provider.ts';

/** From here on the money goes back: now if the provider already takes a reversal, else as soon as it does. */
export function giveUp(attempt: Attempt, at: Moment): Step {
  // nobody can be asked to close a printed code; what was paid by it all the same is in a statement
  if (attempt.way === 'static') return end(attempt, 'failed', at, 'payment.unverified');
  const earliestAt = (attempt.sentAt ?? at.nowMs) + at.timing.earliestReverseMs;
  const reversing: Attempt = {
    ...attempt,
    state: 'reversing',
    changedAt: at.nowMs,
    isWaiting: false,
    isLastAskOut: false,
    nextActionAt: Math.max(at.nowMs, earliestAt),
  };
  if (at.nowMs < earliestAt) return stay(reversing);
  return reverse(reversing, at);
}

function reverse(attempt: Attempt, at: Moment): Step {
  const pauseMs = Math.min(
    at.timing.reverseIntervalMs * 2 ** attempt.reversals,
    at.timing.reverseIntervalMaxMs,
  );
  const asked: Attempt = {
    ...attempt,
    changedAt: at.nowMs,
    reversals: attempt.reversals + 1,
    isLastAskOut: at.nowMs >= (attempt.sentAt ?? at.nowMs) + at.timing.reversalWindowMs,
    nextActionAt: at.nowMs + pauseMs,
  };
  return { attempt: asked, action: 'reverse' };
}

export function reduceReversing(attempt: Attempt, input: AttemptInput, at: Moment): Step {
  switch (input.kind) {
    case 'tick':
      if (!isDue(attempt, at)) return stay(attempt);
      if (attempt.isLastAskOut) return end(attempt, 'unresolved', at, 'payment.unknown-outcome');
      return reverse(attempt, at);
    case 'resume':
    case 'ask':
      return giveUp(attempt, at);
    case 'answer':
      return answerWhileReversing(attempt, input.to, input.answer, at);
    case 'send':
    case 'stop':
    case 'accept':
    case 'decide':
    case 'attach':
    case 'return':
    case 'returned':
      return stay(attempt);
  }
}

function answerWhileReversing(
  attempt: Attempt,
  to: AttemptAction,
  answer: ProviderAnswer,
  at: Moment,
): Step {
  switch (answer.kind) {
    case 'reversed':
      return end(attempt, 'reversed', at, 'payment.reversed');
    case 'paid': {
      const known = identify(attempt, answer);
      // Paid after the terminal gave it up. Where the shop wants to be asked, nothing is sent back
      // yet; once a reversal is on its way, it alone says how this ends.
      const isKept = at.late === 'ask' && attempt.reversals === 0 && isOurAmount(attempt, answer);
      return isKept ? end(known, 'late', at) : stay({ ...known, changedAt: at.nowMs });
    }
    case 'declined':
      if (to !== 'reverse') return end(attempt, 'failed', at, answer.code);
      return stay({ ...attempt, changedAt: at.nowMs, failureCode: answer.code });
    case 'not-found':
      return notFoundWhileReversing(attempt, at);
    case 'waiting':
    case 'shown':
      return stay(attempt);
    case 'unknown': {
      const doubtful = { ...attempt, changedAt: at.nowMs, failureCode: answer.code };
      if (wasNobodyAsked(answer.code)) return stay({ ...doubtful, isLastAskOut: false });
      if (to !== 'reverse') return stay(doubtful);
      // an error to a reversal may hide that it is done already: ask
      return { attempt: { ...doubtful, queries: attempt.queries + 1 }, action: 'query' };
    }
  }
}

/**
 * An order that cannot be reversed because it never came to be. That is final only when the payment
 * code has expired, and, as a clock can jump, when the reversal was repeated by the timers too.
 */
function notFoundWhileReversing(attempt: Attempt, at: Moment): Step {
  if (attempt.way === 'shown' && attempt.reversals > 0) return withdraw(attempt, at);
  if (attempt.reversals < 2) return stay(attempt);
  const finalAt = (attempt.sentAt ?? at.nowMs) + at.timing.notFoundFinalMs;
  if (at.nowMs >= finalAt) return end(attempt, 'failed', at, 'payment.closed');
  const nextActionAt = Math.min(attempt.nextActionAt ?? finalAt, finalAt);
  return stay({ ...attempt, changedAt: at.nowMs, nextActionAt });
}
