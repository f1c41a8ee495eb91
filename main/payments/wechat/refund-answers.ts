/** From WeChat's replies about a refund to the port's answers. In doubt the answer is `unknown`. */
import * as v from 'valibot';
import type { FailureCode } from '../../contract/failure.ts';
import type { RefundAnswer } from '../provider.ts';
import { describe, errorOf, noReply, providerError, unknown } from './answers.ts';
import type { WechatReply } from './client.ts';
import { isNotFoundCode, refundRefusal } from './error-codes.ts';
import { refundedInFull } from './words.ts';

const amountSchema = v.object({
  refund: v.pipe(v.number(), v.safeInteger()),
  currency: v.optional(v.string(), 'CNY'),
});

const refundSchema = v.object({
  refund_id: v.string(),
  out_refund_no: v.string(),
  out_trade_no: v.string(),
  status: v.string(),
  amount: amountSchema,
});

/** A refund as WeChat writes it. Callbacks say `refund_status` for `status`, and no currency. */
export type WechatRefund = v.InferOutput<typeof refundSchema>;

export function parseRefund(body: unknown): WechatRefund | null {
  const parsed = v.safeParse(refundSchema, body);
  return parsed.success ? parsed.output : null;
}

export function refundAnswer(
  reply: WechatReply,
  asked: { readonly orderNumber: string; readonly refundNumber: string },
  to: 'send' | 'ask',
): RefundAnswer {
  if (reply.kind !== 'reply') return noReply(reply);
  if (reply.status === 200) {
    if (!reply.isSigned) return unknown('payment.signature-wrong', 'a success without a signature');
    const refund = parseRefund(reply.body);
    if (!refund) return unknown('payment.provider-error', 'a refund that cannot be read');
    const isOurs =
      refund.out_refund_no === asked.refundNumber && refund.out_trade_no === asked.orderNumber;
    return isOurs ? answerOfRefund(refund) : unknown('payment.provider-error', 'not our refund');
  }
  const error = errorOf(reply.body);
  if (reply.status >= 500 || reply.status === 429) return providerError(reply.status, error);
  if (to === 'ask') {
    return isNotFoundCode(error.code) ? { kind: 'not-found' } : providerError(reply.status, error);
  }
  const code: FailureCode | null = refundRefusal(error.code);
  if (code) return { kind: 'declined', code, detail: describe(error) };
  return providerError(reply.status, error);
}

/** What the state of a refund means (WeChat's refund pages). */
export function answerOfRefund(refund: WechatRefund): RefundAnswer {
  switch (refund.status) {
    case 'SUCCESS':
      if (refund.amount.currency !== 'CNY') {
        return unknown('payment.amount-mismatch', `refunded in ${refund.amount.currency}`);
      }
      return {
        kind: 'refunded',
        refundedMinor: refund.amount.refund,
        providerRefundRef: refund.refund_id,
      };
    case 'PROCESSING':
      return { kind: 'processing' };
    case 'CLOSED':
      return { kind: 'declined', code: 'refund.not-possible', detail: 'CLOSED' };
    case 'ABNORMAL':
      // The customer's card is dead: the money is neither here nor there until somebody sends it
      // elsewhere at WeChat's own desk, and then it may still come to SUCCESS under this number.
      return unknown('refund.not-possible', 'ABNORMAL: to be settled at the merchant platform');
    default:
      return unknown('payment.provider-error', `refund status ${refund.status}`);
  }
}

/** Whether a refused refund was refused because nothing is left of the order. */
export function isRefundedInFull(detail: string): boolean {
  return detail.includes(refundedInFull);
}
