/** Whose app showed a payment code: the brand that the customer knows (payment-facts 1). */
export const walletIds = ['wechat', 'alipay', 'unionpay', 'ecny', 'qq'] as const;
export type WalletId = (typeof walletIds)[number];

/**
 * Who is asked for the money. `unionpay` is an acquirer's account for UnionPay QR, `aggregator` one
 * account for all wallets; both speak the acquirer protocol. `static` is a printed code of the
 * merchant's, about which nobody can be asked.
 */
export const providerIds = [
  'wechat',
  'alipay',
  'unionpay',
  'aggregator',
  'card',
  'static',
] as const;
export type ProviderId = (typeof providerIds)[number];

/** Who runs the account that is debited: a wallet, a bank, or the customer's telephone company. */
export const providerKinds = ['third-party', 'bank', 'carrier'] as const;
export type ProviderKind = (typeof providerKinds)[number];

/**
 * How the money is asked for.
 * - `presented`: the customer shows a code, the shop scans it
 * - `shown`: the shop shows a code made for this sale, the customer scans it
 * - `link`: as `shown`, for a customer who is not here; the sale waits, past the shift too
 * - `card`: a certified bank terminal takes a card
 * - `static`: the merchant's fixed code with an amount in it; nobody answers for it
 */
export const payWays = ['presented', 'shown', 'link', 'card', 'static'] as const;
export type PayWay = (typeof payWays)[number];

/** Where a line breaks on its way to the money. */
export const hopNames = ['interface', 'gateway', 'dns', 'hub', 'provider'] as const;
export type HopName = (typeof hopNames)[number];

/** The screens of money beside the sale. */
export const paymentScreens = ['refund', 'desk', 'reconcile', 'accounts'] as const;

/** What a tender can be. */
export const tenderKinds = ['cash', 'wallet', 'card'] as const;
export type TenderKind = (typeof tenderKinds)[number];
