import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { isRefundLive, type Refund, refundSchema } from '../payments/refund.ts';

/** Money on its way back through a provider. */
export type PaymentRefunds = {
  /** Keeps the refund as it is now. Written in the transaction of the fact that changed it. */
  keep(refund: Refund): void;
  get(refundId: string): Refund | null;
  byRefundNumber(refundNumber: string): Refund | null;
  ofAttempt(attemptId: string): Refund[];
  ofDocument(documentId: string): Refund[];
  unfinished(): Refund[];
  /** Under way or unresolved. Oldest first. */
  inDoubt(): Refund[];
  countInDoubt(): number;
  /** Given back by an account in this time, for a statement: `from` included, `to` not. */
  refundedBetween(accountId: string, fromAt: number, toAt: number): Refund[];
};

export function openPaymentRefunds(database: DatabaseSync): PaymentRefunds {
  const write = database.prepare(
    `INSERT INTO payment_refund VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (refund_id) DO UPDATE SET state = excluded.state, is_final = excluded.is_final,
       changed_at = excluded.changed_at, refund = excluded.refund`,
  );
  const read = (where: string) =>
    database.prepare(`SELECT refund FROM payment_refund WHERE ${where}`);
  const byId = read('refund_id = ?');
  const byNumber = read('refund_number = ?');
  const byAttempt = read('attempt_id = ? ORDER BY changed_at');
  const byDocument = read('document_id = ? ORDER BY changed_at');
  const inDoubt = read(`state IN ('created', 'sent', 'unknown', 'unresolved') ORDER BY changed_at`);
  const count = database.prepare(
    `SELECT count(*) AS n FROM payment_refund
     WHERE state IN ('created', 'sent', 'unknown', 'unresolved')`,
  );
  const done = read(
    `state = 'refunded' AND changed_at >= ? AND changed_at < ?
     AND json_extract(refund, '$.accountId') = ?`,
  );
  const parse = (row: Record<string, unknown>): Refund =>
    v.parse(refundSchema, JSON.parse(String(row.refund)));
  const one = (statement: typeof byId, value: string): Refund | null => {
    const row = statement.get(value);
    return row ? parse(row) : null;
  };

  return {
    keep(refund) {
      const { id, attemptId, documentId, refundNumber, state, changedAt } = refund;
      const isFinal = isRefundLive(refund) ? 0 : 1;
      const text = JSON.stringify(refund);
      write.run(id, attemptId, documentId, refundNumber, state, isFinal, changedAt, text);
    },
    get: (refundId) => one(byId, refundId),
    byRefundNumber: (refundNumber) => one(byNumber, refundNumber),
    ofAttempt: (attemptId) => byAttempt.all(attemptId).map(parse),
    ofDocument: (documentId) => byDocument.all(documentId).map(parse),
    unfinished: () => inDoubt.all().map(parse).filter(isRefundLive),
    countInDoubt: () => Number(count.get()?.n),
    inDoubt: () => inDoubt.all().map(parse),
    refundedBetween: (accountId, fromAt, toAt) => done.all(fromAt, toAt, accountId).map(parse),
  };
}
