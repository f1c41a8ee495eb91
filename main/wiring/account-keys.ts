import type { accountKeys } from '../contract/payments/commands.ts';
import type { AccountSettings } from '../store/payment-settings.ts';
import { type KeyText, readKeyText } from './key-text.ts';

export type AccountKey = (typeof accountKeys)[number];

/** Where a key went: into the account's public settings, or into the secret store. */
export type PlacedKey = { readonly account: AccountSettings; readonly secret: string | null };

/** Puts a key where its provider's protocol wants it; null when this is not the kind of key asked for. */
export function placeKey(
  account: AccountSettings,
  key: AccountKey,
  found: KeyText,
): PlacedKey | null {
  switch (key) {
    case 'merchant-key':
      return found.kind === 'private' ? { account, secret: found.pem } : null;
    case 'platform-key':
      return found.kind === 'private' ? null : placePlatformKey(account, found);
    case 'merchant-certificate':
      return found.kind === 'certificate' ? placeCertificate(account, found) : null;
  }
}

type Public = Exclude<KeyText, { kind: 'private' }>;

function placePlatformKey(account: AccountSettings, found: Public): PlacedKey | null {
  switch (account.provider) {
    case 'wechat': {
      // A certificate brings its serial; a bare public key belongs to the id that is set already, and
      // never to a certificate's serial, by which WeChat would sign with another key.
      const isWithId = account.platformSerial.startsWith('PUB_KEY_ID_');
      if (found.kind === 'public' && !isWithId) return null;
      const serial = found.kind === 'certificate' ? found.serial : account.platformSerial;
      const platformKeys = { ...account.platformKeys, [serial]: found.pem };
      return { account: { ...account, platformSerial: serial, platformKeys }, secret: null };
    }
    case 'alipay': {
      const { trust } = account;
      if (trust.kind === 'key') {
        if (found.kind !== 'public') return null;
        const changed = { ...trust, alipayPublicKey: found.pem };
        return { account: { ...account, trust: changed }, secret: null };
      }
      if (found.kind !== 'certificate') return null;
      const changed = { ...trust, alipayCertificate: found.pem };
      return { account: { ...account, trust: changed }, secret: null };
    }
    case 'unionpay':
    case 'aggregator':
      return { account: { ...account, acquirerKey: found.pem }, secret: null };
    case 'card':
    case 'static':
      return null;
  }
}

type Certificate = Extract<KeyText, { kind: 'certificate' }>;

function placeCertificate(account: AccountSettings, found: Certificate): PlacedKey | null {
  switch (account.provider) {
    case 'wechat': {
      const { serial: merchantSerial, expiresAt: merchantExpiresAt } = found;
      return { account: { ...account, merchantSerial, merchantExpiresAt }, secret: null };
    }
    case 'alipay': {
      const { trust } = account;
      if (trust.kind !== 'certificate') return null;
      const changed = { ...trust, appCertificate: found.pem };
      return { account: { ...account, trust: changed }, secret: null };
    }
    case 'unionpay':
    case 'aggregator':
    case 'card':
    case 'static':
      return null;
  }
}

/** The keys that an account of this provider has, in the order in which they are brought in. */
export function keysOf(account: AccountSettings): readonly AccountKey[] {
  switch (account.provider) {
    case 'wechat':
      return ['merchant-key', 'merchant-certificate', 'platform-key'];
    case 'alipay':
      return account.trust.kind === 'certificate'
        ? ['merchant-key', 'merchant-certificate', 'platform-key']
        : ['merchant-key', 'platform-key'];
    case 'unionpay':
    case 'aggregator':
      return ['merchant-key', 'platform-key'];
    case 'card':
    case 'static':
      return [];
  }
}

/** Whether the public half is there; the private one is asked of the secret store. */
export function hasPublicKey(account: AccountSettings, key: AccountKey): boolean {
  switch (account.provider) {
    case 'wechat':
      return key === 'platform-key'
        ? Object.values(account.platformKeys).some((pem) => pem !== '')
        : account.merchantSerial !== '';
    case 'alipay': {
      const { trust } = account;
      if (trust.kind === 'key') return trust.alipayPublicKey !== '';
      return (key === 'platform-key' ? trust.alipayCertificate : trust.appCertificate) !== '';
    }
    case 'unionpay':
    case 'aggregator':
      return account.acquirerKey !== '';
    case 'card':
    case 'static':
      return false;
  }
}

/** When the certificates end that stand in the settings themselves, UTC ms. */
export function certificateEnds(account: AccountSettings): number[] {
  if (account.provider === 'wechat') return [account.merchantExpiresAt ?? []].flat();
  if (account.provider !== 'alipay' || account.trust.kind !== 'certificate') return [];
  const { appCertificate, alipayCertificate } = account.trust;
  return [appCertificate, alipayCertificate].flatMap((pem) => {
    const found = readKeyText(pem);
    return found?.kind === 'certificate' ? found.expiresAt : [];
  });
}
