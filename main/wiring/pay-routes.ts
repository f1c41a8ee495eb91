import type { PayingRoutes } from '../commands/payment-context.ts';
import type { HopName, WalletId } from '../contract/payments/names.ts';
import type { PayWayShown } from '../contract/payments/snapshot.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import type { AccountSettings, PaymentSettings } from '../store/payment-settings.ts';

/** What is known of the line to an account's provider. */
export type Reachability = {
  readonly accountId: string;
  readonly isReachable: boolean;
  readonly hop: HopName | null;
};

export type PayRoutesParts = {
  readonly settings: () => PaymentSettings;
  readonly providers: () => readonly PaymentProvider[];
  readonly reach: () => readonly Reachability[];
};

export type PayRoutes = PayingRoutes & {
  /** Every way to pay but cash, with what stands in its way. */
  shown(): PayWayShown[];
};

/** Which account takes what: among those offered, for the one merchant who is paid now. */
export function createPayRoutes({ settings, providers, reach }: PayRoutesParts): PayRoutes {
  function offered(): { account: AccountSettings; provider: PaymentProvider }[] {
    const { accounts, activeMerchant } = settings();
    return accounts.flatMap((account) => {
      const provider = providers().find(({ accountId }) => accountId === account.id);
      const isOffered = account.isOffered && account.merchant === activeMerchant;
      return provider && isOffered ? [{ account, provider }] : [];
    });
  }

  return {
    accountFor(owner) {
      const taking = offered().filter(({ provider }) => takes(provider, owner));
      // a wallet's own account comes before one that takes all of them
      const own = taking.find(({ provider }) => provider.id === owner);
      return (own ?? taking[0])?.account.id ?? null;
    },
    takes: (way, accountId) =>
      offered().some(({ account, provider }) => account.id === accountId && way in provider.ways),
    wallets: () => [
      ...new Set(
        offered().flatMap(({ provider: { ways, wallets } }) => (ways.presented ? wallets : [])),
      ),
    ],
    shown: () => offered().flatMap(({ account, provider }) => waysOf(account, provider)),
  };

  function waysOf(account: AccountSettings, provider: PaymentProvider): PayWayShown[] {
    const line = reach().find(({ accountId }) => accountId === account.id);
    const isAvailable = line?.isReachable ?? true;
    const merchant = settings().merchants.find(({ id }) => id === account.merchant)?.name ?? '';
    return (Object.keys(provider.ways) as PayWayShown['way'][]).map((way) => ({
      way,
      accountId: account.id,
      provider: provider.id,
      wallets: [...provider.wallets],
      merchant,
      isAvailable,
      reason: isAvailable ? null : 'payment.provider-unreachable',
      hop: isAvailable ? null : (line?.hop ?? null),
    }));
  }
}

function takes({ ways, wallets, takesEmv }: PaymentProvider, owner: WalletId | 'emv'): boolean {
  if (!ways.presented) return false;
  return owner === 'emv' ? takesEmv : wallets.includes(owner);
}
