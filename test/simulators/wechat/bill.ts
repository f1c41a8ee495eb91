/** Trade bills as WeChat writes them (payment-facts 3.5): from rows, or a made one of any length. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { appid, mchid } from './keys.ts';

export type BillRow = {
  /** A reversal is the money of a reversed payment code that had been paid. */
  readonly kind: 'payment' | 'refund' | 'reversal';
  /** UTC ms. */
  readonly at: number;
  readonly orderNumber: string;
  readonly transactionId: string;
  readonly amountMinor: number;
  readonly terminal?: string;
  readonly isShown?: boolean;
  readonly name?: string;
  /** Of a refund: its two numbers, and how far it was when the bill was made. */
  readonly refundNumber?: string;
  readonly refundId?: string;
  readonly refundState?: 'SUCCESS' | 'PROCESSING' | 'FAIL';
};

/** A made bill: mostly payments; each tenth row refunds one before it, each hundredth reverses one. */
export type MadeBill = {
  readonly count: number;
  /** `YYYY-MM-DD` in China. */
  readonly day: string;
  readonly terminal?: string;
};

export type WrittenBill = {
  readonly rows: number;
  /** Of the text before it is packed, as WeChat tells it. */
  readonly sha1: string;
};

const titles =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const summaryTitles =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

const linesPerPiece = 2_000;
const dayMs = 24 * 3_600_000;

/** Writes a packed bill, however long, in flat memory. */
export async function writeWechatBill(
  path: string,
  rows: Iterable<BillRow> | MadeBill,
): Promise<WrittenBill> {
  const sha1 = createHash('sha1');
  const bill = billPieces(Symbol.iterator in rows ? rows : makeRows(rows));
  const counted = { rows: 0 };
  await pipeline(
    async function* () {
      for (;;) {
        const next = bill.next();
        if (next.done) {
          counted.rows = next.value;
          return;
        }
        sha1.update(next.value);
        yield next.value;
      }
    },
    createGzip({ level: 1 }),
    createWriteStream(path),
  );
  return { ...counted, sha1: sha1.digest('hex') };
}

/** The text of a bill in pieces of many lines. @returns how many rows it has. */
export function* billPieces(rows: Iterable<BillRow>): Generator<string, number> {
  const totals = { count: 0, paidMinor: 0, refundedMinor: 0, feeMinor: 0 };
  let lines = [`\uFEFF${titles}`];
  for (const row of rows) {
    const isPayment = row.kind === 'payment';
    totals.count += 1;
    if (isPayment) totals.paidMinor += row.amountMinor;
    else totals.refundedMinor += row.amountMinor;
    totals.feeMinor += isPayment ? feeOf(row.amountMinor) : -feeOf(row.amountMinor);
    lines.push(lineOf(row));
    if (lines.length >= linesPerPiece) {
      yield `${lines.join('\r\n')}\r\n`;
      lines = [];
    }
  }
  const { count, paidMinor, refundedMinor, feeMinor } = totals;
  const paid = yuan(paidMinor);
  const refunded = yuan(refundedMinor);
  const cells = [String(count), paid, refunded, '0.00', `${yuan(feeMinor)}000`, paid, refunded];
  lines.push(summaryTitles, ticked(cells));
  yield `${lines.join('\r\n')}\r\n`;
  return count;
}

function lineOf(row: BillRow): string {
  const isPayment = row.kind === 'payment';
  const amount = yuan(row.amountMinor);
  const fee = feeOf(row.amountMinor);
  const state = { payment: 'SUCCESS', refund: 'REFUND', reversal: 'REVOKED' }[row.kind];
  return ticked([
    chinaTime(row.at),
    appid,
    mchid,
    '0',
    row.terminal ?? '',
    row.transactionId,
    row.orderNumber,
    'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
    row.isShown ? 'NATIVE' : 'MICROPAY',
    state,
    'OTHERS',
    'CNY',
    isPayment ? amount : '0.00',
    '0.00',
    row.refundId ?? '0',
    row.refundNumber ?? '0',
    isPayment ? '0.00' : amount,
    '0.00',
    isPayment ? '' : 'ORIGINAL',
    isPayment ? '' : (row.refundState ?? 'SUCCESS'),
    row.name ?? '街角小店',
    '',
    `${yuan(isPayment ? fee : -fee)}000`,
    '0.60%',
    isPayment ? amount : '0.00',
    isPayment ? '0.00' : amount,
    '',
  ]);
}

function ticked(cells: readonly string[]): string {
  return `\`${cells.join(',`')}`;
}

/** 0.60 %, to whole fen: WeChat pads it with three zeros. */
function feeOf(amountMinor: number): number {
  return Math.floor((amountMinor * 6 + 500) / 1_000);
}

function yuan(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `YYYY-MM-DD HH:MM:SS`, UTC+8. */
export function chinaTime(atMs: number): string {
  return new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The rows of a made bill, the same each time. */
export function* makeRows({ count, day, terminal = 'T001' }: MadeBill): Generator<BillRow> {
  const beginMs = Date.parse(`${day}T00:00:00+08:00`);
  for (let nth = 0; nth < count; nth += 1) {
    const isPayment = nth % 10 !== 9;
    const of = isPayment ? nth : nth - 1 - (Math.floor(nth / 10) % 5);
    const amountMinor = 100 + ((of * 7_919) % 49_900);
    const row = {
      at: beginMs + Math.floor((nth * dayMs) / count),
      orderNumber: of.toString(16).padStart(32, '0'),
      transactionId: `42000${String(of).padStart(23, '0')}`,
      amountMinor,
      terminal,
    };
    if (isPayment) yield { ...row, kind: 'payment' };
    else if (nth % 100 === 99) yield { ...row, kind: 'reversal' };
    else {
      const refundNumber = `f${nth.toString(16).padStart(31, '0')}`;
      const refundId = `50000${String(nth).padStart(24, '0')}`;
      yield { ...row, kind: 'refund', refundNumber, refundId };
    }
  }
}
