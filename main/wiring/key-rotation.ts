import * as v from 'valibot';
import type { accountKeys } from '../contract/payments/commands.ts';
import { type AccountSettings, accountSettings } from '../store/payment-settings.ts';
import type { SecretStore } from '../store/secrets.ts';
import type { Store } from '../store/store.ts';
import { type AccountKey, hasPublicKey, keysOf, type PlacedKey } from './account-keys.ts';
import { type KeyText, readKeyText } from './key-text.ts';
import { formerKeyName, merchantKeyName, nextKeyName } from './secret-names.ts';

const keyFacts = v.object({
  fingerprint: v.string(),
  setAt: v.number(),
  expiresAt: v.nullable(v.number()),
});
export type KeyFacts = v.InferOutput<typeof keyFacts>;

const factsByKey = v.object({
  'merchant-key': v.nullable(keyFacts),
  'platform-key': v.nullable(keyFacts),
  'merchant-certificate': v.nullable(keyFacts),
} satisfies Record<(typeof accountKeys)[number], unknown>);
type FactsByKey = v.InferOutput<typeof factsByKey>;

/** An account as it last worked, but for the private key, which is in the secret store. */
const former = v.object({ account: accountSettings, facts: factsByKey });
/** The half of a pair that waits for its other half; of a certificate, how it would be set. */
const waiting = v.object({
  'merchant-key': v.nullable(keyFacts),
  'merchant-certificate': v.nullable(v.object({ account: accountSettings, facts: keyFacts })),
});
type Waiting = v.InferOutput<typeof waiting>;

/** What is to be used from now on: on the disk when `apply` of it returns. */
export type NewKeys = { readonly account: AccountSettings; readonly secret: string | null };

export type KeyRotation = {
  facts(accountId: string, key: AccountKey): KeyFacts | null;
  /**
   * Writes down what a key means, inside the caller's transaction. A merchant's key and its
   * certificate are one: the one that comes first waits, and the shop goes on with the pair it has.
   * @returns what is to be used when that is on the disk; null while the other half is missing.
   */
  take(
    account: AccountSettings,
    key: AccountKey,
    placed: PlacedKey,
    found: KeyText,
  ): NewKeys | null;
  /** Puts the private half in its place. */
  keepSecret(accountId: string, secret: string): void;
  /** The provider has accepted the new keys: the ones before are forgotten. */
  confirm(accountId: string): void;
  /** The provider refused them. @returns the account as it last worked, null when it never did. */
  goBack(accountId: string): AccountSettings | null;
  /** The new keys have been neither accepted nor refused yet. */
  isUnproven(accountId: string): boolean;
};

type Parts = {
  readonly store: Pick<Store, 'state'>;
  readonly secrets: SecretStore;
  readonly now: () => number;
  /** Whether the account can be used as it is. */
  readonly isReady: (accountId: string) => boolean;
};

/** Changes keys so that the shop is never without a pair that works. */
export function createKeyRotation({ store, secrets, now, isReady }: Parts): KeyRotation {
  const { state } = store;

  function read<Value>(name: string, schema: v.GenericSchema<unknown, Value>): Value | null {
    const text = state.get(name);
    return text === null ? null : v.parse(v.nullable(schema), JSON.parse(text));
  }
  const write = (name: string, value: unknown): void => state.set(name, JSON.stringify(value));
  const factsOf = (id: string, key: AccountKey) => read(`account-key ${id} ${key}`, keyFacts);
  const setFacts = (id: string, key: AccountKey, facts: KeyFacts | null): void =>
    write(`account-key ${id} ${key}`, facts);
  const formerOf = (id: string) => read(`account-before ${id}`, former);
  const waitingOf = (id: string): Waiting =>
    read(`account-waiting ${id}`, waiting) ?? {
      'merchant-key': null,
      'merchant-certificate': null,
    };

  function currentFingerprint(id: string): string | null {
    const secret = secrets.get(merchantKeyName(id));
    return secret === null ? null : (readKeyText(secret)?.fingerprint ?? null);
  }

  /** The certificate in use is taken to fit the key in use when nobody brought it in by this screen. */
  const certificateFingerprint = (id: string): string | null =>
    factsOf(id, 'merchant-certificate')?.fingerprint ?? currentFingerprint(id);

  /** Keeps what works before it is replaced. What has not been proven is nothing to go back to. */
  function keepFormer(account: AccountSettings): void {
    const { id } = account;
    if (formerOf(id) !== null || !isReady(id)) return;
    const facts: FactsByKey = {
      'merchant-key': factsOf(id, 'merchant-key'),
      'platform-key': factsOf(id, 'platform-key'),
      'merchant-certificate': factsOf(id, 'merchant-certificate'),
    };
    write(`account-before ${id}`, { account, facts });
    secrets.set(formerKeyName(id), secrets.get(merchantKeyName(id)));
  }

  function takeMerchantKey(
    account: AccountSettings,
    secret: string,
    facts: KeyFacts,
  ): NewKeys | null {
    const { id } = account;
    const kept = waitingOf(id);
    const certificate = kept['merchant-certificate'];
    const isAlone = !keysOf(account).includes('merchant-certificate');
    const hasNoOther =
      currentFingerprint(id) === null || !hasPublicKey(account, 'merchant-certificate');
    const fits = certificate?.facts.fingerprint === facts.fingerprint;
    if (!fits && !isAlone && !hasNoOther && certificateFingerprint(id) !== facts.fingerprint) {
      secrets.set(nextKeyName(id), secret);
      write(`account-waiting ${id}`, { ...kept, 'merchant-key': facts });
      return null;
    }
    keepFormer(account);
    setFacts(id, 'merchant-key', facts);
    if (fits) setFacts(id, 'merchant-certificate', certificate.facts);
    return used(id, { account: fits ? merged(account, certificate.account) : account, secret });
  }

  function takeCertificate(
    account: AccountSettings,
    placed: AccountSettings,
    facts: KeyFacts,
  ): NewKeys | null {
    const { id } = account;
    const kept = waitingOf(id);
    const isOfCurrent = currentFingerprint(id) === facts.fingerprint;
    const isOfNext = kept['merchant-key']?.fingerprint === facts.fingerprint;
    if (!isOfCurrent && !isOfNext && currentFingerprint(id) !== null) {
      write(`account-waiting ${id}`, {
        ...kept,
        'merchant-certificate': { account: placed, facts },
      });
      return null;
    }
    keepFormer(account);
    setFacts(id, 'merchant-certificate', facts);
    if (isOfNext) setFacts(id, 'merchant-key', kept['merchant-key']);
    return used(id, { account: placed, secret: isOfNext ? secrets.get(nextKeyName(id)) : null });
  }

  function used(id: string, keys: NewKeys): NewKeys {
    write(`account-waiting ${id}`, null);
    return keys;
  }

  return {
    facts: factsOf,
    take(account, key, placed, found) {
      const expiresAt = found.kind === 'certificate' ? found.expiresAt : null;
      const facts: KeyFacts = { fingerprint: found.fingerprint, setAt: now(), expiresAt };
      if (key === 'merchant-key') return takeMerchantKey(account, placed.secret ?? '', facts);
      if (key === 'merchant-certificate') return takeCertificate(account, placed.account, facts);
      keepFormer(account);
      setFacts(account.id, key, facts);
      return placed;
    },
    keepSecret(id, secret) {
      secrets.set(merchantKeyName(id), secret);
      secrets.set(nextKeyName(id), null);
    },
    confirm(id) {
      write(`account-before ${id}`, null);
      secrets.set(formerKeyName(id), null);
    },
    goBack(id) {
      const before = formerOf(id);
      if (before === null) return null;
      const secret = secrets.get(formerKeyName(id));
      if (secret !== null) secrets.set(merchantKeyName(id), secret);
      for (const key of keysOf(before.account)) setFacts(id, key, before.facts[key]);
      write(`account-before ${id}`, null);
      secrets.set(formerKeyName(id), null);
      return before.account;
    },
    isUnproven: (id) => formerOf(id) !== null,
  };
}

/** The certificate's half of one, everything else of the other: it may have been changed meanwhile. */
function merged(account: AccountSettings, certified: AccountSettings): AccountSettings {
  if (account.provider === 'wechat' && certified.provider === 'wechat') {
    const { merchantSerial, merchantExpiresAt } = certified;
    const expiry = merchantExpiresAt === undefined ? {} : { merchantExpiresAt };
    return { ...account, merchantSerial, ...expiry };
  }
  if (account.provider !== 'alipay' || certified.provider !== 'alipay') return account;
  const { trust } = certified;
  if (account.trust.kind !== 'certificate' || trust.kind !== 'certificate') return account;
  return { ...account, trust: { ...account.trust, appCertificate: trust.appCertificate } };
}
