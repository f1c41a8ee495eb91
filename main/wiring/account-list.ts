import { type FailureCode, PosError } from '../contract/failure.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import type { AccountSettings } from '../store/payment-settings.ts';
import type { SecretStore } from '../store/secrets.ts';
import type { Settings } from '../store/settings-schema.ts';
import { readAuthority } from './provider-accounts.ts';
import { openProvider } from './providers.ts';

export type OpenedAccount = {
  readonly account: AccountSettings;
  /** Null when it cannot be used. */
  readonly provider: PaymentProvider | null;
  readonly failure: FailureCode | null;
  /** PEM of the authority to trust besides the system's. */
  readonly ca: string | null;
};

export type AccountList = {
  accounts(): readonly OpenedAccount[];
  /** Those that can be asked: every merchant's, since what is unfinished must be asked for. */
  providers(): readonly PaymentProvider[];
  /** Reads settings and keys again. */
  reload(): void;
};

/** The shop's accounts with providers. One that cannot be opened says why and stops none of the others. */
export function openAccountList(settings: Settings, secrets: SecretStore): AccountList {
  let accounts: readonly OpenedAccount[] = [];
  let providers: readonly PaymentProvider[] = [];

  function open(account: AccountSettings): OpenedAccount {
    try {
      const provider = openProvider(account, { settings, secrets });
      const caPath = 'caPath' in account ? account.caPath : null;
      return { account, provider, failure: null, ca: readAuthority(caPath) };
    } catch (error) {
      if (error instanceof PosError)
        return { account, provider: null, failure: error.failure.code, ca: null };
      throw error;
    }
  }

  function reload(): void {
    accounts = settings.payments.accounts.map(open);
    providers = accounts.flatMap(({ provider }) => provider ?? []);
  }

  reload();
  return { accounts: () => accounts, providers: () => providers, reload };
}
