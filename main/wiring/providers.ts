import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PosError } from '../contract/failure.ts';
import type { PaymentProvider, ProviderTiming } from '../payments/provider.ts';
import { createWechat, wechatTiming } from '../payments/wechat/wechat.ts';
import type { SecretStore } from '../store/secrets.ts';
import type { Settings } from '../store/settings-schema.ts';
import { secretNames } from './secret-names.ts';

type WechatSettings = NonNullable<Settings['payments']['wechat']>;

/** The providers that this shop has an account with. */
export function openProviders(settings: Settings, secrets: SecretStore): PaymentProvider[] {
  const { wechat } = settings.payments;
  return wechat ? [openWechat(wechat, settings.terminal.number, secrets)] : [];
}

function openWechat(
  wechat: WechatSettings,
  terminalNumber: string,
  secrets: SecretStore,
): PaymentProvider {
  const merchantKey = secrets.get(secretNames.wechatMerchantKey);
  if (merchantKey === null) {
    throw new PosError({
      code: 'payment.not-configured',
      message: `the secret ${secretNames.wechatMerchantKey} is missing`,
      retry: 'after-fix',
    });
  }
  const { appid, mchid, merchantSerial, platformSerial, origin, storeNumber } = wechat;
  const platformKey = createPublicKey(readFileSync(wechat.platformKeyPath));
  const provider = createWechat(
    {
      appid,
      mchid,
      merchantSerial,
      merchantKey: createPrivateKey(merchantKey),
      platformKeys: new Map([[platformSerial, platformKey]]),
      platformSerial,
      origin,
      ...(wechat.caPath === null ? {} : { ca: readFileSync(wechat.caPath, 'utf8') }),
      deviceIp: '127.0.0.1',
      deviceId: terminalNumber,
      storeNumber,
    },
    { now: Date.now },
  );
  return wechat.pace === 'rehearsal' ? { ...provider, timing: rehearsal(wechatTiming) } : provider;
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
