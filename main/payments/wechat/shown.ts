import type {
  ChargeRequest,
  Order,
  ProviderAnswer,
  ProviderTiming,
  RefundAnswer,
} from '../provider.ts';
import {
  answerOf,
  describe,
  errorOf,
  noReply,
  providerError,
  queryAnswer,
  readOrder,
  shownAnswer,
  unknown,
  type WechatOrder,
} from './answers.ts';
import { callWechat, type WechatAccount } from './client.ts';
import { descriptionOf, orderPath } from './order-path.ts';
import { askRefund, isRefundedInFull, sendRefund } from './refunds.ts';
import { reversalRefundNumber } from './reversal-number.ts';

/**
 * payment-facts 12.3: ask every 3 to 5 s as long as the code lives. Five minutes are long enough to
 * take a phone out and short enough for a queue. v3 names no least age for closing an order (v2's
 * page does); where it is refused all the same, it is only repeated. WeChat refunds for a year: that
 * after a week a person decides is this terminal's choice, as for payment codes.
 */
export const shownTiming: ProviderTiming = {
  firstQueryMs: 3_000,
  queryIntervalMs: 4_000,
  totalMs: 5 * 60_000,
  earliestReverseMs: 0,
  reverseIntervalMs: 5_000,
  reverseIntervalMaxMs: 60_000,
  // an order that WeChat does not know has no code that anybody could scan
  notFoundFinalMs: 15_000,
  reversalWindowMs: 7 * 24 * 3_600_000,
};

const beijingOffsetMs = 8 * 3_600_000;

export async function chargeShown(
  account: WechatAccount,
  now: () => number,
  notifyUrl: string,
  request: ChargeRequest,
): Promise<ProviderAnswer> {
  const body = {
    appid: account.appid,
    mchid: account.mchid,
    description: descriptionOf(request),
    out_trade_no: request.orderNumber,
    time_expire: rfc3339(request.expiresAt),
    notify_url: notifyUrl,
    amount: { total: request.amountMinor, currency: 'CNY' },
    // the customer's own address is not known at a counter: the shop's stands for it
    scene_info: {
      payer_client_ip: account.deviceIp,
      device_id: account.deviceId,
      store_info: { id: account.storeNumber },
    },
  };
  return shownAnswer(await callWechat(account, now, 'POST', '/v3/pay/transactions/native', body));
}

/** Whole seconds in WeChat's own zone, as its pages write it. */
function rfc3339(atMs: number): string {
  return `${new Date(atMs + beijingOffsetMs).toISOString().slice(0, 19)}+08:00`;
}

/**
 * As any query, but for an order in refund: WeChat's word for it says that some refund was taken, not
 * that all of the money went back. Only our own refund of all of it is known to be that.
 */
export async function queryShown(
  account: WechatAccount,
  now: () => number,
  { orderNumber, amountMinor }: Order,
): Promise<ProviderAnswer> {
  const order = await askOrder(account, now, orderNumber);
  if ('kind' in order) return order;
  if (order.trade_state !== 'REFUND') return answerOf(order);
  const refund = await askRefund(account, now, {
    orderNumber,
    refundNumber: reversalRefundNumber(orderNumber),
  });
  return refund.kind === 'not-found'
    ? unknown('payment.provider-error', 'in refund, and not by this terminal')
    : refundedAnswer(refund, amountMinor);
}

/**
 * Closes the order, asks what became of it, and refunds what was paid all the same (payment-facts
 * 12.3, 12.5). What the close answers is not believed: WeChat says 204 to orders it never heard of
 * too; the signed order is.
 */
export async function reverseShown(
  account: WechatAccount,
  now: () => number,
  { orderNumber, amountMinor }: Order,
): Promise<ProviderAnswer> {
  const { mchid } = account;
  const path = `${orderPath(orderNumber)}/close`;
  const closing = await callWechat(account, now, 'POST', path, { mchid });
  if (closing.kind !== 'reply') return noReply(closing);
  const error = errorOf(closing.body);
  if (closing.status >= 500 || closing.status === 429) return providerError(closing.status, error);
  const order = await askOrder(account, now, orderNumber);
  if ('kind' in order) return order;
  switch (order.trade_state) {
    case 'CLOSED':
    case 'REVOKED':
      return { kind: 'reversed' };
    case 'SUCCESS':
    case 'REFUND':
      return await refundAll(account, now, orderNumber, amountMinor);
    default:
      return unknown(
        'payment.provider-error',
        `${order.trade_state} after the close ${describe(error)}`.trim(),
      );
  }
}

async function askOrder(
  account: WechatAccount,
  now: () => number,
  orderNumber: string,
): Promise<WechatOrder | ProviderAnswer> {
  const { mchid } = account;
  const path = `${orderPath(orderNumber)}?mchid=${encodeURIComponent(mchid)}`;
  const reply = await callWechat(account, now, 'GET', path);
  if (reply.kind !== 'reply' || reply.status !== 200) {
    return queryAnswer(reply, { mchid, orderNumber });
  }
  const reading = readOrder(reply, mchid);
  if ('answer' in reading) return reading.answer;
  if (reading.order.out_trade_no === orderNumber) return reading.order;
  return unknown('payment.provider-error', 'not our order');
}

/**
 * Under one number for ever, so that however often it is repeated the customer gets it once. The
 * amount is the one we ordered: WeChat refuses a refund whose total is not the order's.
 */
async function refundAll(
  account: WechatAccount,
  now: () => number,
  orderNumber: string,
  totalMinor: number,
): Promise<ProviderAnswer> {
  const refund = await sendRefund(account, now, {
    orderNumber,
    refundNumber: reversalRefundNumber(orderNumber),
    refundMinor: totalMinor,
    totalMinor,
    reason: '',
  });
  return refundedAnswer(refund, totalMinor);
}

/**
 * A refund that WeChat has taken (PROCESSING) is a reversal: it has left the merchant's account by
 * then, as the statement shows, and to a card it travels for days. That is also how WeChat answers
 * the reversal of a payment code. One that WeChat closed or could not deliver is not.
 */
function refundedAnswer(refund: RefundAnswer, totalMinor: number): ProviderAnswer {
  switch (refund.kind) {
    case 'refunded':
      return refund.refundedMinor === totalMinor
        ? { kind: 'reversed' }
        : unknown('payment.amount-mismatch', 'the refund is not of all that was paid');
    case 'processing':
      return { kind: 'reversed' };
    case 'declined':
      // somebody gave it back by hand at WeChat's own desk
      return isRefundedInFull(refund.detail)
        ? { kind: 'reversed' }
        : unknown(refund.code, refund.detail);
    case 'not-found':
      return unknown('payment.provider-error', 'the refund is not known');
    case 'unknown':
      return refund;
  }
}
