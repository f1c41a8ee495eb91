import type { ServerResponse } from 'node:http';
import { appid, mchid } from './keys.ts';
import type { Ledger } from './orders.ts';
import { type Fault, type Scenario, scenarios } from './scenarios.ts';

export type Reply = { readonly status: number; readonly body: object };

type BookedOrder = Ledger['orders'][number];

/** WeChat asks for the password by an error code in some answers and by the state in others. */
export function chargeReply(order: BookedOrder): Reply {
  const { asksByError }: Scenario = scenarios[order.scenario];
  if (!asksByError || order.state !== 'USERPAYING') return orderReply(order);
  return { status: 400, body: { code: 'USERPAYING', message: '需要用户输入支付密码' } };
}

export function orderReply(order: BookedOrder): Reply {
  const isPaid = order.state === 'SUCCESS';
  const body = {
    appid,
    mchid,
    out_trade_no: order.outTradeNo,
    trade_type: 'MICROPAY',
    trade_state: order.state,
    trade_state_desc: isPaid ? '支付成功' : '需要用户输入支付密码',
    ...(isPaid
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

/** The faults that keep the provider from doing anything, and what is answered instead. */
export const repliesWithoutEffect: Partial<Record<Fault, Reply>> = {
  'bad-gateway': { status: 502, body: {} },
  'rate-limit': { status: 429, body: { code: 'FREQUENCY_LIMITED', message: '频率超限' } },
  'parameter-error': { status: 400, body: { code: 'PARAM_ERROR', message: '参数错误' } },
};

export function replyAfterEffect(fault: Fault | null, reply: Reply): Reply {
  if (fault === 'system-error') {
    return { status: 500, body: { code: 'SYSTEM_ERROR', message: '系统异常，请稍后重试' } };
  }
  if (fault !== 'wrong-amount' || !('amount' in reply.body)) return reply;
  const amount = { total: 1, payer_total: 1, currency: 'CNY', payer_currency: 'CNY' };
  return { status: reply.status, body: { ...reply.body, amount } };
}

export function send(
  response: ServerResponse,
  reply: Reply,
  headers: Record<string, string>,
): void {
  const isPage = reply.status === 502;
  const body = isPage ? '<html><h1>502 Bad Gateway</h1></html>' : JSON.stringify(reply.body);
  const type = isPage ? 'text/html' : 'application/json; charset=utf-8';
  response.writeHead(reply.status, { 'Content-Type': type, ...headers });
  response.end(body);
}
