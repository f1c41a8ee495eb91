/** The acquirer protocol as `docs/acquirer/openapi.json` has it. */
import * as v from 'valibot';
import { type Call, type Outcome, parseJson, type Tongue } from './messages.ts';
import type { Refusal } from './scenarios.ts';

const number = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_*-]{6,32}$/));
const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const text = (charactersMax: number) =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(charactersMax));
const terminal = {
  merchantNumber: text(32),
  terminalNumber: v.pipe(v.string(), v.maxLength(16)),
  terminalSerial: v.pipe(v.string(), v.maxLength(64)),
  location: v.optional(v.pipe(v.string(), v.maxLength(128))),
};
const newOrder = {
  ...terminal,
  orderNumber: number,
  orderTime: v.pipe(v.string(), v.isoTimestamp()),
  amount,
  currency: v.literal('CNY'),
  description: text(127),
};
const charge = v.strictObject({
  ...newOrder,
  paymentCode: v.pipe(v.string(), v.minLength(8), v.maxLength(1_024)),
  walletHint: v.optional(v.picklist(['wechat', 'alipay', 'unionpay', 'ecny', 'qq', 'emv'])),
});
const opening = v.strictObject({ ...newOrder, expiresAt: v.pipe(v.string(), v.isoTimestamp()) });
const reversal = v.strictObject(terminal);
const refund = v.strictObject({
  ...terminal,
  orderNumber: number,
  refundNumber: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{6,32}$/)),
  orderAmount: amount,
  amount,
  currency: v.literal('CNY'),
  reason: text(80),
});

const statusOf: Partial<Record<Refusal, number>> = {
  'signature-wrong': 401,
  'clock-wrong': 401,
  'not-permitted': 403,
  'order-not-found': 404,
  'refund-not-found': 404,
  'statement-not-ready': 404,
  'order-exists': 409,
  'request-invalid': 400,
  busy: 429,
  'system-error': 500,
};

export const ownTongue: Tongue = {
  headers: {
    merchant: 'Acquirer-Merchant',
    timestamp: 'Acquirer-Timestamp',
    nonce: 'Acquirer-Nonce',
    signature: 'Acquirer-Signature',
  },
  read: (method, url, body) => (method === 'POST' ? readPost(url, body) : readGet(url)),
  write(outcome) {
    if (outcome.kind !== 'refusal') return { status: 200, body: { code: 'ok', ...said(outcome) } };
    const { code } = outcome;
    return { status: statusOf[code] ?? 422, body: { code, message: `simulated: ${code}` } };
  },
};

function readPost({ pathname }: URL, body: string): Call | null {
  const json = parseJson(body);
  if (pathname === '/v1/charges') {
    const parsed = v.safeParse(charge, json);
    if (!parsed.success) return null;
    return { operation: 'charge', ...orderOf(parsed.output), code: parsed.output.paymentCode };
  }
  if (pathname === '/v1/shown-orders' || pathname === '/v1/links') {
    const parsed = v.safeParse(opening, json);
    if (!parsed.success) return null;
    const expiresAt = Date.parse(parsed.output.expiresAt);
    const way = pathname === '/v1/links' ? 'link' : 'shown';
    return { operation: 'open', way, ...orderOf(parsed.output), expiresAt };
  }
  if (pathname === '/v1/refunds') {
    const parsed = v.safeParse(refund, json);
    if (!parsed.success) return null;
    const { merchantNumber, orderNumber, refundNumber, amount: amountMinor } = parsed.output;
    return { operation: 'refund', merchantNumber, orderNumber, refundNumber, amountMinor };
  }
  const orderNumber = tail(pathname, /^\/v1\/orders\/([^/]+)\/reversal$/);
  const parsed = v.safeParse(reversal, json);
  if (orderNumber === null || !parsed.success) return null;
  return { operation: 'reverse', merchantNumber: parsed.output.merchantNumber, orderNumber };
}

function readGet({ pathname, searchParams }: URL): Call | null {
  const merchantNumber = searchParams.get('merchantNumber') ?? '';
  if (merchantNumber === '') return null;
  const orderNumber = tail(pathname, /^\/v1\/orders\/([^/]+)$/);
  if (orderNumber !== null) return { operation: 'query', merchantNumber, orderNumber };
  const reference = tail(pathname, /^\/v1\/orders-by-reference\/([^/]+)$/);
  if (reference !== null) return { operation: 'find', merchantNumber, reference };
  const refundNumber = tail(pathname, /^\/v1\/refunds\/([^/]+)$/);
  if (refundNumber !== null) return { operation: 'query-refund', merchantNumber, refundNumber };
  const day = tail(pathname, /^\/v1\/statements\/([0-9]{4}-[0-9]{2}-[0-9]{2})$/);
  return day === null ? null : { operation: 'statement', merchantNumber, day };
}

function tail(pathname: string, pattern: RegExp): string | null {
  const found = pattern.exec(pathname)?.[1];
  return found === undefined ? null : decodeURIComponent(found);
}

function orderOf(order: v.InferOutput<typeof opening> | v.InferOutput<typeof charge>) {
  return {
    merchantNumber: order.merchantNumber,
    orderNumber: order.orderNumber,
    amountMinor: order.amount,
    terminal: {
      number: order.terminalNumber,
      serial: order.terminalSerial,
      location: order.location ?? null,
    },
  };
}

function said(outcome: Exclude<Outcome, { kind: 'refusal' }>): object {
  switch (outcome.kind) {
    case 'statement': {
      const { kind: _, ...statement } = outcome;
      return statement;
    }
    case 'refund': {
      const { merchantNumber, orderNumber, refundNumber, state, reference, amountMinor } =
        outcome.refund;
      const amount = { amount: amountMinor, currency: 'CNY' };
      return { merchantNumber, orderNumber, refundNumber, state, reference, ...amount };
    }
    case 'opened': {
      const { merchantNumber, orderNumber, content, expiresAt } = outcome.order;
      const expiry = expiresAt === null ? {} : { expiresAt: new Date(expiresAt).toISOString() };
      return { merchantNumber, orderNumber, content, ...expiry };
    }
    case 'order': {
      const { order } = outcome;
      const { merchantNumber, orderNumber, state, reference, failure } = order;
      return {
        merchantNumber,
        orderNumber,
        state,
        reference,
        amount: order.amountMinor,
        currency: 'CNY',
        ...(failure === null ? {} : { failure }),
        ...(order.paidAt === null ? {} : { wallet: order.wallet, payer: '138****1234' }),
      };
    }
  }
}
