import * as v from 'valibot';
import { appid, mchid } from './keys.ts';
import type { NewOrder } from './orders.ts';
import type { RefundOrder } from './refunds.ts';
import type { Operation } from './scenario.ts';

const fen = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const orderNumber = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_*-]{6,32}$/));
const deviceId = v.optional(v.pipe(v.string(), v.maxLength(32)));

const everyOrder = {
  appid: v.literal(appid),
  mchid: v.literal(mchid),
  description: v.pipe(v.string(), v.minLength(1), v.maxLength(127)),
  out_trade_no: orderNumber,
  amount: v.object({ total: fen, currency: v.literal('CNY') }),
};

const codepaySchema = v.object({
  ...everyOrder,
  payer: v.object({ auth_code: v.pipe(v.string(), v.regex(/^1[0-5][0-9]{16}$/)) }),
  scene_info: v.object({
    device_id: deviceId,
    device_ip: v.pipe(v.string(), v.minLength(1)),
    store_info: v.optional(v.object({ out_id: v.optional(v.string()) })),
  }),
});

const nativeSchema = v.object({
  ...everyOrder,
  time_expire: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\+\d\d:\d\d|Z)$/),
    v.transform((text) => Date.parse(text)),
    v.integer(),
  ),
  notify_url: v.pipe(v.string(), v.maxLength(255), v.regex(/^https:\/\/[^?]+$/)),
  scene_info: v.object({
    payer_client_ip: v.pipe(v.string(), v.minLength(1)),
    device_id: deviceId,
    store_info: v.optional(v.object({ id: v.string() })),
  }),
});

const reverseSchema = v.object({ appid: v.literal(appid), mchid: v.literal(mchid) });
const closeSchema = v.object({ mchid: v.literal(mchid) });

const refundSchema = v.object({
  out_trade_no: orderNumber,
  out_refund_no: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_|*@-]{1,64}$/)),
  reason: v.optional(v.pipe(v.string(), v.maxBytes(80)), ''),
  amount: v.object({ refund: fen, total: fen, currency: v.literal('CNY') }),
});

const daySchema = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/));

export type Call =
  | { readonly kind: 'charge'; readonly order: NewOrder; readonly code: string }
  | { readonly kind: 'show'; readonly order: NewOrder; readonly expiresAt: number }
  | { readonly kind: 'query' | 'reverse' | 'close'; readonly outTradeNo: string }
  | { readonly kind: 'find'; readonly transactionId: string }
  | { readonly kind: 'refund'; readonly refund: RefundOrder }
  | { readonly kind: 'refund-query'; readonly outRefundNo: string }
  | { readonly kind: 'bill'; readonly day: string }
  | { readonly kind: 'download'; readonly token: string };

/** Which scenario a call belongs to and what it counts as there; null for a call without one. */
export function subjectOf(
  call: Call,
): { readonly operation: Operation; readonly number: string } | null {
  switch (call.kind) {
    case 'charge':
    case 'show':
      return { operation: 'charge', number: call.order.outTradeNo };
    case 'query':
      return { operation: 'query', number: call.outTradeNo };
    case 'reverse':
    case 'close':
      return { operation: 'reverse', number: call.outTradeNo };
    case 'refund':
      return { operation: 'refund', number: call.refund.outRefundNo };
    case 'refund-query':
      return { operation: 'refund-query', number: call.outRefundNo };
    case 'find':
    case 'bill':
    case 'download':
      return null;
  }
}

/** Null for a request that the protocol does not allow. */
export function parseCall(method: string, url: string, body: string): Call | null {
  const { pathname, searchParams } = new URL(url, 'https://localhost');
  return method === 'POST'
    ? parsePost(pathname, parseJson(body))
    : parseGet(pathname, searchParams);
}

function parsePost(pathname: string, body: unknown): Call | null {
  switch (pathname) {
    case '/v3/pay/transactions/codepay': {
      const parsed = v.safeParse(codepaySchema, body);
      if (!parsed.success) return null;
      const { payer, scene_info } = parsed.output;
      const order = orderOf(parsed.output, scene_info.device_id);
      return { kind: 'charge', order, code: payer.auth_code };
    }
    case '/v3/pay/transactions/native': {
      const parsed = v.safeParse(nativeSchema, body);
      if (!parsed.success) return null;
      const { time_expire: expiresAt, scene_info } = parsed.output;
      return { kind: 'show', order: orderOf(parsed.output, scene_info.device_id), expiresAt };
    }
    case '/v3/refund/domestic/refunds':
      return parseRefund(body);
  }
  const path = /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/(reverse|close)$/.exec(pathname);
  const outTradeNo = decodeURIComponent(path?.[1] ?? '');
  if (path?.[2] === 'reverse' && v.is(reverseSchema, body)) return { kind: 'reverse', outTradeNo };
  if (path?.[2] === 'close' && v.is(closeSchema, body)) return { kind: 'close', outTradeNo };
  return null;
}

function parseGet(pathname: string, query: URLSearchParams): Call | null {
  const refund = /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/.exec(pathname);
  if (refund) return { kind: 'refund-query', outRefundNo: decodeURIComponent(refund[1] ?? '') };
  const day = query.get('bill_date');
  if (pathname === '/v3/bill/tradebill' && v.is(daySchema, day)) {
    const isPacked = query.get('tar_type') === 'GZIP' && query.get('bill_type') === 'ALL';
    return isPacked ? { kind: 'bill', day } : null;
  }
  const token = query.get('token');
  if (pathname === '/v3/billdownload/file' && token !== null) return { kind: 'download', token };
  const order = /^\/v3\/pay\/transactions\/(out-trade-no|id)\/([^/]+)$/.exec(pathname);
  if (!order || query.get('mchid') !== mchid) return null;
  const number = decodeURIComponent(order[2] ?? '');
  return order[1] === 'id'
    ? { kind: 'find', transactionId: number }
    : { kind: 'query', outTradeNo: number };
}

function parseRefund(body: unknown): Call | null {
  const parsed = v.safeParse(refundSchema, body);
  if (!parsed.success) return null;
  const { out_trade_no: outTradeNo, out_refund_no: outRefundNo, reason, amount } = parsed.output;
  const { refund: refundMinor, total: totalMinor } = amount;
  return { kind: 'refund', refund: { outTradeNo, outRefundNo, reason, refundMinor, totalMinor } };
}

function orderOf(
  body: {
    readonly out_trade_no: string;
    readonly description: string;
    readonly amount: { readonly total: number };
  },
  device: string | undefined,
): NewOrder {
  const { out_trade_no: outTradeNo, description, amount } = body;
  const order = { outTradeNo, description, totalMinor: amount.total };
  return device === undefined ? order : { ...order, deviceId: device };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
