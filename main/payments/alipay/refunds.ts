import * as v from 'valibot';
import type { RefundAnswer, RefundPort, RefundRequest } from '../provider.ts';
import { isRefusal, isSuccess, noReply, providerError } from './answers.ts';
import { type AlipayCall, type AlipayReply, paths } from './client.ts';
import { describe, errorOf, isNotFoundCode, plainCode } from './error-codes.ts';
import { refundTiming } from './timing.ts';
import { fenOf, yuanOf } from './yuan.ts';

const reasonCharactersMax = 100;

/** Refunds through `trade.refund`; a repeated request number refunds once (payment-facts 2.5). */
export function createRefunds(call: AlipayCall): RefundPort {
  const ask = async (request: RefundRequest): Promise<RefundAnswer> =>
    refundQueryAnswer(await call(paths.refundQuery, questionOf(request)), request);

  return {
    timing: refundTiming,
    query: ask,
    async refund(request) {
      const answer = refundAnswer(await call(paths.refund, bodyOf(request)), request);
      if (answer !== 'ask') return answer;
      const found = await ask(request);
      // It is closed, or known with another amount, and not by this refund.
      return found.kind === 'not-found' ? notPossible('the trade takes no such refund') : found;
    },
  };
}

/** Alipay warns that a field it does not know may refund twice (opendocs 02ekfs): these and no more. */
function bodyOf({ order, refundNumber, amountMinor, reason }: RefundRequest): object {
  return {
    out_trade_no: order.orderNumber,
    refund_amount: yuanOf(amountMinor),
    out_request_no: refundNumber,
    refund_reason: [...reason].slice(0, reasonCharactersMax).join(''),
  };
}

function questionOf({ order, refundNumber }: RefundRequest): object {
  return { out_trade_no: order.orderNumber, out_request_no: refundNumber };
}

const refundSchema = v.object({
  out_trade_no: v.string(),
  fund_change: v.optional(v.string(), ''),
  /** Everything that was refunded of the trade so far. */
  refund_fee: v.optional(v.string(), ''),
});

/**
 * `fund_change` Y says that this very call moved money; without it the refund may have been made by an
 * earlier one, which the query tells. `ask`: the query must tell now.
 */
export function refundAnswer(reply: AlipayReply, request: RefundRequest): RefundAnswer | 'ask' {
  if (reply.kind !== 'reply') return noReply(reply);
  if (!isSuccess(reply)) return refundError(reply);
  if (!reply.isSigned) return unsigned;
  const parsed = v.safeParse(refundSchema, reply.body);
  if (!parsed.success || parsed.output.out_trade_no !== request.order.orderNumber) return notOurs;
  if (parsed.output.fund_change !== 'Y') return { kind: 'processing' };
  const refundedSoFar = fenOf(parsed.output.refund_fee);
  if (refundedSoFar === null || refundedSoFar < request.amountMinor) return { kind: 'processing' };
  return refunded(request);
}

const querySchema = v.object({
  out_trade_no: v.optional(v.string(), ''),
  out_request_no: v.optional(v.string(), ''),
  refund_status: v.optional(v.string(), ''),
  refund_amount: v.optional(v.string(), ''),
});

/** An answer without `refund_status` says that the refund never arrived or failed (opendocs 02ekft). */
export function refundQueryAnswer(reply: AlipayReply, request: RefundRequest): RefundAnswer {
  if (reply.kind !== 'reply') return noReply(reply);
  if (!isSuccess(reply)) {
    const isNotFound = isRefusal(reply) && isNotFoundCode(errorOf(reply.body).code);
    return isNotFound ? { kind: 'not-found' } : providerError(reply);
  }
  if (!reply.isSigned) return unsigned;
  const parsed = v.safeParse(querySchema, reply.body);
  if (!parsed.success) return notOurs;
  const { out_trade_no: orderNumber, out_request_no: refundNumber, ...found } = parsed.output;
  if (found.refund_status === '') return { kind: 'not-found' };
  if (orderNumber !== request.order.orderNumber || refundNumber !== request.refundNumber) {
    return notOurs;
  }
  if (found.refund_status === 'REFUND_FAIL') return notPossible('REFUND_FAIL');
  if (found.refund_status !== 'REFUND_SUCCESS') return { kind: 'processing' };
  if (fenOf(found.refund_amount) === request.amountMinor) return refunded(request);
  const detail = 'another amount was refunded under this number';
  return { kind: 'unknown', code: 'payment.amount-mismatch', detail };
}

const exceeding: ReadonlySet<string> = new Set([
  'REASON_TRADE_REFUND_FEE_ERR',
  'REFUND_AMT_NOT_EQUAL_TOTAL',
  'REFUND_FEE_ERROR',
]);

const impossible: ReadonlySet<string> = new Set([
  'SELLER_BALANCE_NOT_ENOUGH',
  'TRADE_HAS_FINISHED',
  'TRADE_NOT_ALLOW_REFUND',
  'NOT_ALLOW_PARTIAL_REFUND',
  'ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND',
  'REASON_TRADE_BEEN_FREEZEN',
  'TRADE_NOT_EXIST',
  'TRADE_STATUS_ERROR',
  'INVALID_PARAMETER',
  'ACCESS_FORBIDDEN',
  'BUYER_NOT_EXIST',
  'BUYER_ENABLE_STATUS_FORBID',
]);

/** Business codes of opendocs 02ekfs. A trade that is closed may be so by this refund: ask. */
function refundError(reply: Extract<AlipayReply, { kind: 'reply' }>): RefundAnswer | 'ask' {
  const error = errorOf(reply.body);
  const code = plainCode(error.code);
  if (!isRefusal(reply)) return providerError(reply);
  if (code === 'TRADE_HAS_CLOSE' || code === 'DISCORDANT_REPEAT_REQUEST') return 'ask';
  if (exceeding.has(code)) {
    return { kind: 'declined', code: 'refund.exceeds-paid', detail: describe(error) };
  }
  return impossible.has(code) ? notPossible(describe(error)) : providerError(reply);
}

/** Alipay numbers no refunds: it knows one by the trade and by our request number. */
function refunded({ refundNumber, amountMinor }: RefundRequest): RefundAnswer {
  return { kind: 'refunded', refundedMinor: amountMinor, providerRefundRef: refundNumber };
}

function notPossible(detail: string): RefundAnswer {
  return { kind: 'declined', code: 'refund.not-possible', detail };
}

const notOurs: RefundAnswer = {
  kind: 'unknown',
  code: 'payment.provider-error',
  detail: 'not our refund, or one that cannot be read',
};

const unsigned: RefundAnswer = {
  kind: 'unknown',
  code: 'payment.signature-wrong',
  detail: 'a success without a signature',
};
