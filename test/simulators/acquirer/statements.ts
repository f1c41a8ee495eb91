import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BillRow, feeOf, writeAcquirerBill } from './bill.ts';
import type { Book } from './book.ts';
import type { Call, Outcome } from './messages.ts';

const shanghaiOffsetMs = 8 * 3_600_000;

function dayOf(at: number): string {
  return new Date(at + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** The daily statements: made from the books when the day is over. */
export class Statements {
  /** The tester has said that today is over. */
  isTodayReady = false;
  /** Files change after their digest was taken. */
  isGarbled = false;
  readonly #folder: string;
  readonly #book: Book;
  readonly #now: () => number;
  /** Files by the path that they are fetched from. */
  readonly #files = new Map<string, string>();

  constructor(folder: string, book: Book, now: () => number) {
    this.#folder = join(folder, 'statements');
    this.#book = book;
    this.#now = now;
    mkdirSync(this.#folder, { recursive: true });
  }

  fileAt(path: string): string | null {
    return this.#files.get(path) ?? null;
  }

  async make(
    { merchantNumber, day }: Extract<Call, { operation: 'statement' }>,
    form: 'own' | 'union',
  ): Promise<Outcome> {
    const today = dayOf(this.#now());
    const isReady = day < today || (day === today && this.isTodayReady);
    if (!isReady) return { kind: 'refusal', code: 'statement-not-ready' };
    const name = createHash('sha256').update(`${merchantNumber} ${day}`).digest('hex').slice(0, 24);
    const path = `/${form === 'union' ? 'upqr/' : ''}files/${name}`;
    const file = join(this.#folder, `${form}-${name}`);
    const rows = rowsOf(this.#book, merchantNumber, day);
    const sha256 = await writeAcquirerBill(file, { rows, form });
    this.#files.set(path, file);
    if (this.isGarbled) await appendFile(file, 'x');
    return { kind: 'statement', merchantNumber, day, path, sha256 };
  }
}

function* rowsOf(book: Book, merchantNumber: string, day: string): Generator<BillRow> {
  const { orders, refunds } = book.ledger();
  const terminals = new Map<string, string>();
  for (const order of orders.filter((known) => known.merchantNumber === merchantNumber)) {
    const { orderNumber, reference, paidMinor: amountMinor, paidAt, reversedAt } = order;
    const terminalNumber = order.terminal.number;
    terminals.set(orderNumber, terminalNumber);
    if (paidAt === null) continue;
    const row = { orderNumber, refundNumber: null, reference, amountMinor, terminalNumber };
    const feeMinor = feeOf(amountMinor);
    if (dayOf(paidAt) === day) yield { kind: 'payment', ...row, feeMinor, at: paidAt };
    if (reversedAt === null || dayOf(reversedAt) !== day) continue;
    yield { kind: 'reversal', ...row, feeMinor: -feeMinor, at: reversedAt };
  }
  for (const refund of refunds.filter((known) => known.merchantNumber === merchantNumber)) {
    if (refund.state !== 'refunded' || dayOf(refund.at) !== day) continue;
    const { orderNumber, refundNumber, reference, amountMinor, at } = refund;
    const terminalNumber = terminals.get(orderNumber) ?? '';
    const row = { orderNumber, refundNumber, reference, amountMinor, terminalNumber };
    yield { kind: 'refund', ...row, feeMinor: -feeOf(amountMinor), at };
  }
}
