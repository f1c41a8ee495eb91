import type { ServerResponse } from 'node:http';
import { appid, mchid } from './keys.ts';
import { type Ledger, type Refused, scenarioOf } from './orders.ts';
import type { Refund } from './refunds.ts';
import type { Fault } from './scenario.ts';

/** `null` is an empty body; `bytes` go out as they are, and unsigned, as WeChat's files do. */
export type Reply = {
  readonly status: number;
  readonly body: object | null;
  readonly bytes?: Buffer;
  readonly isUnsigned?: true;
};

type BookedOrder = Ledger['orders'][number];

/** WeChat asks for the password by an error code in some answers and by the state in others. */
export function chargeReply(order: BookedOrder): Reply {
  if (order.shown) return { status: 200, body: { code_url: order.shown.codeUrl } };
  if (!scenarioOf(order).asksByError || order.state !== 'USERPAYING') return orderReply(order);
  return { status: 400, body: { code: 'USERPAYING', message: '需要用户输入支付密码' } };
}

export function orderReply(order: BookedOrder): Reply {
  const wasPaid = order.state === 'SUCCESS' || order.state === 'REFUND';
  const body = {
    appid,
    mchid,
    out_trade_no: order.outTradeNo,
    trade_type: order.shown ? 'NATIVE' : 'MICROPAY',
    trade_state: order.state,
    trade_state_desc: wasPaid ? '支付成功' : '未支付',
    ...(wasPaid
      ? {
          transaction_id: order.transactionId,
          bank_type: 'OTHERS',
          success_time: '2026-01-01T12:00:00+08:00',
          payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
          amount: {
            total: order.totalMinor,
            payer_total: order.totalMinor,
            currency: 'CNY',
            payer_currency: 'CNY',
          },
        }
      : {}),
  };
  return { status: 200, body };
}

export function refundReply(refund: Readonly<Refund>): Reply {
  const createTime = new Date(refund.createdAt).toISOString().replace(/\.\d+Z$/, 'Z');
  const body = {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: refund.transactionId,
    out_trade_no: refund.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    create_time: createTime,
    ...(refund.state === 'SUCCESS' ? { success_time: createTime } : {}),
    status: refund.state,
    funds_account: 'UNSETTLED',
    amount: {
      total: refund.totalMinor,
      refund: refund.refundMinor,
      payer_total: refund.totalMinor,
      payer_refund: refund.refundMinor,
      settlement_refund: refund.refundMinor,
      settlement_total: refund.totalMinor,
      discount_refund: 0,
      currency: 'CNY',
    },
  };
  return { status: 200, body };
}

export function refusedReply({ status, code, message }: Refused): Reply {
  return { status, body: { code, message } };
}

export const parameterError: Reply = {
  status: 400,
  body: { code: 'PARAM_ERROR', message: '参数错误' },
};

/** The faults that keep the provider from doing anything, and what is answered instead. */
export const repliesWithoutEffect: Partial<Record<Fault, Reply>> = {
  'bad-gateway': { status: 502, body: {} },
  'rate-limit': { status: 429, body: { code: 'FREQUENCY_LIMITED', message: '频率超限' } },
  'parameter-error': parameterError,
};

export function replyAfterEffect(fault: Fault | null, reply: Reply): Reply {
  if (fault === 'system-error') {
    return { status: 500, body: { code: 'SYSTEM_ERROR', message: '系统异常，请稍后重试' } };
  }
  if (fault !== 'wrong-amount' || !reply.body || !('amount' in reply.body)) return reply;
  const amount = { total: 1, refund: 1, payer_total: 1, currency: 'CNY', payer_currency: 'CNY' };
  return { status: reply.status, body: { ...reply.body, amount } };
}

export function textOf({ body }: Reply): string {
  return body === null ? '' : JSON.stringify(body);
}

export function send(
  response: ServerResponse,
  reply: Reply,
  headers: Record<string, string>,
): void {
  if (reply.bytes) {
    response.writeHead(reply.status, { 'Content-Type': 'application/x-gzip', ...headers });
    response.end(reply.bytes);
    return;
  }
  const isPage = reply.status === 502;
  const body = isPage ? '<html><h1>502 Bad Gateway</h1></html>' : textOf(reply);
  const type = isPage ? 'text/html' : 'application/json; charset=utf-8';
  response.writeHead(reply.status, { 'Content-Type': type, ...headers });
  response.end(body);
}
