/**
 * Another acquirer's language, invented: names as in UnionPay's QR messages (payment-facts 4.1), words
 * in the manner of field 39 of ISO 8583, everything POST, every answer HTTP 200. The terminal learns
 * it from `docs/acquirer/dialect-example.json`; nothing of that file is used here.
 */
import * as v from 'valibot';
import type { WalletId } from '../../../main/contract/payments/names.ts';
import { type Call, type Outcome, parseJson, type Tongue } from './messages.ts';
import type { Refusal } from './scenarios.ts';

const digits = v.pipe(v.string(), v.regex(/^[0-9]{1,12}$/));
const time = v.pipe(v.string(), v.regex(/^[0-9]{14}$/));
const number = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{6,32}$/));
const everyRequest = { version: v.literal('1.0.0'), merId: v.string() };
const terminal = {
  termId: v.pipe(v.string(), v.maxLength(8)),
  termInfo: v.strictObject({ serialNum: v.string(), location: v.optional(v.string()) }),
};
const newOrder = {
  ...everyRequest,
  ...terminal,
  orderNo: number,
  orderTime: time,
  txnAmt: digits,
  currencyCode: v.literal('156'),
  orderDesc: v.pipe(v.string(), v.minLength(1)),
};

const pay = v.strictObject({
  ...newOrder,
  reqType: v.literal('0310000903'),
  qrNo: v.pipe(v.string(), v.minLength(8)),
});
const open = v.strictObject({ ...newOrder, qrValidTime: time });
const reverse = v.strictObject({
  ...everyRequest,
  ...terminal,
  reqType: v.literal('0320000903'),
  orderNo: number,
});
const refund = v.strictObject({
  ...everyRequest,
  ...terminal,
  reqType: v.literal('0340000903'),
  orderNo: number,
  origOrderNo: number,
  txnAmt: digits,
  currencyCode: v.literal('156'),
});
const query = v.strictObject({
  ...everyRequest,
  reqType: v.literal('0350000903'),
  orderNo: v.optional(number),
  voucherNum: v.optional(v.string()),
});
const refundQuery = v.strictObject({ ...everyRequest, orderNo: number, origOrderNo: number });
const statement = v.strictObject({
  ...everyRequest,
  settleDate: v.pipe(v.string(), v.regex(/^[0-9]{8}$/)),
});

const words: Readonly<Record<Refusal, string>> = {
  'code-expired': '54',
  'code-invalid': '14',
  'not-enough-funds': '51',
  'limit-exceeded': '61',
  declined: '05',
  'order-closed': '22',
  'order-reversed': '21',
  'order-not-found': '25',
  'order-exists': '94',
  'refund-not-found': '26',
  'refund-exceeds-paid': '64',
  'refund-not-possible': '40',
  'statement-not-ready': '95',
  'request-invalid': '30',
  'signature-wrong': 'A0',
  'clock-wrong': 'A7',
  'not-permitted': '03',
  busy: '92',
  'system-error': '96',
};

const wallets: Readonly<Record<WalletId, string>> = {
  wechat: 'WX',
  alipay: 'ALI',
  unionpay: 'UP',
  ecny: 'DCEP',
  qq: 'QQ',
};

const shanghaiOffsetMs = 8 * 3_600_000;

export const unionTongue: Tongue = {
  headers: {
    merchant: 'X-Mer-Id',
    timestamp: 'X-Timestamp',
    nonce: 'X-Nonce',
    signature: 'X-Sign',
  },
  read: (method, { pathname }, body) =>
    method === 'POST' ? (readers[pathname]?.(parseJson(body)) ?? null) : null,
  write: (outcome, operation) => ({ status: 200, body: said(outcome, operation) }),
};

const readers: Readonly<Record<string, (json: unknown) => Call | null>> = {
  '/upqr/pay': (json) => {
    const parsed = v.safeParse(pay, json);
    if (!parsed.success) return null;
    return { operation: 'charge', ...orderOf(parsed.output), code: parsed.output.qrNo };
  },
  '/upqr/qrcode': (json) => opened('shown', json),
  '/upqr/link': (json) => opened('link', json),
  '/upqr/reverse': (json) => {
    const parsed = v.safeParse(reverse, json);
    if (!parsed.success) return null;
    const { merId: merchantNumber, orderNo: orderNumber } = parsed.output;
    return { operation: 'reverse', merchantNumber, orderNumber };
  },
  '/upqr/query': (json) => {
    const parsed = v.safeParse(query, json);
    if (!parsed.success) return null;
    const { merId: merchantNumber, orderNo, voucherNum } = parsed.output;
    if (orderNo !== undefined) return { operation: 'query', merchantNumber, orderNumber: orderNo };
    if (voucherNum === undefined) return null;
    return { operation: 'find', merchantNumber, reference: voucherNum };
  },
  '/upqr/refund': (json) => {
    const parsed = v.safeParse(refund, json);
    if (!parsed.success) return null;
    const { merId: merchantNumber, orderNo: refundNumber, origOrderNo } = parsed.output;
    const amountMinor = Number(parsed.output.txnAmt);
    const refunded = { refundNumber, orderNumber: origOrderNo, amountMinor };
    return { operation: 'refund', merchantNumber, ...refunded };
  },
  '/upqr/refund-query': (json) => {
    const parsed = v.safeParse(refundQuery, json);
    if (!parsed.success) return null;
    const { merId: merchantNumber, orderNo: refundNumber } = parsed.output;
    return { operation: 'query-refund', merchantNumber, refundNumber };
  },
  '/upqr/statement': (json) => {
    const parsed = v.safeParse(statement, json);
    if (!parsed.success) return null;
    const { merId: merchantNumber, settleDate } = parsed.output;
    const day = settleDate.replace(/^(....)(..)(..)$/, '$1-$2-$3');
    return { operation: 'statement', merchantNumber, day };
  },
};

function opened(way: 'shown' | 'link', json: unknown): Call | null {
  const parsed = v.safeParse(open, json);
  if (!parsed.success) return null;
  const { qrValidTime } = parsed.output;
  const expiresAt =
    Date.parse(qrValidTime.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z')) -
    shanghaiOffsetMs;
  return { operation: 'open', way, ...orderOf(parsed.output), expiresAt };
}

function orderOf(order: v.InferOutput<typeof pay> | v.InferOutput<typeof open>) {
  const { merId: merchantNumber, orderNo: orderNumber, termId, termInfo } = order;
  const { serialNum: serial, location = null } = termInfo;
  const terminalOfIt = { number: termId, serial, location };
  return { merchantNumber, orderNumber, amountMinor: Number(order.txnAmt), terminal: terminalOfIt };
}

/** A charge has no state, only code words; a question has the original's word beside its own. */
function said(outcome: Outcome, operation: Call['operation'] | null): object {
  switch (outcome.kind) {
    case 'refusal':
      return { respCode: words[outcome.code], respMsg: 'simulated' };
    case 'statement': {
      const { merchantNumber: merId, day, path, sha256 } = outcome;
      const settleDate = day.replaceAll('-', '');
      return { respCode: '00', merId, settleDate, fileInfo: { path, digest: sha256 } };
    }
    case 'opened': {
      const { merchantNumber: merId, orderNumber: orderNo, content: qrCode } = outcome.order;
      return { respCode: '00', merId, orderNo, qrCode };
    }
    case 'refund': {
      const { merchantNumber: merId, orderNumber: origOrderNo, refundNumber } = outcome.refund;
      const state = outcome.refund.state === 'refunded' ? '00' : '09';
      const isAsked = operation === 'query-refund';
      return {
        ...(isAsked ? { respCode: '00', origRespCode: state } : { respCode: state }),
        merId,
        origOrderNo,
        orderNo: refundNumber,
        txnAmt: String(outcome.refund.amountMinor).padStart(12, '0'),
        voucherNum: outcome.refund.reference,
      };
    }
    case 'order': {
      const { order } = outcome;
      const state = stateWord(order);
      const isAsked = operation === 'query' || operation === 'find';
      const isReversal = operation === 'reverse';
      return {
        ...(isAsked ? { respCode: '00', origRespCode: state } : {}),
        ...(isAsked ? {} : { respCode: isReversal ? '00' : state }),
        merId: order.merchantNumber,
        orderNo: order.orderNumber,
        voucherNum: order.reference,
        txnAmt: String(order.amountMinor).padStart(12, '0'),
        currencyCode: '156',
        ...(order.paidAt === null
          ? {}
          : { payerInfo: { payType: wallets[order.wallet], payerId: '138****1234' } }),
      };
    }
  }
}

function stateWord({ state, failure }: Extract<Outcome, { kind: 'order' }>['order']): string {
  switch (state) {
    case 'paid':
      return '00';
    case 'waiting':
      return '09';
    case 'closed':
      return '22';
    case 'reversed':
    case 'refunded':
      return '21';
    case 'failed':
      return words[failure ?? 'declined'];
  }
}
