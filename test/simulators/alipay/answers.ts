import { utc8, yuan } from './amounts.ts';
import { sellerId } from './keys.ts';
import type { Order, OrderBook, Outcome } from './orders.ts';
import type { Call, Charge } from './request.ts';
import {
  type Fault,
  type Refusal,
  type Scenario,
  type ScenarioName,
  scenarios,
} from './scenarios.ts';

/** What the provider says, before it is put into one of the two protocols' words. */
export type Answer =
  | { readonly kind: 'success'; readonly body: Readonly<Record<string, unknown>> }
  /** 10003: the customer is asked for the password. */
  | {
      readonly kind: 'waiting';
      readonly body: Readonly<Record<string, unknown>>;
      readonly isError: boolean;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** 20000: it may have happened or not. */
  | { readonly kind: 'system-error' }
  | { readonly kind: 'rate-limit' };

export function chargeAnswer(book: OrderBook, call: Charge, scenario: ScenarioName): Answer {
  const { operation: _, ...order } = call;
  const outcome = book.charge({ ...order, scenario });
  if (!outcome.ok) return refused(outcome);
  const { done } = outcome;
  if (done.qrCode !== null) {
    return success({ out_trade_no: done.outTradeNo, qr_code: done.qrCode });
  }
  const { asksByError }: Scenario = scenarios[done.scenario];
  const body = tradeBody(done);
  if (done.status === 'WAIT_BUYER_PAY') {
    return { kind: 'waiting', body, isError: asksByError === true };
  }
  return success({ ...body, gmt_payment: utc8(done.paidAt) });
}

/** What a call does to the books, and what comes of it. */
export function answerTo(
  book: OrderBook,
  call: Exclude<Call, Charge | { operation: 'bill' }>,
): Answer {
  switch (call.operation) {
    case 'query': {
      const { outTradeNo, tradeNo } = call;
      const isIt = (order: Readonly<Order>) =>
        tradeNo === '' ? order.outTradeNo === outTradeNo : order.tradeNo === tradeNo;
      const order = book.query(isIt);
      if (!order) return notExisting;
      return success({ ...tradeBody(order), trade_status: order.status, seller_id: sellerId });
    }
    case 'cancel': {
      const outcome = book.cancel(call.outTradeNo);
      if (!outcome.ok) return refused(outcome);
      const action = outcome.done === null ? {} : { action: outcome.done };
      return success({ out_trade_no: call.outTradeNo, retry_flag: 'N', ...action });
    }
    case 'close': {
      const outcome = book.close(call.outTradeNo);
      return outcome.ok ? success({ out_trade_no: call.outTradeNo }) : refused(outcome);
    }
    case 'refund': {
      const outcome = book.refund(call.outTradeNo, call.requestNo, call.amountMinor);
      if (!outcome.ok) return refused(outcome);
      const { order, isMoved } = outcome.done;
      return success({
        trade_no: order.tradeNo,
        out_trade_no: order.outTradeNo,
        refund_fee: yuan(order.refundedMinor),
        fund_change: isMoved ? 'Y' : 'N',
      });
    }
    case 'refund-query':
      return refundQueryAnswer(book.find(call.outTradeNo), call.requestNo);
  }
}

/** The faults that keep the provider from doing anything, and what is answered instead. */
export function answerWithoutEffect(fault: Fault | null, outTradeNo: string): Answer | null {
  if (fault === 'rate-limit') return { kind: 'rate-limit' };
  if (fault === 'retry-flag') return success({ out_trade_no: outTradeNo, retry_flag: 'Y' });
  if (fault !== 'seller-balance') return null;
  const refusal = { code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH', message: '卖家余额不足' };
  return { kind: 'refused', refusal };
}

export function answerAfterEffect(fault: Fault | null, answer: Answer): Answer {
  if (fault === 'system-error') return { kind: 'system-error' };
  if (answer.kind !== 'success') return answer;
  if (fault === 'wrong-amount') return success({ ...answer.body, total_amount: '0.01' });
  if (fault === 'another-order') return success({ ...answer.body, out_trade_no: 'another' });
  if (fault === 'refund-silent') return success({ ...answer.body, fund_change: 'N' });
  return answer;
}

/** @param order null: no such order, which is answered as an unscanned one is. */
function refundQueryAnswer(order: Readonly<Order> | null, requestNo: string): Answer {
  if (!order?.isScanned) return notExisting;
  const refund = order.refunds.find((known) => known.requestNo === requestNo);
  if (!refund) return success({});
  return success({
    trade_no: order.tradeNo,
    out_trade_no: order.outTradeNo,
    out_request_no: requestNo,
    total_amount: yuan(order.totalMinor),
    refund_amount: yuan(refund.amountMinor),
    refund_status: 'REFUND_SUCCESS',
  });
}

function tradeBody(order: Readonly<Order>): Record<string, unknown> {
  const paid = yuan(order.paidMinor);
  return {
    trade_no: order.tradeNo,
    out_trade_no: order.outTradeNo,
    buyer_logon_id: '159****5620',
    total_amount: yuan(order.totalMinor),
    receipt_amount: paid,
    buyer_pay_amount: paid,
    // slashes are escaped on the wire: an answer that is parsed and written again is another one
    store_name: '街角小店/1',
    fund_bill_list: [{ fund_channel: 'ALIPAYACCOUNT', amount: paid }],
  };
}

function success(body: Readonly<Record<string, unknown>>): Answer {
  return { kind: 'success', body };
}

function refused({ refusal }: Extract<Outcome<unknown>, { ok: false }>): Answer {
  return { kind: 'refused', refusal };
}

const notExisting: Answer = {
  kind: 'refused',
  refusal: { code: 'ACQ.TRADE_NOT_EXIST', message: '交易不存在' },
};
