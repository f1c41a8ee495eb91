import * as v from 'valibot';
import { appid, mchid } from './keys.ts';
import type { Operation } from './scenarios.ts';

const codepaySchema = v.object({
  appid: v.literal(appid),
  mchid: v.literal(mchid),
  description: v.pipe(v.string(), v.minLength(1), v.maxLength(127)),
  out_trade_no: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_*-]{6,32}$/)),
  payer: v.object({ auth_code: v.pipe(v.string(), v.regex(/^1[0-5][0-9]{16}$/)) }),
  amount: v.object({
    total: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    currency: v.literal('CNY'),
  }),
  scene_info: v.object({
    device_id: v.optional(v.pipe(v.string(), v.maxLength(32))),
    device_ip: v.pipe(v.string(), v.minLength(1)),
    store_info: v.optional(v.object({ out_id: v.optional(v.string()) })),
  }),
});

const reverseSchema = v.object({ appid: v.literal(appid), mchid: v.literal(mchid) });

export type Call =
  | {
      readonly operation: 'charge';
      readonly outTradeNo: string;
      readonly code: string;
      readonly totalMinor: number;
    }
  | { readonly operation: Exclude<Operation, 'charge'>; readonly outTradeNo: string };

/** Null for a request that the protocol does not allow. */
export function parseCall(url: string, body: string): Call | null {
  const { pathname, searchParams } = new URL(url, 'https://localhost');
  if (pathname === '/v3/pay/transactions/codepay') {
    const parsed = v.safeParse(codepaySchema, parseJson(body));
    if (!parsed.success) return null;
    const { out_trade_no: outTradeNo, payer, amount } = parsed.output;
    return { operation: 'charge', outTradeNo, code: payer.auth_code, totalMinor: amount.total };
  }
  const path = /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)(\/reverse)?$/.exec(pathname);
  const outTradeNo = decodeURIComponent(path?.[1] ?? '');
  if (outTradeNo === '') return null;
  if (path?.[2]) {
    return v.is(reverseSchema, parseJson(body)) ? { operation: 'reverse', outTradeNo } : null;
  }
  return searchParams.get('mchid') === mchid ? { operation: 'query', outTradeNo } : null;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
