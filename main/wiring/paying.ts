import { type AttemptStoreParts, createAttemptStore } from '../commands/attempt-store.ts';
import { isStillAsked } from '../commands/pay-code.ts';
import type { CodeAsks } from '../commands/payment-context.ts';
import { canTake } from '../commands/take-tender.ts';
import type { HopName } from '../contract/payments/names.ts';
import type { PayWayShown } from '../contract/payments/snapshot.ts';
import type { StatusShown } from '../contract/snapshots.ts';
import { createReach, type ReachTarget } from '../net/reach.ts';
import type { Attempt } from '../payments/attempt.ts';
import type { Payments } from '../payments/payments.ts';
import { isRefundLive } from '../payments/refund.ts';
import type { Refunds } from '../payments/refunds.ts';
import { startPayments } from '../payments/runner.ts';
import { systemTimers } from '../payments/system-timers.ts';
import type { SecretStore } from '../store/secrets.ts';
import type { AccountList } from './account-list.ts';
import { type AccountDesk, createAccounts } from './accounts.ts';
import { createCodeAsks } from './code-asks.ts';
import { createExpiryWatch } from './expiry-watch.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { createLookUps, type LookUps } from './look-ups.ts';
import { createPayRoutes, type PayRoutes } from './pay-routes.ts';
import { createReconciling, type ReconcilingDesk } from './reconciling.ts';
import { createReturning } from './returning.ts';

export type PayingParts = {
  readonly dataDir: string;
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
  readonly reconciling: ReconcilingDesk;
  readonly inbox: Inbox;
  readonly accounts: AccountDesk;
  setOffline(isOffline: boolean): void;
  /** Goes on with everything that is unfinished: after a start. */
  resume(): void;
  ways(): PayWayShown[];
  /** Whether a wallet can be asked now, as far as is known without asking. */
  wallet(): StatusShown['wallet'];
  /** Where the line to the hub is broken. */
  hubHop(): HopName | null;
  close(): void;
};

/** Everything that takes, gives back and compares money, over this terminal's store. */
export function createPaying(parts: PayingParts): Paying {
  const { accounts: list, attempts, changed, report } = parts;
  const { providers } = list;
  const { store, settings, now, newId } = attempts;
  const reach = createReach({
    targets: () => targetsOf(list),
    hubOrigin: settings.hub === null ? null : new URL(settings.hub.url).origin,
    timers: systemTimers,
    now,
    changed,
  });
  const payments = startPayments({
    providers,
    latePayment: () => settings.payments.latePayment,
    canTake: (attempt) => canTake(attempts, attempt),
    store: createAttemptStore(attempts),
    clock: { now },
    timers: systemTimers,
    onChange(attempt) {
      const isReached = wasReached(attempt);
      if (isReached !== null) reach.heard(attempt.accountId ?? attempt.provider, isReached);
      changed();
    },
    onFault: report,
  });
  const routes = createPayRoutes({
    settings: () => settings.payments,
    providers,
    reach: () => reach.shown(),
  });
  const returning = createReturning({ context: attempts, payments, providers, changed, report });
  const { refunds } = returning;
  const inbox = openInbox(parts.dataDir);
  const compared = { ...parts, store, settings, inbox, providers, payments, refunds, now };
  const reconciling = createReconciling(compared);
  const accounts = createAccounts({
    ...parts,
    ...{ settings, store, list, inbox, now },
    notify: attempts.notify,
    isBusy: () =>
      store.attempts.unfinished().length > 0 || store.paymentRefunds.inDoubt().some(isRefundLive),
  });
  const expiry = createExpiryWatch({
    accounts,
    notify: attempts.notify,
    timers: systemTimers,
    now,
  });
  return {
    payments,
    refunds,
    paying: routes,
    codeAsks: createCodeAsks({
      now,
      newId,
      isStillAsked: (question) => isStillAsked(attempts, question),
    }),
    lookUps: createLookUps({ store, payments, providers, now, changed, report }),
    reconciling,
    inbox,
    accounts,
    setOffline(next) {
      payments.setOffline(next);
      refunds.setOffline(next);
      reach.setOffline(next);
    },
    resume() {
      payments.resume();
      returning.resume();
      accounts.proveKeys();
      expiry.start();
    },
    ways: routes.shown,
    wallet() {
      return walletHealth(routes.shown());
    },
    hubHop: () => reach.hub()?.hop ?? null,
    close() {
      expiry.close();
      reconciling.close();
      reach.close();
      refunds.close();
      payments.close();
    },
  };
}

/** What an attempt tells of the line: null while it has heard nothing yet. */
function wasReached({ state, isWaiting, failureCode }: Attempt): boolean | null {
  if (failureCode === 'payment.provider-unreachable') return false;
  return state === 'paid' || state === 'reversed' || state === 'failed' || isWaiting ? true : null;
}

/** Off when no way to pay but cash is left, attention when one of them is out of reach. */
function walletHealth(ways: readonly PayWayShown[]): StatusShown['wallet'] {
  const broken = ways.filter(({ isAvailable }) => !isAvailable);
  const [first] = broken;
  if (ways.length === 0) return { health: 'none', reason: null };
  if (first === undefined) return { health: 'ready', reason: null };
  return { health: broken.length === ways.length ? 'off' : 'attention', reason: first.reason };
}

/** Where each account is asked. A static code is asked nowhere. */
function targetsOf(list: AccountList): ReachTarget[] {
  return list.accounts().flatMap(({ account, provider, ca }) => {
    if (provider === null || provider.origin === null) return [];
    const trusted = ca === null ? {} : { ca };
    return [{ accountId: account.id, origin: provider.origin, ...trusted }];
  });
}
