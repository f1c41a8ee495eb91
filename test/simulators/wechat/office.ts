import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type BillRow, billPieces, chinaTime } from './bill.ts';
import { appid, mchid } from './keys.ts';
import { OrderBook, refuse } from './orders.ts';
import type { BillScenarioName } from './refund-scenarios.ts';
import { RefundBook } from './refunds.ts';
import {
  chargeReply,
  orderReply,
  parameterError,
  type Reply,
  refundReply,
  refusedReply,
} from './replies.ts';
import type { Call } from './request.ts';
import type { ScenarioName } from './scenarios.ts';
import { isShownScenarioName, type ShownScenarioName } from './shown-scenarios.ts';

const orderMissing = refusedReply(refuse(404, 'ORDER_NOT_EXIST', '订单不存在'));
const refundMissing = refusedReply(refuse(404, 'RESOURCE_NOT_EXISTS', '退款单不存在'));
const systemError = refusedReply(refuse(500, 'SYSTEM_ERROR', '系统异常'));

/** What WeChat does when a request has got through, and says when the answer does. */
export class Office {
  readonly orders = new OrderBook();
  readonly refunds = new RefundBook(this.orders);
  readonly #files = new Map<string, Buffer>();

  act(call: Call, scenario: ScenarioName | ShownScenarioName, origin: string): Reply {
    switch (call.kind) {
      case 'charge': {
        const played = isShownScenarioName(scenario) ? 'paid' : scenario;
        const outcome = this.orders.charge(call.order, call.code, played);
        return outcome.kind === 'order' ? chargeReply(outcome.order) : refusedReply(outcome);
      }
      case 'show': {
        const played = isShownScenarioName(scenario) ? scenario : 'shown-open';
        const outcome = this.orders.show(call.order, call.expiresAt, played);
        return outcome.kind === 'order' ? chargeReply(outcome.order) : refusedReply(outcome);
      }
      case 'query': {
        const order = this.orders.query(call.outTradeNo);
        return order ? orderReply(order) : orderMissing;
      }
      case 'find': {
        const order = this.orders.find(call.transactionId);
        return order ? orderReply(order) : orderMissing;
      }
      case 'reverse': {
        const order = this.orders.reverse(call.outTradeNo);
        if (!order) return orderMissing;
        return { status: 200, body: { appid, mchid, out_trade_no: order.outTradeNo } };
      }
      case 'close': {
        const outcome = this.orders.close(call.outTradeNo);
        return outcome === 'closed' ? { status: 204, body: null } : refusedReply(outcome);
      }
      case 'refund': {
        const outcome = this.refunds.refund(call.refund);
        return 'kind' in outcome ? refusedReply(outcome) : refundReply(outcome);
      }
      case 'refund-query': {
        const refund = this.refunds.query(call.outRefundNo);
        return refund ? refundReply(refund) : refundMissing;
      }
      case 'bill':
        return this.bill(call.day, 'bill-ready', origin);
      case 'download':
        return this.#download(call.token);
    }
  }

  /** Where the day's bill can be fetched, once. */
  bill(day: string, scenario: BillScenarioName, origin: string): Reply {
    if (scenario === 'bill-creating') {
      return refusedReply(refuse(400, 'STATEMENT_CREATING', '账单生成中'));
    }
    if (scenario === 'bill-system-error') return systemError;
    const rows = this.rows(day);
    if (rows.length === 0 || scenario === 'bill-missing') {
      return refusedReply(refuse(400, 'NO_STATEMENT_EXIST', '账单文件不存在'));
    }
    const text = [...billPieces(rows)].join('');
    const token = randomBytes(16).toString('hex');
    const file = gzipSync(text);
    if (scenario !== 'bill-refused') {
      this.#files.set(token, scenario === 'bill-cut-off' ? file.subarray(0, -20) : file);
    }
    const digested = scenario === 'bill-wrong-digest' ? `${text} ` : text;
    const host = scenario === 'bill-elsewhere' ? 'https://bills.example' : origin;
    const body = {
      hash_type: 'SHA1',
      hash_value: createHash('sha1').update(digested).digest('hex'),
      download_url: `${host}/v3/billdownload/file?token=${token}`,
    };
    return scenario === 'bill-unsigned'
      ? { status: 200, body, isUnsigned: true }
      : { status: 200, body };
  }

  /** The rows of a day in China, in the order of their times. */
  rows(day: string): BillRow[] {
    const rows = [...this.#orderRows(), ...this.#refundRows()];
    return rows
      .filter(({ at }) => chinaTime(at).startsWith(day))
      .sort((one, other) => one.at - other.at);
  }

  *#orderRows(): Generator<BillRow> {
    for (const order of this.orders.ledger().orders) {
      const { outTradeNo: orderNumber, transactionId, paidAt, revokedAt } = order;
      const { deviceId: terminal = '', description: name = '' } = order;
      if (paidAt === undefined) continue;
      const isShown = order.shown !== undefined;
      const row = { orderNumber, transactionId, terminal, name, isShown };
      yield { ...row, kind: 'payment', at: paidAt, amountMinor: order.paidMinor };
      if (revokedAt !== undefined) {
        yield { ...row, kind: 'reversal', at: revokedAt, amountMinor: order.paidMinor };
      }
    }
  }

  *#refundRows(): Generator<BillRow> {
    for (const refund of this.refunds.list()) {
      const order = this.orders.open(refund.outTradeNo);
      const isFailed = refund.state === 'CLOSED' || refund.state === 'ABNORMAL';
      yield {
        kind: 'refund',
        at: refund.createdAt,
        orderNumber: refund.outTradeNo,
        transactionId: refund.transactionId,
        amountMinor: refund.refundMinor,
        terminal: order?.deviceId ?? '',
        name: order?.description ?? '',
        isShown: order?.shown !== undefined,
        refundNumber: refund.outRefundNo,
        refundId: refund.refundId,
        refundState: isFailed ? 'FAIL' : refund.state === 'SUCCESS' ? 'SUCCESS' : 'PROCESSING',
      };
    }
  }

  #download(token: string): Reply {
    const bytes = this.#files.get(token);
    if (!bytes) return parameterError;
    this.#files.delete(token);
    return { status: 200, body: null, bytes, isUnsigned: true };
  }
}
