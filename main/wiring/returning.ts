import type { Context } from '../commands/context.ts';
import {
  onProviderRefund,
  type RefundContext,
  resumeRefunds,
} from '../commands/refund-progress.ts';
import { createRefundStore } from '../commands/refund-store.ts';
import type { Payments } from '../payments/payments.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import type { Refund } from '../payments/refund.ts';
import { startRefunds } from '../payments/refund-runner.ts';
import type { Refunds } from '../payments/refunds.ts';
import { systemTimers } from '../payments/system-timers.ts';

export type ReturningParts = {
  readonly context: Omit<RefundContext, 'refunds'>;
  readonly payments: Pick<Payments, 'settleLate'>;
  readonly providers: () => readonly PaymentProvider[];
  readonly changed: () => void;
  readonly report: (error: unknown) => void;
};

export type Returning = {
  readonly refunds: Refunds;
  /** Goes on with everything that was on its way back: after a start. */
  resume(): void;
};

/** Money on its way back: the provider's machine, and the documents and late payments that wait for it. */
export function createReturning(parts: ReturningParts): Returning {
  const { payments, providers, changed, report } = parts;
  const refunds = startRefunds({
    providers,
    store: createRefundStore(parts.context),
    clock: { now: parts.context.now },
    timers: systemTimers,
    onChange(refund) {
      hear(refund);
      changed();
    },
    onFault: report,
  });
  const context: RefundContext = { ...parts.context, refunds };

  function hear(refund: Refund): void {
    onProviderRefund(context, refund);
    if (refund.state === 'refunded') settleLate(context.store, refund);
  }

  /** A payment that was found late, and has gone back by a refund of its own. */
  function settleLate({ attempts }: Context['store'], { attemptId, documentId }: Refund): void {
    const attempt = attempts.get(attemptId);
    if (documentId === null && attempt?.state === 'late') payments.settleLate(attempt, 'returned');
  }

  /** What had gone back when the power went, before its payment was told. */
  function settleReturned(store: Context['store']): void {
    for (const { id } of store.attempts.inDoubt().filter(({ state }) => state === 'late')) {
      const refunded = store.paymentRefunds.ofAttempt(id).find(({ state }) => state === 'refunded');
      if (refunded) settleLate(store, refunded);
    }
  }

  return {
    refunds,
    resume() {
      refunds.resume();
      settleReturned(context.store);
      resumeRefunds(context);
    },
  };
}
