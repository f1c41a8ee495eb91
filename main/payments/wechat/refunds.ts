import type { RefundAnswer, RefundPort, RefundTiming } from '../provider.ts';
import { callWechat, type WechatAccount } from './client.ts';
import { refundAnswer } from './refund-answers.ts';

export { isRefundedInFull } from './refund-answers.ts';

/**
 * WeChat's refund pages (public, read 2024 to 2026): to a balance within 5 minutes, to a card in 1 to
 * 3 working days; the first question is advised after a minute. Asked sooner at first, because most
 * refunds are done at once and a lost answer should not keep a customer at the counter; after a week
 * with its holidays a person must decide.
 */
export const refundTiming: RefundTiming = {
  firstQueryMs: 5_000,
  queryIntervalMs: 10_000,
  queryIntervalMaxMs: 10 * 60_000,
  windowMs: 7 * 24 * 3_600_000,
};

/** WeChat allows 80; counted in bytes, because its pages do not say which. */
const reasonBytesMax = 80;

export type AskedRefund = { readonly orderNumber: string; readonly refundNumber: string };

export type SentRefund = AskedRefund & {
  readonly refundMinor: number;
  /** What the whole order came to, which WeChat wants to hear again. */
  readonly totalMinor: number;
  readonly reason: string;
};

export function createRefundPort(account: WechatAccount, now: () => number): RefundPort {
  return {
    timing: refundTiming,
    refund: ({ order, refundNumber, amountMinor, reason }) =>
      sendRefund(account, now, {
        orderNumber: order.orderNumber,
        refundNumber,
        refundMinor: amountMinor,
        totalMinor: order.amountMinor,
        reason,
      }),
    query: ({ order: { orderNumber }, refundNumber }) =>
      askRefund(account, now, { orderNumber, refundNumber }),
  };
}

export async function sendRefund(
  account: WechatAccount,
  now: () => number,
  refund: SentRefund,
): Promise<RefundAnswer> {
  const reason = firstBytes(refund.reason, reasonBytesMax);
  const body = {
    out_trade_no: refund.orderNumber,
    out_refund_no: refund.refundNumber,
    ...(reason === '' ? {} : { reason }),
    amount: { refund: refund.refundMinor, total: refund.totalMinor, currency: 'CNY' },
  };
  const reply = await callWechat(account, now, 'POST', '/v3/refund/domestic/refunds', body);
  const answer = refundAnswer(reply, refund, 'send');
  if (answer.kind !== 'declined') return answer;
  // The refusal is of this request; an earlier one under the same number may have got through.
  const earlier = await askRefund(account, now, refund);
  return earlier.kind === 'not-found' ? answer : earlier;
}

export async function askRefund(
  account: WechatAccount,
  now: () => number,
  refund: AskedRefund,
): Promise<RefundAnswer> {
  const path = `/v3/refund/domestic/refunds/${encodeURIComponent(refund.refundNumber)}`;
  return refundAnswer(await callWechat(account, now, 'GET', path), refund, 'ask');
}

/** As many whole characters as fit. */
function firstBytes(text: string, bytesMax: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > bytesMax) break;
    kept += character;
  }
  return kept;
}
