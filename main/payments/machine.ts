/**
 * The payment attempt as a state machine: a pure function of the attempt, an input and the time.
 * Diagram and table: `docs/decisions/0005-payment-attempt.md`.
 *
 * No answer is not a failure: `unknown` is left only by an answer, and what is given up is reversed
 * until the provider confirms it. A charge is never sent twice.
 */
import type { Attempt } from './attempt.ts';
import { reduceAsking } from './machine-asking.ts';
import { reduceEnded } from './machine-ended.ts';
import { reduceReversing } from './machine-reversing.ts';
import {
  type AttemptInput,
  end,
  isDue,
  type LateRule,
  type Moment,
  rebase,
  type Step,
  stay,
} from './machine-step.ts';
import { reduceWithdrawn } from './machine-withdrawn.ts';
import type { ProviderTiming } from './provider.ts';

export type { AttemptAction, AttemptInput, Step } from './machine-step.ts';

/** @param nowMs UTC milliseconds by the terminal's clock, which may have been set back meanwhile. */
export function reduce(
  before: Attempt,
  input: AttemptInput,
  timing: ProviderTiming,
  nowMs: number,
  late: LateRule = 'return',
): Step {
  const at = { timing, late, nowMs };
  const attempt = nowMs < before.changedAt ? rebase(before, nowMs) : before;
  switch (attempt.state) {
    case 'created':
      return reduceCreated(attempt, input, at);
    case 'sent':
    case 'unknown':
      return reduceAsking(attempt, input, at);
    case 'reversing':
      return reduceReversing(attempt, input, at);
    case 'withdrawn':
      return reduceWithdrawn(attempt, input, at);
    case 'paid':
    case 'failed':
    case 'reversed':
    case 'unresolved':
    case 'unverified':
    case 'late':
      return reduceEnded(attempt, input, at);
  }
}

/** Whether the journal must know before the terminal acts: counters and clocks alone are not worth a write. */
export function isWorthCommitting(before: Attempt, after: Attempt): boolean {
  return (
    before.state !== after.state ||
    before.providerRef !== after.providerRef ||
    before.shownCode !== after.shownCode
  );
}

function reduceCreated(attempt: Attempt, input: AttemptInput, at: Moment): Step {
  switch (input.kind) {
    case 'send': {
      const sent: Attempt = {
        ...attempt,
        state: 'sent',
        sentAt: at.nowMs,
        changedAt: at.nowMs,
        nextActionAt: at.nowMs + at.timing.firstQueryMs,
        deadlineAt: at.nowMs + at.timing.totalMs,
      };
      return { attempt: sent, action: 'charge' };
    }
    case 'tick':
      return isDue(attempt, at) ? end(attempt, 'failed', at, 'payment.closed') : stay(attempt);
    case 'resume':
    case 'ask':
    case 'stop':
      // nothing was put on the wire, so this is certain
      return end(attempt, 'failed', at, 'payment.closed');
    case 'answer':
    case 'accept':
    case 'decide':
    case 'attach':
    case 'return':
    case 'returned':
      return stay(attempt);
  }
}
