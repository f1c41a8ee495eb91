import type { Desk } from '../commands/payment-context.ts';
import { type Result, refuse, succeed } from '../contract/failure.ts';
import type { DeskShown } from '../contract/payments/queries.ts';
import type { Payments } from '../payments/payments.ts';
import type { FoundOrder, PaymentProvider } from '../payments/provider.ts';
import { hideSecretNumber } from '../payments/secret-number.ts';
import type { Store } from '../store/store.ts';

/** Answers kept for the desk; the oldest makes room. */
const lookUpsKept = 10;

type LookUp = DeskShown['lookUps'][number];

export type LookUps = Desk & { shown(): LookUp[] };

export type LookUpParts = {
  readonly store: Pick<Store, 'attempts' | 'record'>;
  readonly payments: Pick<Payments, 'ask'>;
  readonly providers: () => readonly PaymentProvider[];
  readonly now: () => number;
  readonly changed: () => void;
  readonly report: (error: unknown) => void;
};

/** "The customer says he paid": asks the provider by the number on the phone, and shows what it said. */
export function createLookUps(parts: LookUpParts): LookUps {
  let lookUps: readonly LookUp[] = [];

  function put(lookUp: LookUp): void {
    const others = lookUps.filter(
      ({ accountId, providerRef }) =>
        accountId !== lookUp.accountId || providerRef !== lookUp.providerRef,
    );
    lookUps = [lookUp, ...others].slice(0, lookUpsKept);
    parts.changed();
  }

  function hear(asked: LookUp, found: FoundOrder, actor: string): void {
    const at = parts.now();
    if (found.kind !== 'found') {
      put({
        ...asked,
        at,
        state: found.kind,
        failure: found.kind === 'unknown' ? found.code : null,
      });
      return;
    }
    const attempt = parts.store.attempts.byOrderNumber(found.orderNumber);
    parts.store.record({
      kind: 'doubt.found',
      actor,
      payload: { orderNumber: found.orderNumber, attemptId: attempt?.id ?? null },
    });
    put({ ...asked, at, state: 'found', attemptId: attempt?.id ?? null });
    // The machine itself asks again and draws the conclusion, by the order number it knows.
    if (attempt && attempt.state !== 'paid') parts.payments.ask(attempt);
  }

  return {
    lookUp({ accountId, providerRef }, actor): Result<() => void> {
      const provider = parts.providers().find((known) => known.accountId === accountId);
      const find = provider?.find;
      if (!find) {
        return refuse('payment.not-configured', `${accountId} cannot be asked by a number`);
      }
      const at = parts.now();
      const asked = {
        accountId,
        providerRef: hideSecretNumber(providerRef),
        at,
        failure: null,
        attemptId: null,
      } as const;
      return succeed(() => {
        put({ ...asked, state: 'asking' });
        find(providerRef.trim())
          .then((found) => hear({ ...asked, state: 'asking' }, found, actor))
          .catch(parts.report);
      });
    },
    shown: () => [...lookUps],
  };
}
