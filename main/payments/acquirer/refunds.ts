import * as v from 'valibot';
import type { RefundAnswer, RefundPort, RefundRequest, RefundTiming } from '../provider.ts';
import { complaint, describe, doubtOf, isAbout, notOurs, unreadable } from './answers.ts';
import { type AcquirerReply, callAcquirer, type Line } from './client.ts';
import { answers } from './protocol.ts';
import { terminalOf } from './terminal.ts';
import { refundDeclineOf } from './words.ts';

/** Ours: no source gives a rule. A refund is asked for ever more seldom, and for three days. */
const refundTiming: RefundTiming = {
  firstQueryMs: 3_000,
  queryIntervalMs: 10_000,
  queryIntervalMaxMs: 10 * 60_000,
  windowMs: 3 * 24 * 3_600_000,
};

const reasonCharactersMax = 80;

export function refundPort(line: Line): RefundPort {
  const { merchantNumber } = line.account;
  return {
    timing: refundTiming,
    async refund(request) {
      const { order, refundNumber, amountMinor } = request;
      const reason = [...request.reason].slice(0, reasonCharactersMax).join('');
      const reply = await callAcquirer(line, 'refund', {
        merchantNumber,
        ...terminalOf(line.account),
        orderNumber: order.orderNumber,
        refundNumber,
        orderAmount: order.amountMinor,
        amount: amountMinor,
        currency: 'CNY',
        reason: reason === '' ? '-' : reason,
      });
      return refundAnswer(reply, request, merchantNumber);
    },
    async query(request) {
      const { order, refundNumber } = request;
      const { orderNumber } = order;
      const asked = { merchantNumber, orderNumber, refundNumber };
      const reply = await callAcquirer(line, 'queryRefund', asked);
      if (reply.kind === 'said' && reply.said.code === 'refund-not-found') {
        return { kind: 'not-found' };
      }
      return refundAnswer(reply, request, merchantNumber);
    },
  };
}

function refundAnswer(
  reply: AcquirerReply,
  { order, refundNumber, amountMinor }: RefundRequest,
  merchantNumber: string,
): RefundAnswer {
  if (reply.kind !== 'said') return doubtOf(reply);
  const { said } = reply;
  if (said.code === 'waiting') return { kind: 'processing' };
  if (said.code !== 'ok') {
    const code = said.code && refundDeclineOf(said.code);
    return code ? { kind: 'declined', code, detail: describe(said) } : complaint(said);
  }
  const parsed = v.safeParse(answers.refund, said.fields);
  if (!parsed.success) return unreadable('a refund');
  const refund = parsed.output;
  const { orderNumber } = order;
  const isOurs = isAbout(refund, { merchantNumber, orderNumber });
  if (!isOurs || refund.refundNumber !== refundNumber) return notOurs;
  switch (refund.state) {
    case 'processing':
      return { kind: 'processing' };
    case 'failed': {
      const code = (refund.failure && refundDeclineOf(refund.failure)) ?? 'refund.not-possible';
      return { kind: 'declined', code, detail: refund.failure ?? 'failed' };
    }
    case 'refunded':
      if (refund.amount !== amountMinor) {
        return { kind: 'unknown', code: 'payment.amount-mismatch', detail: 'another amount' };
      }
      return {
        kind: 'refunded',
        refundedMinor: refund.amount,
        providerRefundRef: refund.reference ?? refundNumber,
      };
  }
}
