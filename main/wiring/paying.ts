import { type AttemptStoreParts, createAttemptStore } from '../commands/attempt-store.ts';
import type { StatusShown } from '../contract/snapshots.ts';
import type { Payments } from '../payments/payments.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import { startPayments } from '../payments/runner.ts';
import { systemTimers } from '../payments/system-timers.ts';

export type PayingParts = {
  readonly providers: readonly PaymentProvider[];
  readonly attempts: AttemptStoreParts;
  readonly changed: () => void;
  readonly report: (error: unknown) => void;
};

export type Paying = {
  readonly payments: Payments;
  setOffline(isOffline: boolean): void;
  /** Whether a wallet can be asked now, as far as is known without asking. */
  wallet(): StatusShown['wallet'];
};

/** The payment machine over this terminal's store, and what the status strip says of it. */
export function createPaying({ providers, attempts, changed, report }: PayingParts): Paying {
  let isOffline = false;
  let isReachable = true;
  const payments = startPayments({
    providers: () => providers,
    latePayment: () => attempts.settings.payments.latePayment,
    store: createAttemptStore(attempts),
    clock: { now: attempts.now },
    timers: systemTimers,
    onChange(attempt) {
      isReachable = attempt.failureCode !== 'payment.provider-unreachable';
      changed();
    },
    onFault: report,
  });
  return {
    payments,
    setOffline(next) {
      isOffline = next;
      payments.setOffline(next);
    },
    wallet() {
      if (providers.length === 0) return { health: 'none', reason: null };
      if (isOffline) return { health: 'off', reason: 'payment.provider-unreachable' };
      return isReachable
        ? { health: 'ready', reason: null }
        : { health: 'attention', reason: 'payment.provider-unreachable' };
    },
  };
}
