import { acquirerTimings } from '../../../../main/payments/acquirer/timing.ts';
import {
  presentedTiming as alipayPresented,
  refundTiming as alipayRefunds,
  shownTiming as alipayShown,
} from '../../../../main/payments/alipay/timing.ts';
import { cardTiming } from '../../../../main/payments/card/card.ts';
import { cardRefundTiming } from '../../../../main/payments/card/refunds.ts';
import type {
  PaymentProvider,
  PayWay,
  ProviderId,
  RefundTiming,
} from '../../../../main/payments/provider.ts';
import { staticTiming } from '../../../../main/payments/static/static.ts';
import { refundTiming as wechatRefunds } from '../../../../main/payments/wechat/refunds.ts';
import { shownTiming as wechatShown } from '../../../../main/payments/wechat/shown.ts';
import { wechatTiming } from '../../../../main/payments/wechat/wechat.ts';

/** An account as the model plays it: the real timing of the adapter, and the provider's own habits. */
export type Account = {
  readonly provider: ProviderId;
  readonly ways: PaymentProvider['ways'];
  readonly refunds: RefundTiming | null;
  /** The order of a shown code comes to be when it is scanned; before that nobody can close it. */
  readonly isBornByScan: boolean;
  /** What nobody paid in time is closed by the provider itself. */
  readonly closesExpired: boolean;
  /** A machine on the counter: a request cannot arrive long after the line broke. */
  readonly isNear: boolean;
};

/** The acquirer's refunds as its adapter asks for them. */
const acquirerRefunds: RefundTiming = {
  firstQueryMs: 3_000,
  queryIntervalMs: 10_000,
  queryIntervalMaxMs: 10 * 60_000,
  windowMs: 3 * 24 * 3_600_000,
};

const habits = { isBornByScan: false, closesExpired: false, isNear: false };

export const accounts: readonly Account[] = [
  {
    ...habits,
    provider: 'wechat',
    ways: { presented: wechatTiming, shown: wechatShown },
    refunds: wechatRefunds,
  },
  {
    ...habits,
    provider: 'alipay',
    ways: { presented: alipayPresented, shown: alipayShown },
    refunds: alipayRefunds,
    isBornByScan: true,
    closesExpired: true,
  },
  {
    ...habits,
    provider: 'aggregator',
    ways: acquirerTimings,
    refunds: acquirerRefunds,
    closesExpired: true,
  },
  {
    ...habits,
    provider: 'card',
    ways: { card: cardTiming },
    refunds: cardRefundTiming,
    closesExpired: true,
    isNear: true,
  },
  { ...habits, provider: 'static', ways: { static: staticTiming }, refunds: null, isNear: true },
];

export type Offer = { readonly account: Account; readonly way: PayWay };

/** Every way of every account. */
export const offers: readonly Offer[] = accounts.flatMap((account) =>
  (Object.keys(account.ways) as PayWay[]).map((way) => ({ account, way })),
);
