import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { PosError } from '../contract/failure.ts';
import type { AcquirerAccount } from '../payments/acquirer/account.ts';
import type { AlipayAccount } from '../payments/alipay/account.ts';
import { readAlipayTrust, readAppKey } from '../payments/alipay/keys.ts';
import type { CardAccount } from '../payments/card/account.ts';
import type { StaticAccount } from '../payments/static/account.ts';
import type { WechatAccount } from '../payments/wechat/client.ts';
import { readPlatformKeys } from '../payments/wechat/platform-keys.ts';
import type {
  AcquirerSettings,
  AlipaySettings,
  CardSettings,
  StaticSettings,
  WechatSettings,
} from '../store/payment-settings.ts';
import type { SecretStore } from '../store/secrets.ts';
import type { Settings } from '../store/settings-schema.ts';
import { merchantKeyName } from './secret-names.ts';

/** What every account is opened with besides its own settings. */
export type AccountParts = {
  readonly secrets: SecretStore;
  readonly settings: Pick<Settings, 'terminal' | 'store'>;
};

/**
 * Accounts as the adapters want them: the public part from the settings, the private from the secrets.
 * Each throws PosError `payment.not-configured` when a key is missing, `account.key-invalid` when one
 * cannot be used.
 */
export function wechatAccount(account: WechatSettings, parts: AccountParts): WechatAccount {
  const { id, appid, mchid, merchantSerial, platformSerial, origin, storeNumber } = account;
  return {
    accountId: id,
    appid,
    mchid,
    merchantSerial,
    merchantKey: merchantKey(id, parts),
    platformKeys: readPlatformKeys(account.platformKeys),
    platformSerial,
    origin,
    ...authority(account.caPath),
    deviceIp: ownAddress(),
    deviceId: parts.settings.terminal.number,
    storeNumber,
    ...(account.notifyUrl === undefined ? {} : { notifyUrl: account.notifyUrl }),
  };
}

export function alipayAccount(account: AlipaySettings, parts: AccountParts): AlipayAccount {
  const { id, appId, trust, origin, storeId } = account;
  return {
    accountId: id,
    appId,
    appKey: readAppKey(merchantSecret(id, parts)),
    trust: readAlipayTrust(trust),
    origin,
    ...authority(account.caPath),
    storeId,
    terminalId: parts.settings.terminal.number,
  };
}

export function acquirerAccount(account: AcquirerSettings, parts: AccountParts): AcquirerAccount {
  const { id, provider, origin, merchantNumber, terminalNumber, location } = account;
  const { wallets, takesEmv, ways } = account;
  return {
    accountId: id,
    provider,
    origin,
    ...authority(account.caPath),
    merchantNumber,
    terminalNumber,
    terminalSerial: parts.settings.terminal.id,
    location,
    wallets,
    takesEmv,
    ways,
    merchantKey: merchantKey(id, parts),
    acquirerKey: publicKey(account.acquirerKey),
    dialect: account.dialectPath === null ? null : readDialect(account.dialectPath),
  };
}

export function cardAccount(account: CardSettings, { settings }: AccountParts): CardAccount {
  const { id, host, port, terminalNumber } = account;
  const { terminal, store } = settings;
  return {
    accountId: id,
    host,
    port,
    terminalNumber,
    saleId: `TILL-${terminal.number}`,
    currency: store.currency,
  };
}

export function staticAccount(account: StaticSettings, { settings }: AccountParts): StaticAccount {
  const { id, payload, wallets } = account;
  return { accountId: id, payload, currency: settings.store.currency, wallets };
}

function merchantSecret(accountId: string, { secrets }: AccountParts): string {
  const name = merchantKeyName(accountId);
  const key = secrets.get(name);
  if (key !== null) return key;
  throw new PosError({
    code: 'payment.not-configured',
    message: `the secret ${name} is missing`,
    retry: 'after-fix',
  });
}

function merchantKey(accountId: string, parts: AccountParts): KeyObject {
  const pem = merchantSecret(accountId, parts);
  return usable(() => createPrivateKey(pem));
}

function publicKey(pem: string): KeyObject {
  return usable(() => createPublicKey(pem));
}

/** OpenSSL's complaint about a key may quote it: only that it failed is passed on. */
function usable(open: () => KeyObject): KeyObject {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new PosError({
      code: 'account.key-invalid',
      message: 'a key of this account cannot be read',
      retry: 'after-fix',
    });
  }
}

/** PEM of the authority to trust besides the system's. */
export function readAuthority(caPath: string | null): string | null {
  return caPath === null ? null : readNamedFile(caPath);
}

function authority(caPath: string | null): { readonly ca?: string } {
  const ca = readAuthority(caPath);
  return ca === null ? {} : { ca };
}

/** What is in it is checked by the adapter, which knows what a dialect is. */
function readDialect(path: string): unknown {
  const text = readNamedFile(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable(path, 'is no JSON');
    throw error;
  }
}

function readNamedFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      throw unreadable(path, `cannot be read: ${String(error.code)}`);
    }
    throw error;
  }
}

function unreadable(path: string, why: string): PosError {
  return new PosError({
    code: 'payment.not-configured',
    message: `${path} ${why}`,
    retry: 'after-fix',
    data: { path },
  });
}

/** The terminal's own address, which WeChat wants to know of each charge (payment-facts 3.1). */
function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((own) => own ?? []);
  const own = addresses.find(({ internal, family }) => !internal && family === 'IPv4');
  return own?.address ?? '127.0.0.1';
}
