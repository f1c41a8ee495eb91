import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import * as v from 'valibot';
import { type Attempt, attemptSchema, isDriven, isLive } from '../payments/attempt.ts';

/** Narrows a search; times are UTC ms, of the attempt's last change. */
export type AttemptSearch = {
  /** The provider's number, ours, or the end of either. */
  readonly text: string;
  readonly amountMinor: number | null;
  readonly fromAt: number | null;
  readonly toAt: number | null;
};

export type Attempts = {
  /** Keeps the attempt as it is now. Written in the transaction of the fact that changed it. */
  keep(attempt: Attempt): void;
  get(attemptId: string): Attempt | null;
  byOrderNumber(orderNumber: string): Attempt | null;
  byProviderRef(providerRef: string): Attempt | null;
  ofSale(saleId: string): Attempt[];
  unfinished(): Attempt[];
  liveOf(saleId: string): Attempt | null;
  /** Whatever is not plainly over: under way, unverified, unresolved or late. Oldest first. */
  inDoubt(): Attempt[];
  /**
   * How many of them somebody should know of: not a code or link that is simply not paid yet, and not
   * one that is watched.
   */
  countInDoubt(): number;
  /** Newest first. */
  search(search: AttemptSearch, limit: number): Attempt[];
  /** Paid by an account in this time, for a statement: `from` included, `to` not. */
  paidBetween(accountId: string, fromAt: number, toAt: number): Attempt[];
};

const doubtful = `'created', 'sent', 'unknown', 'reversing', 'unresolved', 'unverified', 'withdrawn', 'late'`;

export function openAttempts(database: DatabaseSync): Attempts {
  const write = database.prepare(
    `INSERT INTO payment_attempt VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (attempt_id) DO UPDATE SET state = excluded.state, is_final = excluded.is_final,
       changed_at = excluded.changed_at, attempt = excluded.attempt`,
  );
  const read = (where: string) =>
    database.prepare(`SELECT attempt FROM payment_attempt WHERE ${where}`);
  const byId = read('attempt_id = ?');
  const byNumber = read('order_number = ?');
  const byReference = read(`json_extract(attempt, '$.providerRef') = ? LIMIT 1`);
  const bySale = read('sale_id = ? ORDER BY changed_at');
  const open = read('is_final = 0 ORDER BY changed_at');
  const inDoubt = read(`state IN (${doubtful}) ORDER BY changed_at`);
  const count = database.prepare(
    `SELECT count(*) AS n FROM payment_attempt WHERE state IN (${doubtful})
     AND state <> 'withdrawn' AND NOT (state IN ('created', 'sent', 'unknown')
       AND json_extract(attempt, '$.way') IN ('link', 'shown'))`,
  );
  const paid = read(
    `state = 'paid' AND changed_at >= ? AND changed_at < ?
     AND coalesce(json_extract(attempt, '$.accountId'), json_extract(attempt, '$.provider')) = ?`,
  );
  const found = read(
    `changed_at >= :from AND changed_at <= :to
     AND (:amount IS NULL OR json_extract(attempt, '$.amountMinor') = :amount)
     AND (:text = '' OR order_number LIKE '%' || :text
       OR json_extract(attempt, '$.providerRef') LIKE '%' || :text)
     ORDER BY changed_at DESC LIMIT :limit`,
  );

  const parse = (row: Record<string, unknown>): Attempt =>
    v.parse(attemptSchema, JSON.parse(String(row.attempt)));
  const one = (statement: typeof byId, value: SQLInputValue): Attempt | null => {
    const row = statement.get(value);
    return row ? parse(row) : null;
  };

  return {
    keep(attempt) {
      const { id, saleId, orderNumber, state, changedAt } = attempt;
      const isFinal = isDriven(attempt) ? 0 : 1;
      write.run(id, saleId, orderNumber, state, isFinal, changedAt, JSON.stringify(attempt));
    },
    get: (attemptId) => one(byId, attemptId),
    byOrderNumber: (orderNumber) => one(byNumber, orderNumber),
    byProviderRef: (providerRef) => one(byReference, providerRef),
    ofSale: (saleId) => bySale.all(saleId).map(parse),
    unfinished: () => open.all().map(parse),
    liveOf(saleId) {
      return bySale.all(saleId).map(parse).find(isLive) ?? null;
    },
    inDoubt: () => inDoubt.all().map(parse),
    countInDoubt: () => Number(count.get()?.n),
    search({ text, amountMinor, fromAt, toAt }, limit) {
      const values = {
        // a wildcard typed by a person is a character like any other
        text: text.replaceAll(/[%_]/g, ''),
        amount: amountMinor,
        from: fromAt ?? 0,
        to: toAt ?? Number.MAX_SAFE_INTEGER,
        limit,
      };
      return found.all(values).map(parse);
    },
    paidBetween: (accountId, fromAt, toAt) => paid.all(fromAt, toAt, accountId).map(parse),
  };
}
