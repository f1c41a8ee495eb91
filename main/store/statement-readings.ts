import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { DifferenceShown } from '../contract/payments/queries.ts';
import type { StatementResult } from './reconciliation.ts';

/** A difference as a reading finds it. */
export type FoundDifference = Pick<
  DifferenceShown,
  'kind' | 'of' | 'orderNumber' | 'providerRef' | 'attemptId' | 'oursMinor' | 'theirsMinor' | 'at'
> & {
  /** Ours that it is about, such as `payment:ID`; null when nothing of ours is. */
  readonly item: string | null;
};

/** Which statement is read. */
export type StatementOf = { readonly accountId: string; readonly day: string };

/** What one reading of a statement writes, and what it asks of other days. */
export type StatementReadings = {
  /** @returns the number of the new reading. */
  begin(): number;
  /**
   * Keeps a difference. Its id is made of what it says, so that another reading that finds the same
   * gives it the same id.
   */
  add(readingId: number, statement: StatementOf, found: FoundDifference): void;
  /** One of ours stood in this statement. */
  see(readingId: number, item: string): void;
  /**
   * From now on this is the day's reading: resolutions of differences that are still there stay.
   * @returns false when the day was closed meanwhile; nothing is changed then.
   */
  finish(readingId: number, statement: StatementOf, at: number, result: StatementResult): boolean;
  /**
   * Forgets up to `limit` rows of readings that no day shows, other than `activeId`.
   * @returns whether there is more.
   */
  sweep(activeId: number | null, limit: number): boolean;
  /** Whether the day has been read to its end. */
  isRead(statement: StatementOf): boolean;
  /** Whether ours stood in the statement of another day of the account. */
  isSeenOnAnotherDay(item: string, statement: StatementOf): boolean;
  /** Whether another day of the account says already that it is missing. */
  isMissedOnAnotherDay(item: string, statement: StatementOf): boolean;
};

const otherDays = 'd.account_id = ? AND d.day <> ?';

export function openStatementReadings(database: DatabaseSync): StatementReadings {
  const begin = database.prepare('INSERT INTO statement_reading DEFAULT VALUES');
  const add = database.prepare(
    `INSERT INTO statement_difference VALUES
       (?, ?, 1, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)
     ON CONFLICT (difference_id, reading_id) DO UPDATE SET times = times + 1 RETURNING times`,
  );
  const see = database.prepare('INSERT OR IGNORE INTO statement_seen VALUES (?, ?)');
  const read = database.prepare(
    `SELECT 1 FROM statement_day WHERE account_id = ? AND day = ? AND reading_id IS NOT NULL`,
  );
  const seen = database.prepare(
    `SELECT 1 FROM statement_seen s JOIN statement_day d ON d.reading_id = s.reading_id
     WHERE s.item = ? AND ${otherDays} LIMIT 1`,
  );
  const missed = database.prepare(
    `SELECT 1 FROM statement_difference f JOIN statement_day d ON d.reading_id = f.reading_id
     WHERE f.item = ? AND f.kind = 'ours-only' AND ${otherDays} LIMIT 1`,
  );

  function addNth(
    id: number,
    { accountId, day }: StatementOf,
    found: FoundDifference,
    nth: number,
  ) {
    const { kind, of, item, orderNumber, providerRef, attemptId } = found;
    const { oursMinor, theirsMinor, at } = found;
    const says = [accountId, day, kind, of, item, orderNumber, providerRef, attemptId];
    const key = JSON.stringify([...says, oursMinor, theirsMinor, at, nth]);
    const differenceId = createHash('sha256').update(key).digest('hex').slice(0, 32);
    const row = add.get(
      differenceId,
      id,
      kind,
      of,
      item,
      orderNumber,
      providerRef,
      attemptId,
      oursMinor,
      theirsMinor,
      at,
    );
    return Number(row?.times ?? 1);
  }

  return {
    begin: () => Number(begin.run().lastInsertRowid),
    add(readingId, statement, found) {
      const times = addNth(readingId, statement, found, 1);
      // The very same row once more is one more difference; the first one counts them.
      if (times > 1) addNth(readingId, statement, found, times);
    },
    see(readingId, item) {
      see.run(item, readingId);
    },
    finish: openFinish(database),
    sweep: openSweep(database),
    isRead: ({ accountId, day }) => read.get(accountId, day) !== undefined,
    isSeenOnAnotherDay: (item, { accountId, day }) => seen.get(item, accountId, day) !== undefined,
    isMissedOnAnotherDay: (item, { accountId, day }) =>
      missed.get(item, accountId, day) !== undefined,
  };
}

function openFinish(database: DatabaseSync): StatementReadings['finish'] {
  const former = database.prepare(
    'SELECT reading_id, closed_at FROM statement_day WHERE account_id = ? AND day = ?',
  );
  const keepResolutions = database.prepare(
    `UPDATE statement_difference AS fresh
     SET is_open = 0, resolution = old.resolution, reason = old.reason,
       resolved_by = old.resolved_by
     FROM (SELECT * FROM statement_difference WHERE reading_id = ? AND is_open = 0) AS old
     WHERE fresh.reading_id = ? AND fresh.difference_id = old.difference_id`,
  );
  const countSettled = database.prepare(
    'SELECT count(*) AS settled FROM statement_difference WHERE reading_id = ? AND is_open = 0',
  );
  const write = database.prepare(
    `INSERT INTO statement_day (account_id, day, reading_id, imported_at, result, open_differences)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_id, day) DO UPDATE SET reading_id = excluded.reading_id,
       imported_at = excluded.imported_at, result = excluded.result,
       open_differences = excluded.open_differences, failure = NULL`,
  );
  return (readingId, { accountId, day }, at, result) => {
    const before = former.get(accountId, day);
    if (before && before.closed_at !== null) return false;
    if (before && before.reading_id !== null)
      keepResolutions.run(before.reading_id ?? 0, readingId);
    const settled = Number(countSettled.get(readingId)?.settled ?? 0);
    const open = result.differences - settled;
    write.run(accountId, day, readingId, at, JSON.stringify(result), open);
    return true;
  };
}

function openSweep(database: DatabaseSync): StatementReadings['sweep'] {
  const abandoned = database.prepare(
    `SELECT reading_id FROM statement_reading WHERE reading_id <> ?
     AND reading_id NOT IN (SELECT reading_id FROM statement_day WHERE reading_id IS NOT NULL)
     LIMIT 1`,
  );
  const forgetDifferences = database.prepare(
    `DELETE FROM statement_difference WHERE (difference_id, reading_id) IN
       (SELECT difference_id, reading_id FROM statement_difference WHERE reading_id = ? LIMIT ?)`,
  );
  const forgetSeen = database.prepare(
    `DELETE FROM statement_seen WHERE (item, reading_id) IN
       (SELECT item, reading_id FROM statement_seen WHERE reading_id = ? LIMIT ?)`,
  );
  const forgetReading = database.prepare('DELETE FROM statement_reading WHERE reading_id = ?');
  return (activeId, limit) => {
    const row = abandoned.get(activeId ?? 0);
    if (!row) return false;
    const readingId = Number(row.reading_id);
    if (Number(forgetDifferences.run(readingId, limit).changes) === limit) return true;
    if (Number(forgetSeen.run(readingId, limit).changes) === limit) return true;
    forgetReading.run(readingId);
    return true;
  };
}
