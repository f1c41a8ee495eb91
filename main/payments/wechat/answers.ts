/** From WeChat's replies to the port's answers. In doubt the answer is `unknown`, never `paid`. */
import * as v from 'valibot';
import type { FailureCode } from '../../contract/failure.ts';
import type { FoundOrder, ProviderAnswer } from '../provider.ts';
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

/** An order as WeChat writes it, in answers and in callbacks. */
export type WechatOrder = v.InferOutput<typeof orderSchema>;

const errorSchema = v.object({ code: v.string(), message: v.optional(v.string(), '') });

export function chargeAnswer(reply: WechatReply, asked: AskedOrder): ProviderAnswer {
  if (reply.kind === 'reply' && reply.status === 200) return orderAnswer(reply, asked);
  return refusedCharge(reply);
}

const codeSchema = v.object({ code_url: v.pipe(v.string(), v.minLength(1), v.maxLength(512)) });

/** To an order for a shown code: its content, which names no order but is signed for this request. */
export function shownAnswer(reply: WechatReply): ProviderAnswer {
  if (reply.kind !== 'reply' || reply.status !== 200) return refusedCharge(reply);
  if (!reply.isSigned) return unsigned;
  const parsed = v.safeParse(codeSchema, reply.body);
  if (!parsed.success) return unknown('payment.provider-error', 'no code to show');
  return { kind: 'shown', content: parsed.output.code_url };
}

function refusedCharge(reply: WechatReply): ProviderAnswer {
  if (reply.kind === 'not-sent') {
    return { kind: 'declined', code: 'payment.provider-unreachable', detail: reply.detail };
  }
  if (reply.kind !== 'reply') return noReply(reply);
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
    return isOurs ? { kind: 'reversed' } : foreign;
  }
  if (reply.status < 500 && reply.isSigned && isReversedCode(error.code)) {
    return { kind: 'reversed' };
  }
  if (reply.status < 500 && isNotFoundCode(error.code)) return { kind: 'not-found' };
  return providerError(reply.status, error);
}

function orderAnswer(reply: AnsweredReply, asked: AskedOrder): ProviderAnswer {
  const reading = readOrder(reply, asked.mchid);
  if ('answer' in reading) return reading.answer;
  return reading.order.out_trade_no === asked.orderNumber ? answerOf(reading.order) : foreign;
}

/**
 * What a search by WeChat's own number found: whose order it is, stands in the answer. An order in
 * refund counts as reversed though only a part may have gone back: WeChat does not say how much.
 */
export function foundAnswer(reply: WechatReply, mchid: string): FoundOrder {
  const answer = reply.kind === 'reply' && reply.status === 200 ? readOrder(reply, mchid) : null;
  if (answer && 'order' in answer) {
    return {
      kind: 'found',
      orderNumber: answer.order.out_trade_no,
      answer: answerOf(answer.order),
    };
  }
  const failed = answer?.answer ?? queryAnswer(reply, { mchid, orderNumber: '' });
  if (failed.kind === 'not-found' || failed.kind === 'unknown') return failed;
  return { kind: 'unknown', code: 'payment.provider-error', detail: failed.kind };
}

type AnsweredReply = Extract<WechatReply, { kind: 'reply' }>;

export type OrderReading = { readonly order: WechatOrder } | { readonly answer: ProviderAnswer };

/** An order of this merchant, signed; else the answer that says why it cannot be believed. */
export function readOrder(reply: AnsweredReply, mchid: string): OrderReading {
  if (!reply.isSigned) return { answer: unsigned };
  const order = parseOrder(reply.body);
  if (!order) return { answer: unknown('payment.provider-error', 'an order that cannot be read') };
  return order.mchid === mchid ? { order } : { answer: foreign };
}

export function parseOrder(body: unknown): WechatOrder | null {
  const parsed = v.safeParse(orderSchema, body);
  return parsed.success ? parsed.output : null;
}

/** What the state of an order means to its payment. */
export function answerOf(order: WechatOrder): ProviderAnswer {
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

function paidAnswer(order: WechatOrder): ProviderAnswer {
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

export function noReply(reply: Exclude<WechatReply, { kind: 'reply' }>): UnknownAnswer {
  switch (reply.kind) {
    case 'forged':
      return unknown('payment.signature-wrong', 'the signature does not fit the answer');
    case 'not-sent':
      return unknown('payment.provider-unreachable', reply.detail);
    case 'no-answer':
      return unknown('payment.unknown-outcome', reply.detail);
  }
}

const foreign = unknown('payment.provider-error', 'not our order');

const unsigned = unknown('payment.signature-wrong', 'a success without a signature');

export type UnknownAnswer = Extract<ProviderAnswer, { kind: 'unknown' }>;

export type WechatError = v.InferOutput<typeof errorSchema>;

export function errorOf(body: unknown): WechatError {
  const parsed = v.safeParse(errorSchema, body);
  return parsed.success ? parsed.output : { code: '', message: '' };
}

export function providerError(status: number, error: WechatError): UnknownAnswer {
  return unknown('payment.provider-error', `HTTP ${status} ${describe(error)}`);
}

/** payment-facts 1. Should WeChat ever quote one in an error, it goes no further. */
const paymentCodes = /1[0-5][0-9]{16}/g;

export function describe({ code, message }: WechatError): string {
  return `${code} ${message.replaceAll(paymentCodes, '…')}`.trim();
}

export function unknown(code: FailureCode, detail: string): UnknownAnswer {
  return { kind: 'unknown', code, detail };
}
