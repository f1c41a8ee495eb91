import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PosError } from '../contract/failure.ts';
import type { PaymentProvider, ProviderTiming } from '../payments/provider.ts';
import { createWechat } from '../payments/wechat/wechat.ts';
import type { AccountSettings, WechatSettings } from '../store/payment-settings.ts';
import type { SecretStore } from '../store/secrets.ts';
import type { Settings } from '../store/settings-schema.ts';
import { merchantKeyName } from './secret-names.ts';

/**
 * Opens one account with its key.
 * @throws PosError `payment.not-configured` when a key is missing, `account.key-invalid` when one
 *   cannot be used.
 */
export function openProvider(
  account: AccountSettings,
  settings: Settings,
  secrets: SecretStore,
): PaymentProvider {
  const provider = openAtPace(account, settings, secrets);
  return account.pace === 'rehearsal' ? rehearsing(provider) : provider;
}

function openAtPace(
  account: AccountSettings,
  settings: Settings,
  secrets: SecretStore,
): PaymentProvider {
  switch (account.provider) {
    case 'wechat':
      return openWechat(account, settings.terminal.number, secrets);
    default:
      throw new PosError({
        code: 'payment.not-configured',
        message: `${account.provider} is not built yet`,
        retry: 'never',
      });
  }
}

function openWechat(
  account: WechatSettings,
  terminalNumber: string,
  secrets: SecretStore,
): PaymentProvider {
  const { id, appid, mchid, merchantSerial, platformSerial, origin, storeNumber } = account;
  const platformKeys = Object.entries(account.platformKeys).map(
    ([serial, pem]): [string, KeyObject] => [serial, publicKey(pem)],
  );
  return createWechat(
    {
      accountId: id,
      appid,
      mchid,
      merchantSerial,
      merchantKey: merchantKey(id, secrets),
      platformKeys: new Map(platformKeys),
      platformSerial,
      origin,
      ...(account.caPath === null ? {} : { ca: readFileSync(account.caPath, 'utf8') }),
      deviceIp: '127.0.0.1',
      deviceId: terminalNumber,
      storeNumber,
    },
    { now: Date.now },
  );
}

function merchantKey(accountId: string, secrets: SecretStore): KeyObject {
  const name = merchantKeyName(accountId);
  const key = secrets.get(name);
  if (key !== null) return usable(() => createPrivateKey(key));
  throw new PosError({
    code: 'payment.not-configured',
    message: `the secret ${name} is missing`,
    retry: 'after-fix',
  });
}

function publicKey(pem: string): KeyObject {
  return usable(() => createPublicKey(pem));
}

/** OpenSSL's complaint about a key may quote it: only that it failed is passed on. */
function usable(open: () => KeyObject): KeyObject {
  try {
    return open();
  } catch {
    throw new PosError({
      code: 'account.key-invalid',
      message: 'a key of this account cannot be read',
      retry: 'after-fix',
    });
  }
}

function rehearsing(provider: PaymentProvider): PaymentProvider {
  const ways = Object.fromEntries(
    Object.entries(provider.ways).map(([way, timing]) => [way, rehearsal(timing)]),
  );
  return { ...provider, ways };
}

/** Every wait a tenth as long, but for the window in which a reversal is taken. */
function rehearsal(timing: ProviderTiming): ProviderTiming {
  const tenth = (ms: number): number => Math.ceil(ms / 10);
  return {
    firstQueryMs: tenth(timing.firstQueryMs),
    queryIntervalMs: tenth(timing.queryIntervalMs),
    totalMs: tenth(timing.totalMs),
    earliestReverseMs: tenth(timing.earliestReverseMs),
    reverseIntervalMs: tenth(timing.reverseIntervalMs),
    reverseIntervalMaxMs: tenth(timing.reverseIntervalMaxMs),
    notFoundFinalMs: tenth(timing.notFoundFinalMs),
    reversalWindowMs: timing.reversalWindowMs,
  };
}
