import * as v from 'valibot';
import type { RefundAnswer, RefundRequest, RefundTiming } from '../provider.ts';
import { noReply, statusOf } from './answers.ts';
import type { Reply } from './ask.ts';
import { meaningOf, wordOf } from './conditions.ts';
import { type PaymentReply, paymentBody, verdictOf } from './replies.ts';

/** The bank may be slow to agree; after a day it is a matter for the bank's people. */
export const cardRefundTiming: RefundTiming = {
  firstQueryMs: 5_000,
  queryIntervalMs: 10_000,
  queryIntervalMaxMs: 60_000,
  windowMs: 24 * 3_600_000,
};

/** What the terminal says to a refund. */
export function refundAnswer(reply: Reply, request: RefundRequest, currency: string): RefundAnswer {
  // nothing left the till, and it may be sent again: that is no refusal
  if (reply.kind !== 'reply') return noReply(reply);
  const parsed = v.safeParse(paymentBody, reply.body);
  if (!parsed.success) return unknown('an answer that cannot be read');
  return judge(parsed.output.PaymentResponse, request, currency);
}

/** What the terminal says when it is asked about one. */
export function refundQueryAnswer(
  reply: Reply,
  request: RefundRequest,
  currency: string,
): RefundAnswer {
  const status = statusOf(reply);
  switch (status.kind) {
    case 'payment':
      return judge(status.payment, request, currency);
    case 'waiting':
      return { kind: 'processing' };
    case 'reversed':
      return unknown('a refund that was reversed');
    case 'not-found':
    case 'unknown':
      return status;
  }
}

function judge(
  payment: PaymentReply,
  { refundNumber, amountMinor }: RefundRequest,
  currency: string,
): RefundAnswer {
  if (payment.SaleData.SaleTransactionID.TransactionID !== refundNumber) {
    return unknown('an answer about another refund');
  }
  const verdict = verdictOf(payment);
  if (verdict.kind === 'unreadable') return unknown(verdict.detail);
  if (verdict.kind === 'refused') return refusal(verdict.condition);
  if (!verdict.isRefund) return unknown('an answer about a payment');
  if (verdict.amountMinor !== amountMinor || verdict.currency !== currency) {
    const detail = 'another amount than was asked for';
    return { kind: 'unknown', code: 'payment.amount-mismatch', detail };
  }
  const { amountMinor: refundedMinor, providerRef: providerRefundRef } = verdict;
  return { kind: 'refunded', refundedMinor, providerRefundRef };
}

function refusal(condition: string): RefundAnswer {
  const detail = wordOf(condition);
  // it was not taken in, so it can be sent again under the same number
  if (condition === 'Busy' || condition === 'InsertedCard') return { kind: 'not-found' };
  const meaning = meaningOf(condition);
  switch (meaning?.kind) {
    case 'waiting':
      return { kind: 'processing' };
    case 'not-found':
      // the payment that is to be given back
      return { kind: 'declined', code: 'refund.not-possible', detail };
    case 'declined': {
      const code = meaning.code === 'payment.declined' ? 'refund.not-possible' : meaning.code;
      return { kind: 'declined', code, detail };
    }
    case undefined:
      return unknown(detail);
  }
}

function unknown(detail: string): RefundAnswer {
  return { kind: 'unknown', code: 'payment.provider-error', detail };
}
