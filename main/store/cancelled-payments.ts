import type { DatabaseSync } from 'node:sqlite';

/** What a wallet or card had paid of a sale that was cancelled. */
export type CancelledPayment = {
  readonly attemptId: string;
  /** The provider refund that is to give it back; another one after a failure. */
  readonly refundId: string;
  readonly saleId: string;
  readonly amountMinor: number;
};

/** Payments of cancelled sales until the customer has them again. */
export type CancelledPayments = {
  keep(payment: CancelledPayment): void;
  byRefund(refundId: string): CancelledPayment | null;
  all(): CancelledPayment[];
  remove(attemptId: string): void;
};

export function openCancelledPayments(database: DatabaseSync): CancelledPayments {
  const write = database.prepare(
    `INSERT INTO cancelled_payment VALUES (?, ?, ?, ?)
     ON CONFLICT (attempt_id) DO UPDATE SET refund_id = excluded.refund_id`,
  );
  const readOne = database.prepare('SELECT * FROM cancelled_payment WHERE refund_id = ?');
  const readAll = database.prepare('SELECT * FROM cancelled_payment ORDER BY attempt_id');
  const erase = database.prepare('DELETE FROM cancelled_payment WHERE attempt_id = ?');

  return {
    keep({ attemptId, refundId, saleId, amountMinor }) {
      write.run(attemptId, refundId, saleId, amountMinor);
    },
    byRefund(refundId) {
      const row = readOne.get(refundId);
      return row ? toPayment(row) : null;
    },
    all: () => readAll.all().map(toPayment),
    remove(attemptId) {
      erase.run(attemptId);
    },
  };
}

function toPayment(row: Record<string, unknown>): CancelledPayment {
  return {
    attemptId: String(row.attempt_id),
    refundId: String(row.refund_id),
    saleId: String(row.sale_id),
    amountMinor: Number(row.amount_minor),
  };
}
