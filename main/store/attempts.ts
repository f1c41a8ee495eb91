import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { type Attempt, attemptSchema, isLive } from '../payments/attempt.ts';

export type Attempts = {
  /** Keeps the attempt as it is now. Written in the transaction of the fact that changed it. */
  keep(attempt: Attempt): void;
  get(attemptId: string): Attempt | null;
  unfinished(): Attempt[];
  liveOf(saleId: string): Attempt | null;
};

export function openAttempts(database: DatabaseSync): Attempts {
  const write = database.prepare(
    `INSERT INTO payment_attempt VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (attempt_id) DO UPDATE SET state = excluded.state, is_final = excluded.is_final,
       changed_at = excluded.changed_at, attempt = excluded.attempt`,
  );
  const read = database.prepare('SELECT attempt FROM payment_attempt WHERE attempt_id = ?');
  const readOpen = database.prepare(
    'SELECT attempt FROM payment_attempt WHERE is_final = 0 ORDER BY changed_at',
  );

  const parse = (row: Record<string, unknown>): Attempt =>
    v.parse(attemptSchema, JSON.parse(String(row.attempt)));

  return {
    keep(attempt) {
      const { id, saleId, orderNumber, state, changedAt } = attempt;
      const isFinal = isLive(attempt) ? 0 : 1;
      write.run(id, saleId, orderNumber, state, isFinal, changedAt, JSON.stringify(attempt));
    },
    get(attemptId) {
      const row = read.get(attemptId);
      return row ? parse(row) : null;
    },
    unfinished() {
      return readOpen.all().map(parse);
    },
    liveOf(saleId) {
      return this.unfinished().find((attempt) => attempt.saleId === saleId) ?? null;
    },
  };
}
