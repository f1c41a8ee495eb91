/** From a terminal's answers about payments to the port's. In doubt the answer is `unknown`, never `paid`. */
import * as v from 'valibot';
import type { FailureCode } from '../../contract/failure.ts';
import type { FoundOrder, ProviderAnswer } from '../provider.ts';
import type { Reply } from './ask.ts';
import { meaningOf, wordOf } from './conditions.ts';
import { type PaymentReply, paymentBody, reversalBody, statusBody, verdictOf } from './replies.ts';

type Unknown = { readonly kind: 'unknown'; readonly code: FailureCode; readonly detail: string };

export function chargeAnswer(reply: Reply, orderNumber: string): ProviderAnswer {
  if (reply.kind === 'not-sent') {
    return { kind: 'declined', code: 'payment.provider-unreachable', detail: reply.detail };
  }
  if (reply.kind === 'doubt') return noReply(reply);
  const parsed = v.safeParse(paymentBody, reply.body);
  if (!parsed.success) return unreadable;
  const answer = paymentAnswer(parsed.output.PaymentResponse, orderNumber);
  // who was just told of a payment cannot say that there is none
  return answer.kind === 'not-found' ? unknown('a charge answered by NotFound') : answer;
}

export function queryAnswer(reply: Reply, orderNumber: string): ProviderAnswer {
  const status = statusOf(reply);
  switch (status.kind) {
    case 'payment':
      return paymentAnswer(status.payment, orderNumber);
    case 'reversed':
      return status.orderNumber === orderNumber ? { kind: 'reversed' } : anotherOrder;
    case 'waiting':
    case 'not-found':
    case 'unknown':
      return status;
  }
}

export function reverseAnswer(reply: Reply, orderNumber: string): ProviderAnswer {
  if (reply.kind !== 'reply') return noReply(reply);
  const parsed = v.safeParse(reversalBody, reply.body);
  if (!parsed.success) return unreadable;
  const { Response, SaleData } = parsed.output.ReversalResponse;
  if (SaleData.SaleTransactionID.TransactionID !== orderNumber) return anotherOrder;
  if (Response.Result === 'Success') return { kind: 'reversed' };
  const meaning = meaningOf(Response.ErrorCondition);
  if (meaning?.kind === 'waiting' || meaning?.kind === 'not-found') return meaning;
  return unknown(`a reversal answered by ${wordOf(Response.ErrorCondition)}`);
}

/** What was found by the terminal's own number; a refund is not a payment. */
export function foundAnswer(reply: Reply, providerRef: string): FoundOrder {
  const status = statusOf(reply);
  switch (status.kind) {
    case 'payment': {
      const { payment } = status;
      const orderNumber = payment.SaleData.SaleTransactionID.TransactionID;
      if (payment.PaymentResult?.PaymentType === 'Refund') return { kind: 'not-found' };
      const isAsked = payment.POIData?.POITransactionID.TransactionID === providerRef;
      if (!isAsked) return anotherOrder;
      return { kind: 'found', orderNumber, answer: paymentAnswer(payment, orderNumber) };
    }
    case 'reversed':
      return { kind: 'found', orderNumber: status.orderNumber, answer: { kind: 'reversed' } };
    case 'waiting':
      return unknown('a payment that is still going on');
    case 'not-found':
    case 'unknown':
      return status;
  }
}

export type Status =
  | { readonly kind: 'payment'; readonly payment: PaymentReply }
  | { readonly kind: 'reversed'; readonly orderNumber: string }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'not-found' }
  | Unknown;

/** What a status says: the answer to the payment once more, its reversal, or why there is none. */
export function statusOf(reply: Reply): Status {
  if (reply.kind !== 'reply') return noReply(reply);
  const parsed = v.safeParse(statusBody, reply.body);
  if (!parsed.success) return unreadable;
  const { Response, RepeatedMessageResponse } = parsed.output.TransactionStatusResponse;
  if (Response.Result !== 'Success') {
    const meaning = meaningOf(Response.ErrorCondition);
    if (meaning?.kind === 'waiting' || meaning?.kind === 'not-found') return meaning;
    return unknown(`a question answered by ${wordOf(Response.ErrorCondition)}`);
  }
  const repeated = RepeatedMessageResponse?.RepeatedResponseMessageBody;
  if (!repeated) return unreadable;
  if ('PaymentResponse' in repeated) return { kind: 'payment', payment: repeated.PaymentResponse };
  const { Response: reversal, SaleData } = repeated.ReversalResponse;
  if (reversal.Result !== 'Success') return unknown('a reversal that failed');
  return { kind: 'reversed', orderNumber: SaleData.SaleTransactionID.TransactionID };
}

function paymentAnswer(payment: PaymentReply, orderNumber: string): ProviderAnswer {
  if (payment.SaleData.SaleTransactionID.TransactionID !== orderNumber) return anotherOrder;
  const verdict = verdictOf(payment);
  if (verdict.kind === 'unreadable') return unknown(verdict.detail);
  if (verdict.kind === 'refused') {
    const detail = wordOf(verdict.condition);
    const meaning = meaningOf(verdict.condition);
    if (meaning === null) return unknown(detail);
    return meaning.kind === 'declined' ? { ...meaning, detail } : meaning;
  }
  if (verdict.isRefund) return anotherOrder;
  const { providerRef, amountMinor: paidMinor, currency, payerHint } = verdict;
  return {
    kind: 'paid',
    providerRef,
    paidMinor,
    currency,
    ...(payerHint === null ? {} : { payerHint }),
  };
}

function unknown(detail: string): Unknown {
  return { kind: 'unknown', code: 'payment.provider-error', detail };
}

const unreadable = unknown('an answer that cannot be read');
const anotherOrder = unknown('an answer about another order');

export function noReply(reply: Exclude<Reply, { kind: 'reply' }>): Unknown {
  const code = reply.kind === 'not-sent' ? 'payment.provider-unreachable' : reply.code;
  return { kind: 'unknown', code, detail: reply.detail };
}
