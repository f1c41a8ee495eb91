import type { DatabaseSync } from 'node:sqlite';
import type { CompletedSale } from '../domain/sale.ts';
import type { OpenedShift } from '../domain/shift.ts';

export type SaleSearch = {
  /** Null: no sale is found by its number. Empty: every one is. */
  readonly numberEnd: string | null;
  readonly totalMinor: number | null;
};

/** Finished sales and shifts as screens read them; the record itself is read from the journal. */
export type Sales = {
  get(saleId: string): { readonly sale: CompletedSale; readonly seq: number } | null;
  /** The sale of a receipt, by its whole number; null when there is none. */
  byReceiptNumber(receiptNumber: string): string | null;
  /** Sales whose receipt number ends like this or whose total is this, newest first. */
  find(search: SaleSearch, limit: number): CompletedSale[];
  openShift(): OpenedShift | null;
  countOf(shiftId: string): number;
  /** What a shift's sales came to. */
  shiftTotals(shiftId: string): {
    readonly saleCount: number;
    readonly totalMinor: number;
    /** Cash taken less change given. */
    readonly cashMinor: number;
  };
};

export function openSales(database: DatabaseSync): Sales {
  const readSale = database.prepare(
    'SELECT journal.seq, body FROM sale JOIN journal USING (seq) WHERE sale_id = ?',
  );
  const readNumber = database.prepare('SELECT sale_id FROM sale WHERE receipt_number = ?');
  // by falling number of the record, so that it stops at the newest few
  const readFound = database.prepare(
    `SELECT body FROM sale JOIN journal USING (seq)
     WHERE total_minor = :total OR receipt_number LIKE '%' || :end ORDER BY seq DESC LIMIT :limit`,
  );
  const readShift = database.prepare('SELECT * FROM shift WHERE closed_at IS NULL');
  const count = database.prepare('SELECT count(*) AS sales FROM sale WHERE shift_id = ?');
  const readTotals = database.prepare(
    `SELECT count(*) AS sales, coalesce(sum(total_minor), 0) AS total FROM sale WHERE shift_id = ?`,
  );
  const readCash = database.prepare(
    `SELECT coalesce(sum(amount_minor), 0) AS cash FROM tender JOIN sale USING (sale_id)
     WHERE shift_id = ? AND kind = 'cash'`,
  );

  return {
    get(saleId) {
      const row = readSale.get(saleId);
      if (!row) return null;
      return { sale: JSON.parse(String(row.body)).payload, seq: Number(row.seq) };
    },
    byReceiptNumber(receiptNumber) {
      const row = readNumber.get(receiptNumber);
      return row ? String(row.sale_id) : null;
    },
    find({ numberEnd, totalMinor }, limit) {
      // a wildcard typed by a person is a character like any other
      const end = numberEnd?.replaceAll(/[%_]/g, '') ?? null;
      const rows = readFound.all({ end, total: totalMinor, limit });
      return rows.map(({ body }) => JSON.parse(String(body)).payload);
    },
    openShift() {
      const row = readShift.get();
      if (!row) return null;
      return {
        shiftId: String(row.shift_id),
        businessDay: String(row.business_day),
        openedAt: Number(row.opened_at),
        staffId: String(row.opened_by),
        floatMinor: Number(row.float_minor),
      };
    },
    countOf(shiftId) {
      return Number(count.get(shiftId)?.sales);
    },
    shiftTotals(shiftId) {
      const totals = readTotals.get(shiftId);
      return {
        saleCount: Number(totals?.sales),
        totalMinor: Number(totals?.total),
        cashMinor: Number(readCash.get(shiftId)?.cash),
      };
    },
  };
}
