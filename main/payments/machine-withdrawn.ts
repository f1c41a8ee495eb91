import type { Attempt } from './attempt.ts';
import type { Given } from './drive.ts';
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
import type { ProviderAnswer } from './provider.ts';

/**
 * A code that was taken off the screen before anybody scanned it. The provider knows no order that
 * could be closed, and a photograph of the code can still be paid until it expires: it is watched
 * beside whatever its sale does next, and what is paid by it goes back, or waits for a person.
 */
export function withdraw(attempt: Attempt, at: Moment): Step {
  const withdrawn: Attempt = {
    ...attempt,
    state: 'withdrawn',
    changedAt: at.nowMs,
    isWaiting: false,
    isLastAskOut: false,
    failureCode: 'payment.closed',
  };
  return stay(watch(withdrawn, at));
}

export function reduceWithdrawn(attempt: Attempt, input: AttemptInput, at: Moment): Step {
  switch (input.kind) {
    case 'tick':
      return isDue(attempt, at) ? query(attempt, at) : stay(attempt);
    case 'resume':
    case 'ask':
      return query(attempt, at);
    case 'answer':
      return answerWhileWithdrawn(attempt, input, at);
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

function answerWhileWithdrawn(
  attempt: Attempt,
  { answer }: Given<AttemptAction, ProviderAnswer>,
  at: Moment,
): Step {
  switch (answer.kind) {
    case 'paid': {
      const known = identify(attempt, answer);
      if (at.late === 'ask' && isOurAmount(attempt, answer)) return end(known, 'late', at);
      return { attempt: { ...known, changedAt: at.nowMs }, action: 'reverse' };
    }
    case 'waiting':
    case 'shown':
      // somebody scanned it after all: now there is an order that can be closed
      return { attempt: { ...attempt, changedAt: at.nowMs }, action: 'reverse' };
    case 'reversed':
      return end(attempt, 'reversed', at, 'payment.reversed');
    case 'declined':
    case 'not-found':
      return at.nowMs >= expiryOf(attempt, at)
        ? end(attempt, 'failed', at, 'payment.closed')
        : stay(watch(attempt, at));
    case 'unknown': {
      const isTooLate = at.nowMs >= (attempt.sentAt ?? 0) + at.timing.reversalWindowMs;
      if (isTooLate && !wasNobodyAsked(answer.code)) {
        return end(attempt, 'unresolved', at, 'payment.unknown-outcome');
      }
      return stay(watch(attempt, at));
    }
  }
}

function query(attempt: Attempt, at: Moment): Step {
  const asked = { ...watch(attempt, at), queries: attempt.queries + 1 };
  return { attempt: asked, action: 'query' };
}

/** The next look: every so often, and when the code has expired. */
function watch(attempt: Attempt, at: Moment): Attempt {
  const soonAt = at.nowMs + at.timing.reverseIntervalMaxMs;
  const expiresAt = expiryOf(attempt, at);
  const nextActionAt = at.nowMs < expiresAt ? Math.min(soonAt, expiresAt) : soonAt;
  return { ...attempt, changedAt: at.nowMs, nextActionAt };
}

/** From here on an order that the provider does not know was never paid. */
function expiryOf({ sentAt, createdAt }: Attempt, { timing }: Moment): number {
  return (sentAt ?? createdAt) + timing.notFoundFinalMs;
}
