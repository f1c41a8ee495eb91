import * as v from 'valibot';
import { payWays, walletIds } from '../contract/payments/names.ts';
import { id } from '../contract/values.ts';

/** What is public of a provider account. Private keys are in the secret store, by the account's id. */

const pem = v.pipe(v.string(), v.maxLength(8_192));
const url = v.pipe(v.string(), v.url());
const milliseconds = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What every account says. */
const everyAccount = {
  id,
  /** Which of `merchants` is paid. */
  merchant: id,
  /** Switched off, it takes no new payments; what is unfinished is still asked for. */
  isOffered: v.boolean(),
  /** `rehearsal` asks ten times as often as the provider's rules say; only a simulator bears it. */
  pace: v.picklist(['provider', 'rehearsal']),
};

/** What an account that is reached over HTTPS says. */
const httpsAccount = {
  ...everyAccount,
  origin: url,
  /** PEM file of the authority to trust besides the system's; for a simulator. */
  caPath: v.nullable(v.string()),
};

export const wechatSettings = v.strictObject({
  ...httpsAccount,
  provider: v.literal('wechat'),
  appid: v.string(),
  mchid: v.string(),
  merchantSerial: v.string(),
  /** The merchant certificate's last day, UTC ms, once it has been read from one. */
  merchantExpiresAt: v.exactOptional(milliseconds),
  /** Which platform key WeChat is asked to sign with: one of `platformKeys`. */
  platformSerial: v.string(),
  /** `PUB_KEY_ID_…` or a platform certificate's serial, and that public key or certificate. */
  platformKeys: v.record(v.string(), pem),
  storeNumber: v.string(),
  /** Where WeChat may report paid orders; without one it makes no code to be shown. */
  notifyUrl: v.exactOptional(url),
});

export const alipaySettings = v.strictObject({
  ...httpsAccount,
  provider: v.literal('alipay'),
  appId: v.string(),
  /** Alipay's public key, or in certificate mode the three certificates. */
  trust: v.variant('kind', [
    v.strictObject({ kind: v.literal('key'), alipayPublicKey: pem }),
    v.strictObject({
      kind: v.literal('certificate'),
      appCertificate: pem,
      alipayCertificate: pem,
      rootCertificates: v.pipe(v.string(), v.maxLength(65_536)),
    }),
  ]),
  storeId: v.string(),
});

/** UnionPay QR through an acquirer, or an aggregator: the same protocol. */
export const acquirerSettings = v.strictObject({
  ...httpsAccount,
  provider: v.picklist(['unionpay', 'aggregator']),
  merchantNumber: v.string(),
  /** The acquirer's number for this terminal (UnionPay `termId`), and where it is installed. */
  terminalNumber: v.string(),
  location: v.nullable(v.string()),
  wallets: v.array(v.picklist(walletIds)),
  takesEmv: v.boolean(),
  ways: v.array(v.picklist(payWays)),
  /** A mapping file of the acquirer's own dialect; null for the protocol as documented. */
  dialectPath: v.nullable(v.string()),
  /** The acquirer's public key for its answers. */
  acquirerKey: pem,
});

export const cardSettings = v.strictObject({
  ...everyAccount,
  provider: v.literal('card'),
  host: v.string(),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  terminalNumber: v.string(),
});

export const staticSettings = v.strictObject({
  ...everyAccount,
  provider: v.literal('static'),
  /** The merchant's own EMVCo code as the acquirer issued it; the amount is put into it. */
  payload: v.pipe(v.string(), v.maxLength(512)),
  /** Which apps can pay it, for the customer to read. */
  wallets: v.array(v.picklist(walletIds)),
});

export const accountSettings = v.variant('provider', [
  wechatSettings,
  alipaySettings,
  acquirerSettings,
  cardSettings,
  staticSettings,
]);

export const paymentSettings = v.strictObject({
  /** Who can be paid at this terminal: money goes from the provider straight to one of these. */
  merchants: v.array(v.strictObject({ id, name: v.string(), number: v.string() })),
  /** The one that is paid now. Another one is an explicit switch. */
  activeMerchant: v.nullable(id),
  accounts: v.pipe(v.array(accountSettings), v.maxLength(16)),
  /** Whose payment code is this? Absent: the table of `main/payments/codes.ts`. */
  codeRules: v.exactOptional(
    v.array(
      v.strictObject({
        wallet: v.picklist(walletIds),
        prefixFrom: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99)),
        prefixTo: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99)),
        digitsMin: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(64)),
        digitsMax: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(64)),
      }),
    ),
  ),
  /** Money that is found after the terminal gave it up: given back at once, or kept for a person. */
  latePayment: v.picklist(['return', 'ask']),
  /** Above this a scanned code asks once before it charges; null: never. */
  confirmAboveMinor: v.nullable(amount),
  /** Above this a refund needs a supervisor; null: never, 0: always. */
  refundApprovalAboveMinor: v.nullable(amount),
  /** Whether a code that nobody can verify may be taken for paid, and by whose word. */
  acceptStatic: v.picklist(['never', 'supervisor']),
});

export type PaymentSettings = v.InferOutput<typeof paymentSettings>;
export type AccountSettings = v.InferOutput<typeof accountSettings>;
export type WechatSettings = v.InferOutput<typeof wechatSettings>;
export type AlipaySettings = v.InferOutput<typeof alipaySettings>;
export type AcquirerSettings = v.InferOutput<typeof acquirerSettings>;
export type CardSettings = v.InferOutput<typeof cardSettings>;
export type StaticSettings = v.InferOutput<typeof staticSettings>;

/** A shop that takes cash alone. */
export const noPayments: PaymentSettings = {
  merchants: [],
  activeMerchant: null,
  accounts: [],
  latePayment: 'return',
  confirmAboveMinor: null,
  refundApprovalAboveMinor: 0,
  acceptStatic: 'never',
};
