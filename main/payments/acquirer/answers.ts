/** From the acquirer's answers to the port's. In doubt the answer is `unknown`, never `paid`. */
import * as v from 'valibot';
import type { FailureCode } from '../../contract/failure.ts';
import type { FoundOrder, Order, ProviderAnswer } from '../provider.ts';
import type { AcquirerReply } from './client.ts';
import { answers, type OrderAnswer } from './protocol.ts';
import type { Said } from './translate.ts';
import { declineOf } from './words.ts';

/** What the answer must be about: another merchant's or another order's answer proves nothing. */
export type Asked = { readonly merchantNumber: string; readonly orderNumber: string };

export type Unknown = Extract<ProviderAnswer, { kind: 'unknown' }>;

/** To a charge by a presented code. */
export function chargeAnswer(reply: AcquirerReply, asked: Asked): ProviderAnswer {
  const early = unsent(reply);
  if (early) return early;
  if (reply.kind !== 'said') return doubtOf(reply);
  return reply.said.code === 'ok' ? orderAnswer(reply.said, asked) : refused(reply.said);
}

/** To the opening of an order that is shown, or of a link. */
export function openingAnswer(
  reply: AcquirerReply,
  asked: Asked,
  way: Order['way'],
  nowMs: number,
): ProviderAnswer {
  const early = unsent(reply);
  if (early) return early;
  if (reply.kind !== 'said') return doubtOf(reply);
  if (reply.said.code !== 'ok') return refused(reply.said);
  const parsed = v.safeParse(answers.openShown, reply.said.fields);
  if (!parsed.success) return unreadable('an opened order');
  const { content, expiresAt } = parsed.output;
  if (!isAbout(parsed.output, asked)) return notOurs;
  // a customer far away follows it: it must lead to where it says
  if (way === 'link' && !isHttps(content)) return unreadable('a link');
  if (expiresAt !== undefined && Date.parse(expiresAt) <= nowMs) return unreadable('a dead order');
  return { kind: 'shown', content };
}

export function queryAnswer(reply: AcquirerReply, asked: Asked): ProviderAnswer {
  if (reply.kind !== 'said') return doubtOf(reply);
  const { said } = reply;
  if (said.code === 'ok') return orderAnswer(said, asked);
  if (said.code === 'waiting') return { kind: 'waiting' };
  return said.code === 'order-not-found' ? { kind: 'not-found' } : complaint(said);
}

export function reverseAnswer(reply: AcquirerReply, asked: Asked): ProviderAnswer {
  if (reply.kind !== 'said') return doubtOf(reply);
  const { said } = reply;
  if (said.code === 'order-not-found') return { kind: 'not-found' };
  if (said.code !== 'ok') return complaint(said);
  const answer = orderAnswer(said, asked);
  // what a reversal leaves behind is reversed, or it is not over
  return answer.kind === 'declined' ? { kind: 'reversed' } : answer;
}

/** By the number on the customer's bill. */
export function findAnswer(reply: AcquirerReply, merchantNumber: string): FoundOrder {
  if (reply.kind !== 'said') return doubtOf(reply);
  const { said } = reply;
  if (said.code === 'order-not-found') return { kind: 'not-found' };
  if (said.code !== 'ok') return complaint(said);
  const parsed = v.safeParse(answers.find, said.fields);
  if (!parsed.success) return unreadable('an order');
  const { orderNumber } = parsed.output;
  const answer = orderAnswer(said, { merchantNumber, orderNumber });
  return answer.kind === 'unknown' ? answer : { kind: 'found', orderNumber, answer };
}

function orderAnswer(said: Said, asked: Asked): ProviderAnswer {
  const parsed = v.safeParse(answers.query, said.fields);
  if (!parsed.success) return unreadable('an order');
  const order = parsed.output;
  if (!isAbout(order, asked)) return notOurs;
  switch (order.state) {
    case 'waiting':
      return { kind: 'waiting' };
    case 'paid':
      return paidAnswer(order);
    case 'closed':
    case 'reversed':
    case 'refunded':
      return { kind: 'reversed' };
    case 'failed': {
      const code = (order.failure && declineOf(order.failure)) ?? 'payment.declined';
      return { kind: 'declined', code, detail: order.failure ?? 'failed' };
    }
  }
}

function paidAnswer({ reference, amount, currency, wallet, payer }: OrderAnswer): ProviderAnswer {
  if (reference === undefined || amount === undefined) return unreadable('a paid order');
  return {
    kind: 'paid',
    providerRef: reference,
    paidMinor: amount,
    currency: currency ?? 'CNY',
    ...(payer === undefined ? {} : { payerHint: payer }),
    ...(wallet === undefined ? {} : { wallet }),
  };
}

function refused(said: Said): ProviderAnswer {
  if (said.code === 'waiting') return { kind: 'waiting' };
  if (said.code === 'order-reversed') return { kind: 'reversed' };
  const code = said.code && declineOf(said.code);
  return code ? { kind: 'declined', code, detail: describe(said) } : complaint(said);
}

function unsent(reply: AcquirerReply): ProviderAnswer | null {
  if (reply.kind === 'not-sent') {
    return { kind: 'declined', code: 'payment.provider-unreachable', detail: reply.detail };
  }
  if (reply.kind !== 'clock-wrong') return null;
  return { kind: 'declined', code: 'clock.untrusted', detail: 'clock-wrong' };
}

export function doubtOf(reply: Exclude<AcquirerReply, { kind: 'said' }>): Unknown {
  switch (reply.kind) {
    case 'doubt':
      return unknown(reply.code, reply.detail);
    case 'clock-wrong':
      return unknown('clock.untrusted', 'clock-wrong');
    case 'not-sent':
      return unknown('payment.provider-unreachable', reply.detail);
  }
}

/** An answer with a word that settles nothing. */
export function complaint(said: Said): Unknown {
  return unknown('payment.provider-error', describe(said));
}

export function unreadable(what: string): Unknown {
  return unknown('payment.provider-error', `${what} that cannot be read`);
}

export const notOurs: Unknown = unknown('payment.provider-error', 'not about our order');

export function isAbout(found: Asked, asked: Asked): boolean {
  return found.merchantNumber === asked.merchantNumber && found.orderNumber === asked.orderNumber;
}

const wordCharactersMax = 40;

/**
 * Their code word. An acquirer's message is free text that may repeat a payment code, so it is not
 * taken over, and long runs of digits are cut out of the word too.
 */
export function describe({ code, word }: Said): string {
  const plain = word.replaceAll(/[0-9]{8,}/g, '…').slice(0, wordCharactersMax);
  return code === null || code === word ? plain : `${plain} ${code}`;
}

function isHttps(content: string): boolean {
  return URL.parse(content)?.protocol === 'https:';
}

function unknown(code: FailureCode, detail: string): Unknown {
  return { kind: 'unknown', code, detail };
}
