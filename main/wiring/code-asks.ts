import type { CodeAsks } from '../commands/payment-context.ts';
import type { CodeAsked } from '../contract/payments/snapshot.ts';

/** A payment code lives about a minute (payment-facts 1); an answer after this would charge in vain. */
const codeLifeMs = 60_000;

/** The one scanned code that waits for the cashier's answer. Nothing of it is written anywhere. */
export function createCodeAsks(parts: { now(): number; newId(): string }): CodeAsks {
  let waiting: { readonly code: string; readonly at: number; readonly asked: CodeAsked } | null =
    null;

  const current = () => {
    if (waiting && parts.now() - waiting.at > codeLifeMs) waiting = null;
    return waiting;
  };

  return {
    ask({ code, kind, amountMinor, wallets }) {
      const hint = code.slice(-4);
      const asked = { askId: parts.newId(), kind, hint, amountMinor, wallets: [...wallets] };
      waiting = { code, at: parts.now(), asked };
    },
    take(askId) {
      const found = current();
      if (found?.asked.askId !== askId) return null;
      waiting = null;
      return { code: found.code, kind: found.asked.kind };
    },
    shown: () => current()?.asked ?? null,
    forget() {
      waiting = null;
    },
  };
}
