/** From Alipay's replies to the port's answers. In doubt the answer is `unknown`, never `paid`. */
import * as v from 'valibot';
import type { FailureCode } from '../../contract/failure.ts';
import type { FoundOrder, ProviderAnswer } from '../provider.ts';
import type { AlipayReply } from './client.ts';
import { chargeErrorMeaning, describe, errorOf, isNotFoundCode, plainCode } from './error-codes.ts';
import { fenOf } from './yuan.ts';

/** What the answer must be about: another order's or another merchant's answer proves nothing. */
export type AskedOrder = { readonly orderNumber: string; readonly sellerId?: string | undefined };

type Unknown = Extract<ProviderAnswer, { kind: 'unknown' }>;
type Reply = Extract<AlipayReply, { kind: 'reply' }>;

const text = v.optional(v.string(), '');

const tradeSchema = v.object({
  out_trade_no: v.string(),
  trade_no: text,
  trade_status: v.string(),
  total_amount: text,
  trans_currency: v.optional(v.string(), 'CNY'),
  buyer_logon_id: text,
  seller_id: text,
});

type Trade = v.InferOutput<typeof tradeSchema>;

/**
 * What `trade.pay` said. `accepted` is not paid yet: Alipay's pages let a payment that was answered
 * with success be taken back, and name the trade's state alone as proof (opendocs 00f7ns;
 * payment-facts 2.5), so that the trade is asked for at once, as after 10003.
 */
export function payAnswer(reply: AlipayReply, asked: AskedOrder): ProviderAnswer | 'accepted' {
  if (reply.kind !== 'reply') return noReply(reply, 'charge');
  if (!isSuccess(reply)) {
    const answer = chargeError(reply);
    return answer.kind === 'waiting' ? 'accepted' : answer;
  }
  return signedBody(reply, acknowledgement, asked) === null ? notBelieved(reply) : 'accepted';
}

const acknowledgement = v.object({ out_trade_no: v.string() });

const shownSchema = v.object({
  out_trade_no: v.string(),
  qr_code: v.pipe(v.string(), v.minLength(1), v.maxLength(1_024)),
});

export function precreateAnswer(reply: AlipayReply, asked: AskedOrder): ProviderAnswer {
  if (reply.kind !== 'reply') return noReply(reply, 'charge');
  if (!isSuccess(reply)) return chargeError(reply);
  const shown = signedBody(reply, shownSchema, asked);
  return shown ? { kind: 'shown', content: shown.qr_code } : notBelieved(reply);
}

export function queryAnswer(reply: AlipayReply, asked: AskedOrder): ProviderAnswer {
  if (reply.kind !== 'reply') return noReply(reply);
  if (!isSuccess(reply)) return notFoundOrError(reply);
  const trade = signedBody(reply, tradeSchema, asked);
  return trade ? tradeAnswer(trade) : notBelieved(reply);
}

/** A search by Alipay's own number, which is the one that has to fit. */
export function findAnswer(
  reply: AlipayReply,
  asked: { readonly tradeNo: string; readonly sellerId?: string | undefined },
): FoundOrder {
  const answer = reply.kind === 'reply' ? notFoundOrError(reply) : noReply(reply);
  if (reply.kind !== 'reply' || !isSuccess(reply)) {
    return answer.kind === 'not-found' || answer.kind === 'unknown' ? answer : notUnderstood;
  }
  const trade = reply.isSigned ? parsed(reply, tradeSchema) : null;
  if (!trade || trade.trade_no !== asked.tradeNo || !isSeller(trade, asked.sellerId)) {
    return notBelieved(reply);
  }
  return { kind: 'found', orderNumber: trade.out_trade_no, answer: tradeAnswer(trade) };
}

const cancelSchema = v.object({ out_trade_no: v.string(), action: text, retry_flag: text });

/**
 * payment-facts 2.5: `action` is what the cancellation did, `retry_flag` Y wants it again. Without an
 * action there was no trade to cancel (opendocs 02ekfr).
 */
export function cancelAnswer(reply: AlipayReply, asked: AskedOrder): ProviderAnswer {
  if (reply.kind !== 'reply') return noReply(reply);
  if (!isSuccess(reply)) {
    const error = errorOf(reply.body);
    if (reply.status < 500 && uncancellable.has(plainCode(error.code))) {
      return { kind: 'declined', code: 'refund.not-possible', detail: describe(error) };
    }
    return notFoundOrError(reply);
  }
  const cancelled = signedBody(reply, cancelSchema, asked);
  if (!cancelled) return notBelieved(reply);
  if (cancelled.retry_flag === 'Y') return unknown('payment.unknown-outcome', 'retry_flag Y');
  if (cancelled.action === 'close' || cancelled.action === 'refund') return { kind: 'reversed' };
  return cancelled.action === '' ? { kind: 'not-found' } : notUnderstood;
}

const uncancellable: ReadonlySet<string> = new Set([
  'TRADE_CANCEL_TIME_OUT',
  'CANCEL_NOT_ALLOWED',
  'TRADE_HAS_FINISHED',
]);

function tradeAnswer(trade: Trade): ProviderAnswer {
  switch (trade.trade_status) {
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return paidAnswer(trade);
    case 'TRADE_CLOSED':
      return { kind: 'reversed' };
    case 'WAIT_BUYER_PAY':
      return { kind: 'waiting' };
    default:
      return unknown('payment.provider-error', `trade_status ${trade.trade_status}`);
  }
}

function paidAnswer(trade: Trade): ProviderAnswer {
  const paidMinor = fenOf(trade.total_amount);
  if (trade.trade_no === '' || paidMinor === null) {
    return unknown('payment.provider-error', 'paid without a number or an amount');
  }
  const payer = trade.buyer_logon_id;
  return {
    kind: 'paid',
    providerRef: trade.trade_no,
    paidMinor,
    currency: trade.trans_currency,
    wallet: 'alipay',
    ...(payer === '' ? {} : { payerHint: payer.includes('*') ? payer : `…${payer.slice(-4)}` }),
  };
}

/** The body of a success that can be believed: signed, readable, and about our order. */
function signedBody<Body extends { readonly out_trade_no: string }>(
  reply: Reply,
  schema: v.GenericSchema<unknown, Body>,
  asked: AskedOrder,
): Body | null {
  const body = reply.isSigned ? parsed(reply, schema) : null;
  if (body?.out_trade_no !== asked.orderNumber) return null;
  return isSeller(body, asked.sellerId) ? body : null;
}

function parsed<Body>(reply: Reply, schema: v.GenericSchema<unknown, Body>): Body | null {
  const result = v.safeParse(schema, reply.body);
  return result.success ? result.output : null;
}

function isSeller(body: object, sellerId: string | undefined): boolean {
  if (sellerId === undefined || !('seller_id' in body) || body.seller_id === '') return true;
  return body.seller_id === sellerId;
}

function notBelieved({ isSigned }: Reply): Unknown {
  return isSigned
    ? unknown('payment.provider-error', 'not our order, or one that cannot be read')
    : unknown('payment.signature-wrong', 'a success without a signature');
}

function chargeError(reply: Reply): ProviderAnswer {
  const error = errorOf(reply.body);
  const meaning = isRefusal(reply) ? chargeErrorMeaning(error.code) : null;
  if (meaning?.kind === 'waiting') return { kind: 'waiting' };
  if (meaning?.kind !== 'declined') return providerError(reply);
  return { kind: 'declined', code: meaning.code, detail: describe(error) };
}

function notFoundOrError(reply: Reply): Extract<ProviderAnswer, { kind: 'not-found' }> | Unknown {
  if (isRefusal(reply) && isNotFoundCode(errorOf(reply.body).code)) return { kind: 'not-found' };
  return providerError(reply);
}

/** 202 is "accepted, not done" (opendocs open-v3/054fcv), which the question after it settles. */
export function isSuccess({ status }: Reply): boolean {
  return status >= 200 && status < 300;
}

/** From 500 on the server is in trouble, whatever it says. */
export function isRefusal({ status }: Reply): boolean {
  return status >= 400 && status < 500;
}

/** @param to a charge that never left is a clean failure; another question is simply unanswered. */
export function noReply(reply: Exclude<AlipayReply, Reply>, to: 'charge'): ProviderAnswer;
export function noReply(reply: Exclude<AlipayReply, Reply>): Unknown;
export function noReply(reply: Exclude<AlipayReply, Reply>, to?: 'charge'): ProviderAnswer {
  switch (reply.kind) {
    case 'forged':
      return unknown('payment.signature-wrong', 'the signature does not fit the answer');
    case 'not-sent': {
      const code = 'payment.provider-unreachable';
      return { kind: to === 'charge' ? 'declined' : 'unknown', code, detail: reply.detail };
    }
    case 'no-answer':
      return unknown('payment.unknown-outcome', reply.detail);
  }
}

export function providerError({ status, body }: Reply): Unknown {
  return unknown('payment.provider-error', `HTTP ${status} ${describe(errorOf(body))}`);
}

const notUnderstood = unknown('payment.provider-error', 'an answer that is not understood');

function unknown(code: FailureCode, detail: string): Unknown {
  return { kind: 'unknown', code, detail };
}
