import type { CodeAsks, CodeQuestion } from '../commands/payment-context.ts';
import type { CodeAsked } from '../contract/payments/snapshot.ts';

/** A payment code lives about a minute (payment-facts 1); an answer after this would charge in vain. */
const codeLifeMs = 60_000;

export type CodeAsksParts = {
  now(): number;
  newId(): string;
  /** Whether the sale on the pay screen still wants what is asked about. */
  isStillAsked(question: CodeQuestion): boolean;
};

type Waiting = {
  readonly code: string;
  readonly at: number;
  readonly question: CodeQuestion;
  readonly asked: CodeAsked;
};

/**
 * The one scanned code that waits for the cashier's answer. Nothing of it is written anywhere, and
 * whatever becomes of the sale meanwhile puts it away: it must not pay for something else.
 */
export function createCodeAsks(parts: CodeAsksParts): CodeAsks {
  let waiting: Waiting | null = null;

  const current = (): Waiting | null => {
    const isOld = waiting !== null && parts.now() - waiting.at > codeLifeMs;
    if (isOld || (waiting && !parts.isStillAsked(waiting.question))) waiting = null;
    return waiting;
  };

  return {
    ask({ code, ...question }) {
      const { kind, amountMinor, wallets } = question;
      const hint = code.slice(-4);
      const asked = { askId: parts.newId(), kind, hint, amountMinor, wallets: [...wallets] };
      waiting = { code, at: parts.now(), question, asked };
    },
    take(askId) {
      const found = current();
      if (found?.asked.askId !== askId) return null;
      waiting = null;
      return { code: found.code, wallets: found.question.wallets };
    },
    shown: () => current()?.asked ?? null,
    forget() {
      waiting = null;
    },
  };
}
