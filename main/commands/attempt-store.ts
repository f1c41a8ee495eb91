import { type Attempt, isLive } from '../payments/attempt.ts';
import type { AttemptStore } from '../payments/payments.ts';
import type { Context } from './context.ts';
import { type Finish, finishSale } from './finish-sale.ts';
import { dueNow } from './open-basket.ts';

export type AttemptStoreParts = Omit<Finish, 'staff' | 'afterCommit'> & Pick<Context, 'notify'>;

/**
 * Where the payment machine keeps its attempts: each step with its fact in the journal, and a paid
 * one together with its tender and, when nothing is due any more, with the finished sale.
 */
export function createAttemptStore(context: AttemptStoreParts): AttemptStore {
  return {
    commit(attempt) {
      const { store } = context;
      const effects: (() => void)[] = [];
      store.transaction(() => {
        const isNews = store.attempts.get(attempt.id)?.state !== attempt.state;
        store.attempts.keep(attempt);
        if (!isNews) return;
        store.record({
          kind: `payment.${attempt.state}`,
          actor: store.state.session().staffId ?? 'terminal',
          payload: { ...attempt },
        });
        if (attempt.state === 'created') store.state.change({ attemptId: attempt.id });
        if (attempt.state === 'paid') {
          takeTender({ ...context, afterCommit: (effect) => effects.push(effect) }, attempt);
        }
      });
      for (const effect of effects) effect();
      if (!isLive(attempt) && attempt.state !== 'paid') context.sound('refused');
    },
    unfinished: () => context.store.attempts.unfinished(),
  };
}

function takeTender(
  context: AttemptStoreParts & Pick<Context, 'afterCommit'>,
  attempt: Attempt,
): void {
  const { store } = context;
  const sale = store.openSales.current();
  if (sale?.basket.saleId !== attempt.saleId) {
    // One live attempt keeps its sale open; a sale that is gone all the same is a defect to look at.
    context.notify({ kind: 'attention', code: 'payment-without-sale', action: null });
    return;
  }
  const tender = {
    id: attempt.id,
    kind: 'wallet',
    provider: attempt.provider,
    attemptId: attempt.id,
    amountMinor: attempt.amountMinor,
    tenderedMinor: attempt.amountMinor,
  } as const;
  const basket = { ...sale.basket, tenders: [...sale.basket.tenders, tender] };
  const { staffId } = store.state.session();
  const person = staffId === null ? null : store.staff.get(staffId);
  if (dueNow(context, basket) === 0) {
    finishSale({ ...context, staff: person }, basket, { changeMinor: 0, roundingMinor: 0 });
    return;
  }
  store.openSales.keep(basket, context.now());
  store.state.change({ attemptId: null, splitMinor: null });
  context.sound('paid');
}
