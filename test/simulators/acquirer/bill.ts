import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

export type BillRow = {
  readonly kind: 'payment' | 'refund' | 'reversal';
  readonly orderNumber: string;
  readonly refundNumber: string | null;
  readonly reference: string;
  readonly amountMinor: number;
  readonly feeMinor: number;
  /** UTC ms */
  readonly at: number;
  readonly terminalNumber: string;
};

export type BillOptions = {
  readonly rows: Iterable<BillRow>;
  /** `union` is the example dialect's; `own` when absent. */
  readonly form?: 'own' | 'union';
};

const rowsPerBlock = 500;
const shanghaiOffsetMs = 8 * 3_600_000;

/** Writes a daily statement, in flat memory however long it is. @returns its SHA-256 in hexadecimal. */
export async function writeAcquirerBill(path: string, options: BillOptions): Promise<string> {
  const lines = options.form === 'union' ? unionLines(options.rows) : ownLines(options.rows);
  await pipeline(Readable.from(blocks(lines)), createGzip({ level: 1 }), createWriteStream(path));
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** `count` rows of one day, every tenth of them a refund of the row before it. */
export function* madeUpRows(
  day: string,
  count: number,
  terminalNumber: string,
): Generator<BillRow> {
  const start = Date.parse(`${day}T00:00:00Z`) - shanghaiOffsetMs;
  for (let nth = 0; nth < count; nth += 1) {
    const isRefund = nth % 10 === 9;
    const order = isRefund ? nth - 1 : nth;
    const amountMinor = 100 + ((order * 37) % 9_900);
    const feeMinor = feeOf(amountMinor);
    yield {
      kind: isRefund ? 'refund' : 'payment',
      orderNumber: `order${String(order).padStart(12, '0')}`,
      refundNumber: isRefund ? `refund${String(nth).padStart(12, '0')}` : null,
      reference: `${isRefund ? 'R' : ''}2026${String(nth).padStart(18, '0')}`,
      amountMinor,
      feeMinor: isRefund ? -feeMinor : feeMinor,
      at: start + ((nth * 86) % 86_400_000),
      terminalNumber,
    };
  }
}

/** 0.38 %, to the nearest fen. */
export function feeOf(amountMinor: number): number {
  return Math.round((amountMinor * 38) / 10_000);
}

function* blocks(lines: Iterable<string>): Generator<string> {
  let block: string[] = [];
  for (const line of lines) {
    block.push(line);
    if (block.length < rowsPerBlock) continue;
    yield block.join('');
    block = [];
  }
  yield block.join('');
}

function* ownLines(rows: Iterable<BillRow>): Generator<string> {
  yield 'kind,order_number,refund_number,reference,amount,fee,currency,time,terminal_number\n';
  for (const row of rows) {
    const { kind, orderNumber, refundNumber, reference, amountMinor, feeMinor, at } = row;
    const numbers = `${kind},${orderNumber},${refundNumber ?? ''},${reference}`;
    const time = new Date(at).toISOString();
    yield `${numbers},${amountMinor},${feeMinor},CNY,${time},${row.terminalNumber}\n`;
  }
}

const unionKinds = { payment: '01', refund: '04', reversal: '99' } as const;

/** Other columns in another order, yuan instead of fen, what goes back with a minus, a row of fees. */
function* unionLines(rows: Iterable<BillRow>): Generator<string> {
  yield '# settlement file\r\n';
  yield 'termId|txnTime|transType|voucherNum|origOrderNo|refundNo|txnAmt|fee|remark\r\n';
  for (const row of rows) {
    const sign = row.kind === 'payment' ? 1 : -1;
    const local = new Date(row.at + shanghaiOffsetMs).toISOString();
    const time = local.slice(0, 19).replaceAll(/[^0-9]/g, '');
    const head = `${row.terminalNumber}|${time}|${unionKinds[row.kind]}|${row.reference}`;
    const numbers = `${row.orderNumber}|${row.refundNumber ?? ''}`;
    yield `${head}|${numbers}|${yuan(sign * row.amountMinor)}|${yuan(row.feeMinor)}|"a|b"\r\n`;
  }
  yield '||90|||||0.50|monthly fee\r\n';
}

function yuan(amountMinor: number): string {
  return (amountMinor / 100).toFixed(2);
}
