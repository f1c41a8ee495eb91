import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { utc8 } from './amounts.ts';
import type { Answer } from './answers.ts';
import { type BillRow, writeAlipayBill } from './bill.ts';
import type { OrderBook } from './orders.ts';

export const billPath = '/simulator/bill/';

/** How long a bill's address is good for (payment-facts 2.6). */
const billMs = 30_000;

export type BillOptions = {
  readonly now: () => number;
  /** Where a bill is fetched from, once it is known where the server listens. */
  readonly origin: () => string;
};

/** Gives out the bills of the days in the books, each under an address of its own. */
export class BillDesk {
  readonly #book: OrderBook;
  readonly #folder: string;
  readonly #options: BillOptions;
  readonly #bills = new Map<string, { readonly day: string; readonly until: number }>();

  constructor(book: OrderBook, folder: string, options: BillOptions) {
    this.#book = book;
    this.#folder = folder;
    this.#options = options;
  }

  address(day: string): Answer {
    if (this.#rowsOf(day).length === 0) {
      return { kind: 'refused', refusal: { code: 'isp.bill_not_exist', message: '账单不存在' } };
    }
    const path = `${billPath}${this.#bills.size + 1}`;
    this.#bills.set(path, { day, until: this.#options.now() + billMs });
    const url = `${this.#options.origin()}${path}?fileType=csv.zip`;
    return { kind: 'success', body: { bill_download_url: url } };
  }

  async serve(path: string, response: ServerResponse): Promise<void> {
    const bill = this.#bills.get(path);
    if (!bill || this.#options.now() > bill.until) {
      response.writeHead(403).end('<html>链接已失效</html>');
      return;
    }
    const file = join(this.#folder, `bill-${bill.day}.zip`);
    await writeAlipayBill(file, { day: bill.day, rows: this.#rowsOf(bill.day) });
    response.writeHead(200, { 'Content-Type': 'application/zip' });
    createReadStream(file).pipe(response);
  }

  /** What a customer paid and got back on a day of Beijing's. */
  #rowsOf(day: string): BillRow[] {
    const rows = this.#book.ledger().orders.flatMap((order): BillRow[] => {
      const { tradeNo, outTradeNo: orderNumber, subject, terminalId, totalMinor } = order;
      const about = { tradeNo, orderNumber, subject, terminalId, feeMinor: feeOf(totalMinor) };
      const payment = { ...about, requestNo: '', amountMinor: totalMinor, at: order.paidAt };
      const refunds = order.refunds.map(
        ({ requestNo, amountMinor, at }): BillRow => ({
          ...about,
          kind: 'refund',
          requestNo,
          amountMinor,
          feeMinor: feeOf(amountMinor),
          at,
        }),
      );
      return order.paidMinor > 0 ? [{ ...payment, kind: 'payment' }, ...refunds] : [];
    });
    return rows.filter(({ at }) => utc8(at).startsWith(day));
  }
}

/** 0.6 %, as Alipay's price list has it. */
function feeOf(amountMinor: number): number {
  return Math.round((amountMinor * 6) / 1_000);
}
