import * as v from 'valibot';
import { atUtc8, fenOfYuan } from './amounts.ts';

/** The methods of both protocols; a path of v3 is the method's name with slashes. */
export const methods = [
  'alipay.trade.pay',
  'alipay.trade.precreate',
  'alipay.trade.query',
  'alipay.trade.cancel',
  'alipay.trade.close',
  'alipay.trade.refund',
  'alipay.trade.fastpay.refund.query',
  'alipay.data.dataservice.bill.downloadurl.query',
] as const;

export type Method = (typeof methods)[number];

const number = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_]{1,64}$/));
const amount = v.pipe(v.string(), v.transform(fenOfYuan), v.number());
const short = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(32)), '-');

const orderFields = {
  out_trade_no: number,
  total_amount: amount,
  subject: v.pipe(v.string(), v.regex(/^[^/=&]{1,256}$/u)),
  store_id: short,
  terminal_id: short,
};

const schemas = {
  'alipay.trade.pay': v.object({
    ...orderFields,
    scene: v.literal('bar_code'),
    auth_code: v.pipe(v.string(), v.regex(/^(2[5-9]|30)[0-9]{14,22}$/)),
  }),
  'alipay.trade.precreate': v.object({
    ...orderFields,
    time_expire: v.optional(
      v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/), v.transform(atUtc8)),
    ),
  }),
  either: v.union([v.object({ trade_no: number }), v.object({ out_trade_no: number })]),
  'alipay.trade.refund': v.strictObject({
    out_trade_no: number,
    refund_amount: amount,
    out_request_no: number,
    refund_reason: v.optional(v.string()),
  }),
  'alipay.trade.fastpay.refund.query': v.object({ out_trade_no: number, out_request_no: number }),
  bill: v.object({
    bill_type: v.literal('trade'),
    bill_date: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/)),
  }),
};

export type Charge = {
  readonly operation: 'charge';
  readonly isShown: boolean;
  readonly outTradeNo: string;
  readonly code: string;
  readonly totalMinor: number;
  readonly subject: string;
  readonly terminalId: string;
  readonly expiresAt: number;
};

export type Call =
  | Charge
  | { readonly operation: 'query'; readonly outTradeNo: string; readonly tradeNo: string }
  | { readonly operation: 'cancel' | 'close'; readonly outTradeNo: string }
  | {
      readonly operation: 'refund' | 'refund-query';
      readonly outTradeNo: string;
      readonly requestNo: string;
      readonly amountMinor: number;
    }
  | { readonly operation: 'bill'; readonly outTradeNo: ''; readonly day: string };

/** Null for a request that the protocol does not allow. @throws ValiError, which the desk turns into null. */
export function parseCall(method: Method, content: unknown): Call | null {
  try {
    return parse(method, content);
  } catch (error) {
    if (v.isValiError(error)) return null;
    throw error;
  }
}

function parse(method: Method, content: unknown): Call {
  switch (method) {
    case 'alipay.trade.pay': {
      const pay = v.parse(schemas[method], content);
      return { ...chargeOf(pay), isShown: false, code: pay.auth_code };
    }
    case 'alipay.trade.precreate': {
      const shown = v.parse(schemas[method], content);
      return { ...chargeOf(shown), expiresAt: shown.time_expire ?? Number.MAX_SAFE_INTEGER };
    }
    case 'alipay.trade.query': {
      const found = v.parse(schemas.either, content);
      const tradeNo = 'trade_no' in found ? found.trade_no : '';
      return { operation: 'query', tradeNo, outTradeNo: orderNumberOf(found) };
    }
    case 'alipay.trade.cancel':
    case 'alipay.trade.close': {
      const operation = method === 'alipay.trade.cancel' ? 'cancel' : 'close';
      return { operation, outTradeNo: orderNumberOf(v.parse(schemas.either, content)) };
    }
    case 'alipay.trade.refund': {
      const refund = v.parse(schemas[method], content);
      const { out_trade_no: outTradeNo, out_request_no: requestNo } = refund;
      return { operation: 'refund', outTradeNo, requestNo, amountMinor: refund.refund_amount };
    }
    case 'alipay.trade.fastpay.refund.query': {
      const asked = v.parse(schemas[method], content);
      const { out_trade_no: outTradeNo, out_request_no: requestNo } = asked;
      return { operation: 'refund-query', outTradeNo, requestNo, amountMinor: 0 };
    }
    case 'alipay.data.dataservice.bill.downloadurl.query':
      return { operation: 'bill', outTradeNo: '', day: v.parse(schemas.bill, content).bill_date };
  }
}

function chargeOf(fields: {
  out_trade_no: string;
  total_amount: number;
  subject: string;
  terminal_id: string;
}): Charge {
  return {
    operation: 'charge',
    isShown: true,
    outTradeNo: fields.out_trade_no,
    code: '',
    totalMinor: fields.total_amount,
    subject: fields.subject,
    terminalId: fields.terminal_id,
    expiresAt: Number.MAX_SAFE_INTEGER,
  };
}

function orderNumberOf(found: { trade_no: string } | { out_trade_no: string }): string {
  return 'out_trade_no' in found ? found.out_trade_no : '';
}

export function isMethod(name: string): name is Method {
  return methods.some((method) => method === name);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
