import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { noPayments, type PaymentSettings } from './payment-settings.ts';

/** How the settings named their one wallet before there were accounts. */
const oneWallet = v.looseObject({
  store: v.looseObject({ name: v.record(v.string(), v.string()) }),
  payments: v.strictObject({
    wechat: v.nullable(
      v.strictObject({
        origin: v.string(),
        appid: v.string(),
        mchid: v.string(),
        merchantSerial: v.string(),
        platformSerial: v.string(),
        platformKeyPath: v.string(),
        storeNumber: v.string(),
        caPath: v.nullable(v.string()),
        pace: v.picklist(['provider', 'rehearsal']),
      }),
    ),
  }),
});

/**
 * Settings as an earlier version wrote them, in today's form; anything else is given back as it is.
 * @throws what reading the wallet's key file throws.
 */
export function upgradeSettings(json: unknown): unknown {
  const parsed = v.safeParse(oneWallet, json);
  if (!parsed.success) return json;
  const { payments, store, ...rest } = parsed.output;
  return { ...rest, store, payments: accountsOf(payments.wechat, store.name['zh-CN'] ?? '') };
}

type OneWallet = v.InferOutput<typeof oneWallet>['payments']['wechat'];

function accountsOf(wechat: OneWallet, merchant: string): PaymentSettings {
  if (wechat === null) return noPayments;
  const { platformKeyPath, ...kept } = wechat;
  return {
    ...noPayments,
    merchants: [{ id: 'merchant', name: merchant, number: wechat.mchid }],
    activeMerchant: 'merchant',
    accounts: [
      {
        ...kept,
        id: 'wechat',
        provider: 'wechat',
        merchant: 'merchant',
        isOffered: true,
        platformKeys: { [wechat.platformSerial]: readFileSync(platformKeyPath, 'utf8') },
      },
    ],
  };
}
