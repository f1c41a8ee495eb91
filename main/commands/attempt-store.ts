import { isLive } from '../payments/attempt.ts';
import type { AttemptStore } from '../payments/payments.ts';
import type { Context } from './context.ts';
import { type Finish, finishSale } from './finish-sale.ts';
import { dueNow } from './open-basket.ts';
import { dropTender, type Taking, takeTender, tellOfEnd } from './take-tender.ts';

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
      const before = store.attempts.get(attempt.id);
      store.transaction(() => {
        store.attempts.keep(attempt);
        if (before?.state === attempt.state) return;
        store.record({
          kind: `payment.${attempt.state}`,
          actor: store.state.session().staffId ?? 'terminal',
          payload: { ...attempt },
        });
        const isOfCurrent = store.openSales.current()?.basket.saleId === attempt.saleId;
        if (attempt.state === 'created' && isOfCurrent) {
          store.state.change({ attemptId: attempt.id });
        }
        const taking: Taking = {
          ...context,
          staff: signedIn(context),
          afterCommit: (effect) => effects.push(effect),
        };
        // What was taken on somebody's word has its tender already when it is confirmed.
        const wasTaken = before?.state === 'unverified';
        const isTaken = attempt.state === 'paid' && !wasTaken;
        if (isTaken || attempt.state === 'unverified') takeTender(taking, attempt);
        if (attempt.state === 'failed' && wasTaken) dropTender(context, attempt);
      });
      for (const effect of effects) effect();
      if (!isLive(attempt) && before?.state !== attempt.state) {
        tellOfEnd(context, attempt, before?.state ?? null);
      }
    },
    unfinished: () => context.store.attempts.unfinished(),
  };
}

/** Sales whose link was paid while no shift was open: they end in the one that opens now. */
export function finishParked(context: Finish): void {
  for (const { basket } of context.store.openSales.suspended()) {
    const isPaid = basket.tenders.length > 0 && dueNow(context, basket) === 0;
    const isOver = context.store.attempts.liveOf(basket.saleId) === null;
    if (isPaid && isOver)
      finishSale(context, basket, { changeMinor: 0, roundingMinor: 0 }, 'aside');
  }
}

function signedIn({ store }: Pick<Context, 'store'>): Finish['staff'] {
  const { staffId } = store.state.session();
  return staffId === null ? null : store.staff.get(staffId);
}
