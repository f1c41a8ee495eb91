import { isRefundLive, type Refund } from '../payments/refund.ts';
import type { RefundStore } from '../payments/refunds.ts';
import type { Context } from './context.ts';

/** Where the refund machine keeps its refunds: each step with its fact in the journal. */
export function createRefundStore({ store }: Pick<Context, 'store'>): RefundStore {
  return {
    commit(refund: Refund) {
      store.transaction(() => {
        const isNews = store.paymentRefunds.get(refund.id)?.state !== refund.state;
        store.paymentRefunds.keep(refund);
        if (!isNews) return;
        store.record({
          kind: `payment-refund.${refund.state}`,
          actor: store.state.session().staffId ?? 'terminal',
          payload: { ...refund },
        });
      });
    },
    unfinished: () => store.paymentRefunds.inDoubt().filter(isRefundLive),
    get: (refundId) => store.paymentRefunds.get(refundId),
  };
}
