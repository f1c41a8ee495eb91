/** From WeChat's replies to the port's answers. In doubt the answer is `unknown`, never `paid`. */
import * as v from 'valibot';
import type { FailureCode } from '../../contract/failure.ts';
import type { ProviderAnswer } from '../provider.ts';
import type { WechatReply } from './client.ts';
import { chargeErrorMeaning, isNotFoundCode, isReversedCode } from './error-codes.ts';

/** What the answer must be about: another merchant's or another order's answer proves nothing. */
export type AskedOrder = { readonly mchid: string; readonly orderNumber: string };

const orderSchema = v.object({
  mchid: v.string(),
  out_trade_no: v.string(),
  trade_state: v.string(),
  transaction_id: v.optional(v.string()),
  amount: v.optional(
    v.object({
      total: v.pipe(v.number(), v.safeInteger()),
      currency: v.optional(v.string(), 'CNY'),
    }),
  ),
  payer: v.optional(v.object({ openid: v.optional(v.string()) })),
});

const errorSchema = v.object({ code: v.string(), message: v.optional(v.string(), '') });

export function chargeAnswer(reply: WechatReply, asked: AskedOrder): ProviderAnswer {
  if (reply.kind === 'not-sent') {
    return { kind: 'declined', code: 'payment.provider-unreachable', detail: reply.detail };
  }
  if (reply.kind !== 'reply') return noReply(reply);
  if (reply.status === 200) return orderAnswer(reply, asked);
  const error = errorOf(reply.body);
  const meaning = reply.status < 500 ? chargeErrorMeaning(error.code, error.message) : null;
  if (meaning?.kind === 'waiting') return { kind: 'waiting' };
  if (meaning?.kind === 'declined') {
    return { kind: 'declined', code: meaning.code, detail: describe(error) };
  }
  if (meaning?.kind === 'reversed' && reply.isSigned) return { kind: 'reversed' };
  return providerError(reply.status, error);
}

export function queryAnswer(reply: WechatReply, asked: AskedOrder): ProviderAnswer {
  if (reply.kind !== 'reply') return noReply(reply);
  if (reply.status === 200) return orderAnswer(reply, asked);
  const error = errorOf(reply.body);
  if (reply.status < 500 && isNotFoundCode(error.code)) return { kind: 'not-found' };
  return providerError(reply.status, error);
}

const reversalSchema = v.object({ mchid: v.string(), out_trade_no: v.string() });

export function reverseAnswer(reply: WechatReply, asked: AskedOrder): ProviderAnswer {
  if (reply.kind !== 'reply') return noReply(reply);
  const error = errorOf(reply.body);
  if (reply.status === 204 && reply.isSigned) return { kind: 'reversed' };
  if (reply.status === 200) {
    if (!reply.isSigned) return unsigned;
    const reversal = v.safeParse(reversalSchema, reply.body);
    const isOurs = reversal.success && isAbout(reversal.output, asked);
    return isOurs ? { kind: 'reversed' } : unknown('payment.provider-error', 'not our order');
  }
  if (reply.status < 500 && reply.isSigned && isReversedCode(error.code)) {
    return { kind: 'reversed' };
  }
  if (reply.status < 500 && isNotFoundCode(error.code)) return { kind: 'not-found' };
  return providerError(reply.status, error);
}

function orderAnswer(
  reply: Extract<WechatReply, { kind: 'reply' }>,
  asked: AskedOrder,
): ProviderAnswer {
  if (!reply.isSigned) return unsigned;
  const parsed = v.safeParse(orderSchema, reply.body);
  if (!parsed.success) return unknown('payment.provider-error', 'an order that cannot be read');
  const order = parsed.output;
  if (!isAbout(order, asked)) return unknown('payment.provider-error', 'not our order');
  switch (order.trade_state) {
    case 'SUCCESS':
      return paidAnswer(order);
    case 'REFUND':
    case 'REVOKED':
    case 'CLOSED':
      return { kind: 'reversed' };
    case 'PAYERROR':
      return { kind: 'declined', code: 'payment.declined', detail: 'PAYERROR' };
    case 'USERPAYING':
    case 'NOTPAY':
    case 'ACCEPT':
      return { kind: 'waiting' };
    default:
      return unknown('payment.provider-error', `trade_state ${order.trade_state}`);
  }
}

function paidAnswer(order: v.InferOutput<typeof orderSchema>): ProviderAnswer {
  const { transaction_id: providerRef, amount, payer } = order;
  if (!providerRef || !amount) return unknown('payment.provider-error', 'paid without an amount');
  const openid = payer?.openid;
  return {
    kind: 'paid',
    providerRef,
    paidMinor: amount.total,
    currency: amount.currency,
    ...(openid ? { payerHint: `…${openid.slice(-6)}` } : {}),
  };
}

function isAbout(found: { mchid: string; out_trade_no: string }, asked: AskedOrder): boolean {
  return found.mchid === asked.mchid && found.out_trade_no === asked.orderNumber;
}

function noReply(reply: Exclude<WechatReply, { kind: 'reply' }>): ProviderAnswer {
  switch (reply.kind) {
    case 'forged':
      return unknown('payment.signature-wrong', 'the signature does not fit the answer');
    case 'not-sent':
      return unknown('payment.provider-unreachable', reply.detail);
    case 'no-answer':
      return unknown('payment.unknown-outcome', reply.detail);
  }
}

const unsigned = unknown('payment.signature-wrong', 'a success without a signature');

type WechatError = v.InferOutput<typeof errorSchema>;

function errorOf(body: unknown): WechatError {
  const parsed = v.safeParse(errorSchema, body);
  return parsed.success ? parsed.output : { code: '', message: '' };
}

function providerError(status: number, error: WechatError): ProviderAnswer {
  return unknown('payment.provider-error', `HTTP ${status} ${describe(error)}`);
}

function describe({ code, message }: WechatError): string {
  return `${code} ${message}`.trim();
}

function unknown(code: FailureCode, detail: string): ProviderAnswer {
  return { kind: 'unknown', code, detail };
}
