import { readFileSync, rmSync, statSync } from 'node:fs';
import type { Context } from '../commands/context.ts';
import type { Accounts } from '../commands/payment-context.ts';
import { type Result, refuse, succeed } from '../contract/failure.ts';
import { limits } from '../contract/limits.ts';
import type { AccountShown } from '../contract/payments/queries.ts';
import type { AccountSettings, PaymentSettings } from '../store/payment-settings.ts';
import type { SecretStore } from '../store/secrets.ts';
import { changePayments } from '../store/settings.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';
import {
  type AccountKey,
  certificateEnds,
  hasPublicKey,
  keysOf,
  placeKey,
} from './account-keys.ts';
import type { AccountList, OpenedAccount } from './account-list.ts';
import { showAccount } from './account-shown.ts';
import { type AccountTest, createAccountTests } from './account-tests.ts';
import { createKeyRotation, type NewKeys } from './key-rotation.ts';
import { readKeyText } from './key-text.ts';
import { merchantKeyName } from './secret-names.ts';

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
  readonly notify: Context['notify'];
  readonly changed: () => void;
  readonly report: (error: unknown) => void;
};

/** `endsAt` in UTC ms. */
export type ExpiringAccount = { readonly accountId: string; readonly endsAt: number };

export type AccountDesk = Accounts & {
  shown(): { activeMerchantId: string | null; accounts: AccountShown[] };
  /** A scan while a key is being waited for. @returns whether it was taken. */
  takeScan(text: string, actor: string): Result<void> | null;
  /** Accounts with a certificate that ends soon, or has ended; the first to end first. */
  expiring(): ExpiringAccount[];
  /** Asks about keys that nobody had accepted or refused when the terminal went down. */
  proveKeys(): void;
};

/** Provider accounts as a technician sees them: keys go in, and never come out again. */
export function createAccounts(parts: AccountParts): AccountDesk {
  const { settings, secrets, store, list, now } = parts;
  let listening: {
    readonly accountId: string;
    readonly key: AccountKey;
    readonly until: number;
  } | null = null;
  const tests = createAccountTests({ ...parts, onEnd: hearTest });

  const rotation = createKeyRotation({
    ...{ store, secrets, now },
    isReady: (accountId) =>
      list
        .accounts()
        .some(({ account, provider }) => account.id === accountId && provider !== null),
  });

  function change(payments: PaymentSettings): void {
    changePayments(parts.settingsPath, settings, payments);
    list.reload();
    parts.changed();
  }

  function accountOf(accountId: string): AccountSettings | undefined {
    return settings.payments.accounts.find(({ id }) => id === accountId);
  }

  /** Puts an account's public half in its place, whatever was switched meanwhile. */
  function replace(next: AccountSettings): void {
    const accounts = settings.payments.accounts.map((one) =>
      one.id === next.id ? { ...next, isOffered: one.isOffered } : one,
    );
    change({ ...settings.payments, accounts });
  }

  /** Journals a key. @returns what puts it to use. */
  function take(
    accountId: string,
    key: AccountKey,
    text: string,
    actor: string,
  ): Result<() => void> {
    const account = accountOf(accountId);
    const found = readKeyText(text);
    const placed = account && found ? placeKey(account, key, found) : null;
    if (!account || !found || !placed) {
      return refuse('account.key-invalid', `no usable ${key} for ${accountId}`);
    }
    if (found.kind === 'certificate' && found.expiresAt <= now()) {
      return refuse('account.expired', `this ${key} has ended`);
    }
    const next = store.transaction(() => {
      const taken = rotation.take(account, key, placed, found);
      const { fingerprint } = found;
      const kind = taken === null ? 'account.key-waits' : 'account.key-set';
      store.record({ kind, actor, payload: { accountId, key, fingerprint } });
      return taken;
    });
    return succeed(() => (next === null ? tellWaiting() : use(next)));
  }

  function use({ account, secret }: NewKeys): void {
    if (secret !== null) rotation.keepSecret(account.id, secret);
    replace(account);
    tests.start(account.id);
  }

  function tellWaiting(): void {
    parts.notify({ kind: 'information', code: 'account-key-waits', action: null });
  }

  /** A shop that could sell with the keys before must go on selling when the provider refuses the new. */
  function hearTest({ accountId, isGood, isRefused }: AccountTest): void {
    if (isGood) rotation.confirm(accountId);
    if (!isRefused) return;
    const before = store.transaction(() => {
      const former = rotation.goBack(accountId);
      if (former === null) return null;
      store.record({ kind: 'account.keys-went-back', actor: 'terminal', payload: { accountId } });
      return former;
    });
    if (before !== null) replace(before);
  }

  /** Removed when the key is in use: a private key that lies about is nobody's secret any more. */
  function remove(path: string): void {
    try {
      rmSync(path);
    } catch (error) {
      parts.report(error);
      parts.notify({ kind: 'attention', code: 'account-key-left', action: null });
    }
  }

  const isListening = (accountId: string, key: AccountKey): boolean =>
    listening?.accountId === accountId && listening.key === key && listening.until > now();

  return {
    takeKey({ accountId, key, file }, actor) {
      const path = parts.inbox.pathOf(file);
      const text = path === null ? null : readSmallFile(path);
      if (path === null || text === null) {
        return refuse('account.key-invalid', 'no such key file');
      }
      const taken = take(accountId, key, text, actor);
      if (!taken.ok) return taken;
      return succeed(() => {
        taken.value();
        if (key === 'merchant-key') remove(path);
      });
    },
    listenKey({ accountId, key }) {
      listening = key === null ? null : { accountId, key, until: now() + listeningMs };
      return succeed(undefined);
    },
    takeScan(text, actor) {
      if (listening === null || listening.until <= now()) return null;
      const { accountId, key } = listening;
      const taken = take(accountId, key, text, actor);
      if (!taken.ok) return taken;
      listening = null;
      taken.value();
      return succeed(undefined);
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
      if (!accountOf(accountId)) return refuse('payment.not-configured', `no account ${accountId}`);
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
        .flatMap(({ account }) => endOf(account) ?? [])
        .filter(({ endsAt }) => endsAt - now() < limits.certificateWarnMs)
        .sort((one, other) => one.endsAt - other.endsAt),
    proveKeys() {
      const unproven = list.accounts().filter(({ account }) => rotation.isUnproven(account.id));
      for (const { account } of unproven) tests.start(account.id);
    },
  };

  /** The first of an account's certificates to end. */
  function endOf(account: AccountSettings): ExpiringAccount | null {
    const ends = [
      ...keysOf(account).flatMap((key) => rotation.facts(account.id, key)?.expiresAt ?? []),
      ...certificateEnds(account),
    ];
    return ends.length === 0 ? null : { accountId: account.id, endsAt: Math.min(...ends) };
  }

  function show(opened: OpenedAccount): AccountShown {
    const { account } = opened;
    const { id } = account;
    const keys = keysOf(account).map((key) => {
      const hasSecret = secrets.get(merchantKeyName(id)) !== null;
      return keyShown(id, key, key === 'merchant-key' ? hasSecret : hasPublicKey(account, key));
    });
    return { ...showAccount(opened, settings), keys, test: tests.of(id) };
  }

  function keyShown(
    accountId: string,
    key: AccountKey,
    isSet: boolean,
  ): AccountShown['keys'][number] {
    const facts = rotation.facts(accountId, key);
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

/** Null for what is too long, or cannot be read: a stick that was pulled out, or somebody else's file. */
function readSmallFile(path: string): string | null {
  try {
    return statSync(path).size > keyBytesMax ? null : readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
