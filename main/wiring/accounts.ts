import { readFileSync, rmSync, statSync } from 'node:fs';
import * as v from 'valibot';
import type { Accounts } from '../commands/payment-context.ts';
import { type Result, refuse, succeed } from '../contract/failure.ts';
import { limits } from '../contract/limits.ts';
import type { AccountShown } from '../contract/payments/queries.ts';
import type { PaymentSettings } from '../store/payment-settings.ts';
import type { SecretStore } from '../store/secrets.ts';
import { changePayments } from '../store/settings.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';
import { type AccountKey, hasPublicKey, keysOf, placeKey } from './account-keys.ts';
import type { AccountList, OpenedAccount } from './account-list.ts';
import { type AccountTest, createAccountTests } from './account-tests.ts';
import { readKeyText } from './key-text.ts';
import { formerKeyName, merchantKeyName } from './secret-names.ts';

/** A key file is a few kilobytes; what is longer is something else. */
const keyBytesMax = 64 * 1024;
/** Whoever wants to scan a key has it at hand. */
const listeningMs = 2 * 60_000;

export type AccountParts = {
  readonly settingsPath: string;
  readonly settings: Settings;
  readonly secrets: SecretStore;
  readonly store: Store;
  readonly list: AccountList;
  /** Files that can be brought in, by name; null for one that is not there. */
  readonly inbox: { pathOf(file: string): string | null };
  /** Whether money is on its way that would be asked for at the wrong place. */
  readonly isBusy: () => boolean;
  readonly now: () => number;
  readonly changed: () => void;
  readonly report: (error: unknown) => void;
};

export type AccountDesk = Accounts & {
  shown(): { activeMerchantId: string | null; accounts: AccountShown[] };
  /** A scan while a key is being waited for. @returns whether it was taken. */
  takeScan(text: string, actor: string): Result<void> | null;
  /** Accounts whose certificate ends soon, or has ended. */
  expiring(): string[];
};

const keyFacts = v.object({
  fingerprint: v.string(),
  setAt: v.number(),
  expiresAt: v.nullable(v.number()),
});
type KeyFacts = v.InferOutput<typeof keyFacts>;

/** Provider accounts as a technician sees them: keys go in, and never come out again. */
export function createAccounts(parts: AccountParts): AccountDesk {
  const { settings, secrets, store, list, now } = parts;
  let listening: {
    readonly accountId: string;
    readonly key: AccountKey;
    readonly until: number;
  } | null = null;
  const tests = createAccountTests({ ...parts, onEnd: goBack });

  function change(payments: PaymentSettings): void {
    changePayments(parts.settingsPath, settings, payments);
    list.reload();
    parts.changed();
  }

  function take(accountId: string, key: AccountKey, text: string, actor: string): Result<void> {
    const account = settings.payments.accounts.find(({ id }) => id === accountId);
    const found = readKeyText(text);
    const placed = account && found ? placeKey(account, key, found) : null;
    if (!account || !found || !placed) {
      return refuse('account.key-invalid', `no usable ${key} for ${accountId}`);
    }
    if (placed.secret !== null) keepSecret(accountId, placed.secret);
    const expiresAt = found.kind === 'certificate' ? found.expiresAt : null;
    const facts: KeyFacts = { fingerprint: found.fingerprint, setAt: now(), expiresAt };
    store.state.set(factsName(accountId, key), JSON.stringify(facts));
    store.record({ kind: 'account.key-set', actor, payload: { accountId, key, ...facts } });
    const accounts = settings.payments.accounts.map((one) =>
      one.id === accountId ? placed.account : one,
    );
    change({ ...settings.payments, accounts });
    tests.start(accountId);
    return succeed(undefined);
  }

  /** The key before is kept until the new one has been seen to work. */
  function keepSecret(accountId: string, secret: string): void {
    const name = merchantKeyName(accountId);
    const before = secrets.get(name);
    if (before !== null && before !== secret) secrets.set(formerKeyName(accountId), before);
    secrets.set(name, secret);
  }

  /** The provider refused what is signed with the new key: a shop that could sell must go on selling. */
  function goBack(test: AccountTest): void {
    const name = merchantKeyName(test.accountId);
    const formerName = formerKeyName(test.accountId);
    const before = secrets.get(formerName);
    if (before === null) return;
    if (test.isRefused) {
      secrets.set(name, before);
      list.reload();
    }
    if (test.isRefused || test.isGood) secrets.set(formerName, null);
  }

  function factsOf(accountId: string, key: AccountKey): KeyFacts | null {
    const text = store.state.get(factsName(accountId, key));
    return text === null ? null : v.parse(keyFacts, JSON.parse(text));
  }

  const isListening = (accountId: string, key: AccountKey): boolean =>
    listening?.accountId === accountId && listening.key === key && listening.until > now();

  return {
    takeKey({ accountId, key, file }, actor) {
      const path = parts.inbox.pathOf(file);
      if (path === null || statSync(path).size > keyBytesMax) {
        return refuse('account.key-invalid', 'no such key file');
      }
      const taken = take(accountId, key, readFileSync(path, 'utf8'), actor);
      // a private key that lies about is nobody's secret any more
      if (taken.ok && key === 'merchant-key') rmSync(path);
      return taken;
    },
    listenKey({ accountId, key }) {
      listening = key === null ? null : { accountId, key, until: now() + listeningMs };
      return succeed(undefined);
    },
    takeScan(text, actor) {
      if (listening === null || listening.until <= now()) return null;
      const { accountId, key } = listening;
      const taken = take(accountId, key, text, actor);
      if (taken.ok) listening = null;
      return taken;
    },
    test: tests.start,
    switchMerchant(merchantId, actor) {
      const { merchants, activeMerchant } = settings.payments;
      if (!merchants.some(({ id }) => id === merchantId)) {
        return refuse('payment.not-configured', `no merchant ${merchantId}`);
      }
      if (parts.isBusy()) return refuse('account.busy', 'a payment is under way');
      const payload = { from: activeMerchant, to: merchantId };
      store.record({ kind: 'account.merchant-switched', actor, payload });
      change({ ...settings.payments, activeMerchant: merchantId });
      return succeed(undefined);
    },
    setOffered({ accountId, isOffered }, actor) {
      const accounts = settings.payments.accounts.map((account) =>
        account.id === accountId ? { ...account, isOffered } : account,
      );
      store.record({ kind: 'account.offered', actor, payload: { accountId, isOffered } });
      change({ ...settings.payments, accounts });
      return succeed(undefined);
    },
    shown: () => ({
      activeMerchantId: settings.payments.activeMerchant,
      accounts: list.accounts().map(show),
    }),
    expiring: () =>
      list
        .accounts()
        .filter(({ account }) => endsSoon(account.id))
        .map(({ account }) => account.id),
  };

  function show(opened: OpenedAccount): AccountShown {
    const { account } = opened;
    const { id } = account;
    const keys = keysOf(account).map((key) => {
      const hasSecret = secrets.get(merchantKeyName(id)) !== null;
      return keyShown(id, key, key === 'merchant-key' ? hasSecret : hasPublicKey(account, key));
    });
    return { ...showAccount(opened, settings), keys, test: tests.of(id) };
  }

  function endsSoon(accountId: string): boolean {
    const { expiresAt } = factsOf(accountId, 'merchant-certificate') ?? {};
    return typeof expiresAt === 'number' && expiresAt - now() < limits.certificateWarnMs;
  }

  function keyShown(
    accountId: string,
    key: AccountKey,
    isSet: boolean,
  ): AccountShown['keys'][number] {
    const facts = factsOf(accountId, key);
    return {
      key,
      isSet,
      fingerprint: facts?.fingerprint ?? null,
      setAt: facts?.setAt ?? null,
      expiresAt: facts?.expiresAt ?? null,
      isListening: isListening(accountId, key),
    };
  }
}

function factsName(accountId: string, key: AccountKey): string {
  return `account-key ${accountId} ${key}`;
}

function showAccount(
  { account, provider, failure }: OpenedAccount,
  settings: Settings,
): Omit<AccountShown, 'keys' | 'test'> {
  const merchant = settings.payments.merchants.find(({ id }) => id === account.merchant);
  return {
    accountId: account.id,
    provider: account.provider,
    merchantId: account.merchant,
    merchantName: merchant?.name ?? '',
    merchantNumber: numberOf(account) ?? merchant?.number ?? '',
    terminalNumber: 'terminalNumber' in account ? account.terminalNumber : settings.terminal.number,
    origin: provider?.origin ?? ('origin' in account ? account.origin : null),
    isOffered: account.isOffered,
    isReady: provider !== null,
    failure,
  };
}

/** The merchant's number as this provider gave it. */
function numberOf(account: OpenedAccount['account']): string | null {
  switch (account.provider) {
    case 'wechat':
      return account.mchid;
    case 'alipay':
      return account.appId;
    case 'unionpay':
    case 'aggregator':
      return account.merchantNumber;
    case 'card':
    case 'static':
      return null;
  }
}
