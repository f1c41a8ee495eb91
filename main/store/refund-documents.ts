import type { DatabaseSync } from 'node:sqlite';
import type { CompletedRefund, RefundDocument } from '../domain/refund/document.ts';

/** Refunds of finished sales: those under way as they stand, and those that are done as they were journalled. */
export type RefundDocuments = {
  /** Keeps the document as it is now. Written in the transaction of the fact that changed it. */
  keep(document: RefundDocument): void;
  get(refundId: string): RefundDocument | null;
  /** All of a sale, dropped ones too, oldest first. */
  ofSale(saleId: string): RefundDocument[];
  open(): RefundDocument[];
  completed(refundId: string): { readonly refund: CompletedRefund; readonly seq: number } | null;
  /** What a shift's refunds came to. */
  shiftTotals(shiftId: string): {
    readonly refundCount: number;
    readonly refundMinor: number;
    /** Paid out of the drawer. */
    readonly refundCashMinor: number;
  };
};

export function openRefundDocuments(database: DatabaseSync): RefundDocuments {
  const write = database.prepare(
    `INSERT INTO refund_document VALUES (?, ?, ?, ?)
     ON CONFLICT (refund_id) DO UPDATE SET state = excluded.state, document = excluded.document`,
  );
  const read = (where: string) =>
    database.prepare(`SELECT document FROM refund_document WHERE ${where}`);
  const byId = read('refund_id = ?');
  const bySale = read('sale_id = ? ORDER BY rowid');
  const isOpen = read(`state = 'open' ORDER BY rowid`);
  const readDone = database.prepare(
    'SELECT journal.seq, body FROM refund JOIN journal USING (seq) WHERE refund_id = ?',
  );
  const readTotals = database.prepare(
    `SELECT count(*) AS refunds, coalesce(sum(amount_minor), 0) AS total
     FROM refund WHERE shift_id = ?`,
  );
  const readCash = database.prepare(
    `SELECT coalesce(sum(given_minor), 0) AS cash FROM refund_part JOIN refund USING (refund_id)
     WHERE shift_id = ? AND kind = 'cash'`,
  );
  const parse = (row: Record<string, unknown>): RefundDocument => JSON.parse(String(row.document));

  return {
    keep(document) {
      const { refundId, saleId, state } = document;
      write.run(refundId, saleId, state, JSON.stringify(document));
    },
    get(refundId) {
      const row = byId.get(refundId);
      return row ? parse(row) : null;
    },
    ofSale: (saleId) => bySale.all(saleId).map(parse),
    open: () => isOpen.all().map(parse),
    completed(refundId) {
      const row = readDone.get(refundId);
      if (!row) return null;
      return { refund: JSON.parse(String(row.body)).payload, seq: Number(row.seq) };
    },
    shiftTotals(shiftId) {
      const totals = readTotals.get(shiftId);
      return {
        refundCount: Number(totals?.refunds),
        refundMinor: Number(totals?.total),
        refundCashMinor: Number(readCash.get(shiftId)?.cash),
      };
    },
  };
}
