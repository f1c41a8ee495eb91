import { type AttemptStoreParts, createAttemptStore } from '../commands/attempt-store.ts';
import type { CodeAsks, Reconciling } from '../commands/payment-context.ts';
import { refuse } from '../contract/failure.ts';
import type { PayWayShown } from '../contract/payments/snapshot.ts';
import type { StatusShown } from '../contract/snapshots.ts';
import type { Payments } from '../payments/payments.ts';
import { isRefundLive } from '../payments/refund.ts';
import type { Refunds } from '../payments/refunds.ts';
import { startPayments } from '../payments/runner.ts';
import { systemTimers } from '../payments/system-timers.ts';
import type { SecretStore } from '../store/secrets.ts';
import type { AccountList } from './account-list.ts';
import { type AccountDesk, createAccounts } from './accounts.ts';
import { createCodeAsks } from './code-asks.ts';
import { createLookUps, type LookUps } from './look-ups.ts';
import { createPayRoutes, type PayRoutes } from './pay-routes.ts';

export type PayingParts = {
  readonly settingsPath: string;
  readonly secrets: SecretStore;
  readonly accounts: AccountList;
  readonly attempts: AttemptStoreParts;
  readonly changed: () => void;
  readonly report: (error: unknown) => void;
};

export type Paying = {
  readonly payments: Payments;
  readonly refunds: Refunds;
  readonly paying: PayRoutes;
  readonly codeAsks: CodeAsks;
  readonly lookUps: LookUps;
  readonly reconciling: Reconciling;
  readonly accounts: AccountDesk;
  setOffline(isOffline: boolean): void;
  ways(): PayWayShown[];
  /** Whether a wallet can be asked now, as far as is known without asking. */
  wallet(): StatusShown['wallet'];
  close(): void;
};

/** Everything that takes, gives back and compares money, over this terminal's store. */
export function createPaying(parts: PayingParts): Paying {
  const { accounts: list, attempts, changed, report } = parts;
  const { providers } = list;
  const { store, settings, now, newId } = attempts;
  let isOffline = false;
  let isReachable = true;
  const payments = startPayments({
    providers,
    latePayment: () => settings.payments.latePayment,
    store: createAttemptStore(attempts),
    clock: { now },
    timers: systemTimers,
    onChange(attempt) {
      isReachable = attempt.failureCode !== 'payment.provider-unreachable';
      changed();
    },
    onFault: report,
  });
  const routes = createPayRoutes({
    settings: () => settings.payments,
    providers,
    reach: () =>
      providers().map(({ accountId, origin }) => ({
        accountId,
        isReachable: origin === null || !isOffline,
        hop: null,
      })),
  });
  const unbuilt = () => refuse('internal', 'not built yet');
  return {
    payments,
    refunds: {
      refund: unbuilt,
      ask: unbuilt,
      resume: () => undefined,
      setOffline: () => undefined,
      close: () => undefined,
    },
    paying: routes,
    codeAsks: createCodeAsks({ now, newId }),
    lookUps: createLookUps({ store, payments, providers, now, changed, report }),
    reconciling: { fetch: unbuilt, import: unbuilt },
    accounts: createAccounts({
      ...parts,
      settings,
      store,
      list,
      now,
      inbox: { pathOf: () => null },
      isBusy: () =>
        store.attempts.unfinished().length > 0 || store.paymentRefunds.inDoubt().some(isRefundLive),
    }),
    setOffline(next) {
      isOffline = next;
      payments.setOffline(next);
    },
    ways: routes.shown,
    wallet() {
      if (providers().length === 0) return { health: 'none', reason: null };
      if (isOffline) return { health: 'off', reason: 'payment.provider-unreachable' };
      return isReachable
        ? { health: 'ready', reason: null }
        : { health: 'attention', reason: 'payment.provider-unreachable' };
    },
    close: () => payments.close(),
  };
}
