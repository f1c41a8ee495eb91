import type { FailureCode } from '../contract/failure.ts';
import type { Attempt } from './attempt.ts';
import { giveUp } from './machine-reversing.ts';
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

/** `sent` and `unknown`: the outcome is open and is asked for until the deadline. */
export function reduceAsking(attempt: Attempt, input: AttemptInput, at: Moment): Step {
  switch (input.kind) {
    case 'tick':
      if (!isDue(attempt, at)) return stay(attempt);
      // the last query itself got no answer in time
      if (attempt.isLastAskOut) return giveUp(attempt, at);
      return query(attempt, at);
    case 'resume':
      // The power went before the code came: nobody has it, and nobody can be shown it any more.
      return isToShow(attempt) && attempt.shownCode === undefined
        ? giveUp(attempt, at)
        : query(attempt, at);
    case 'ask':
      return query(attempt, at);
    case 'stop':
      return giveUp(attempt, at);
    case 'answer':
      return answerWhileAsking(attempt, input.to, input.answer, at);
    case 'accept':
      // only where nobody can be asked is a person's word enough
      return attempt.way === 'static' ? end(attempt, 'unverified', at) : stay(attempt);
    case 'send':
    case 'decide':
    case 'attach':
    case 'return':
    case 'returned':
      return stay(attempt);
  }
}

function answerWhileAsking(
  attempt: Attempt,
  to: AttemptAction,
  answer: ProviderAnswer,
  at: Moment,
): Step {
  switch (answer.kind) {
    case 'paid': {
      const known = identify(attempt, answer);
      if (isOurAmount(attempt, answer)) return end(known, 'paid', at);
      return keepAsking(known, to, 'payment.amount-mismatch', at);
    }
    case 'declined':
      return end(attempt, 'failed', at, answer.code);
    case 'reversed':
      return end(attempt, 'reversed', at, 'payment.reversed');
    case 'waiting':
      return keepAsking({ ...attempt, isWaiting: true }, to, undefined, at);
    case 'shown': {
      const shown = { ...attempt, shownCode: answer.content, isWaiting: true };
      return keepAsking(shown, to, undefined, at);
    }
    case 'not-found':
      return keepAsking(attempt, to, undefined, at);
    case 'unknown':
      // A code that never came cannot be scanned: waiting for it would be in vain.
      if (to === 'charge' && isToShow(attempt)) {
        return giveUp({ ...attempt, failureCode: answer.code }, at);
      }
      return keepAsking(attempt, to, answer.code, at);
  }
}

/** The ways by which the customer gets something to scan or to open. */
function isToShow({ way }: Attempt): boolean {
  return way === 'shown' || way === 'link' || way === 'static';
}

/** An answer that is not final: ask again later, or give up when it was the answer to the last query. */
function keepAsking(
  attempt: Attempt,
  to: AttemptAction,
  doubt: FailureCode | undefined,
  at: Moment,
): Step {
  const { failureCode: _, ...rest } = attempt;
  const noted: Attempt = {
    ...rest,
    state: 'unknown',
    changedAt: at.nowMs,
    ...(doubt === undefined ? {} : { failureCode: doubt }),
  };
  if (!attempt.isLastAskOut || to !== 'query') return { attempt: noted, action: null };
  if (!wasNobodyAsked(doubt)) return giveUp(noted, at);
  // A reversal would not get through either. When the network is back the question comes first:
  // the customer may have paid, and money that is there is better kept than returned.
  const later = { isLastAskOut: false, nextActionAt: at.nowMs + at.timing.queryIntervalMs };
  return { attempt: { ...noted, ...later }, action: null };
}

function query(attempt: Attempt, at: Moment): Step {
  const deadlineAt = attempt.deadlineAt ?? at.nowMs;
  const isLast = at.nowMs >= deadlineAt;
  const nextAt = at.nowMs + at.timing.queryIntervalMs;
  const asked: Attempt = {
    ...attempt,
    state: 'unknown',
    changedAt: at.nowMs,
    queries: attempt.queries + 1,
    isLastAskOut: isLast,
    nextActionAt: isLast ? nextAt : Math.min(nextAt, deadlineAt),
  };
  return { attempt: asked, action: 'query' };
}
