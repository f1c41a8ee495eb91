import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { type FailureCode, failureCodes } from '../contract/failure.ts';
import { type DifferenceShown, differenceShown } from '../contract/payments/queries.ts';
import { minor } from '../contract/values.ts';
import { openStatementLedger, type StatementLedger } from './statement-ledger.ts';
import { openStatementReadings, type StatementReadings } from './statement-readings.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const counted = v.strictObject({ count, amountMinor: minor });

/** What a whole statement came to. Every row is in exactly one of the four. */
export const statementResult = v.strictObject({
  rows: count,
  /** Payments and refunds of this terminal's that agree. */
  matched: counted,
  refunded: counted,
  /** Rows of other terminals of the same account: payments less refunds. */
  elsewhere: counted,
  /** Rows that are a difference: payments less refunds. */
  differing: counted,
  /** Of the rows that agree. */
  feeMinor: minor,
  /** Payments less refunds less fees, of the rows that agree. */
  netMinor: minor,
  /** Rows that are a difference, and what is missing from the statement. */
  differences: count,
});
export type StatementResult = Readonly<v.InferOutput<typeof statementResult>>;

/** What is kept of an account's day. */
export type StatementDay = {
  /** The reading that counts; null when none has come to its end yet. */
  readonly readingId: number | null;
  readonly importedAt: number | null;
  readonly result: StatementResult | null;
  readonly openDifferences: number;
  /** Why the last attempt to read a statement ended. */
  readonly failure: FailureCode | null;
  readonly closedAt: number | null;
  readonly closedBy: string | null;
};

export type Resolved = Pick<DifferenceShown, 'resolution' | 'reason' | 'resolvedBy'>;

/** A difference with the day it belongs to. */
export type DayDifference = {
  readonly accountId: string;
  readonly day: string;
  readonly difference: DifferenceShown;
};

export type Reconciliation = {
  readonly readings: StatementReadings;
  readonly ledger: StatementLedger;
  day(accountId: string, day: string): StatementDay | null;
  /** Those that are open first, then by time. */
  differences(accountId: string, day: string, offset: number, limit: number): DifferenceShown[];
  /** Null when the day's last reading did not find it any more. */
  difference(differenceId: string): DayDifference | null;
  /** Called in the transaction that records it, as the two below are. */
  settle(differenceId: string, resolved: Resolved): void;
  close(accountId: string, day: string, at: number, by: string): void;
  fail(accountId: string, day: string, failure: FailureCode): void;
};

const shownColumns = `f.difference_id, f.kind, f."of", f.order_number, f.provider_ref, f.attempt_id,
  f.ours_minor, f.theirs_minor, f.at, f.resolution, f.reason, f.resolved_by`;
const ofTheDay = 'statement_difference f JOIN statement_day d ON d.reading_id = f.reading_id';

/** Days, and what people do with their differences. */
export function openReconciliation(database: DatabaseSync): Reconciliation {
  const readDay = database.prepare('SELECT * FROM statement_day WHERE account_id = ? AND day = ?');
  const readPage = database.prepare(
    `SELECT ${shownColumns} FROM ${ofTheDay} WHERE d.account_id = ? AND d.day = ?
     ORDER BY f.is_open DESC, f.at, f.difference_id LIMIT ? OFFSET ?`,
  );
  const readOne = database.prepare(
    `SELECT d.account_id, d.day, ${shownColumns} FROM ${ofTheDay} WHERE f.difference_id = ?`,
  );
  const countDown = database.prepare(
    `UPDATE statement_day SET open_differences = open_differences - 1 WHERE reading_id IN
       (SELECT reading_id FROM statement_difference WHERE difference_id = ? AND is_open = 1)`,
  );
  const settle = database.prepare(
    `UPDATE statement_difference SET is_open = 0, resolution = ?, reason = ?, resolved_by = ?
     WHERE difference_id = ? AND reading_id IN (SELECT reading_id FROM statement_day)`,
  );
  const close = database.prepare(
    'UPDATE statement_day SET closed_at = ?, closed_by = ? WHERE account_id = ? AND day = ?',
  );
  const fail = database.prepare(
    `INSERT INTO statement_day (account_id, day, failure) VALUES (?, ?, ?)
     ON CONFLICT (account_id, day) DO UPDATE SET failure = excluded.failure`,
  );

  return {
    readings: openStatementReadings(database),
    ledger: openStatementLedger(database),
    day(accountId, day) {
      const row = readDay.get(accountId, day);
      return row ? toDay(row) : null;
    },
    differences: (accountId, day, offset, limit) =>
      readPage.all(accountId, day, limit, offset).map(toDifference),
    difference(differenceId) {
      const row = readOne.get(differenceId);
      if (!row) return null;
      const { account_id: accountId, day } = row;
      return { accountId: String(accountId), day: String(day), difference: toDifference(row) };
    },
    settle(differenceId, { resolution, reason, resolvedBy }) {
      countDown.run(differenceId);
      settle.run(resolution, reason, resolvedBy, differenceId);
    },
    close(accountId, day, at, by) {
      close.run(at, by, accountId, day);
    },
    fail(accountId, day, failure) {
      fail.run(accountId, day, failure);
    },
  };
}

const dayRow = v.pipe(
  v.object({
    reading_id: v.nullable(v.number()),
    imported_at: v.nullable(v.number()),
    result: v.nullable(v.string()),
    open_differences: v.number(),
    failure: v.nullable(v.picklist(failureCodes)),
    closed_at: v.nullable(v.number()),
    closed_by: v.nullable(v.string()),
  }),
  v.transform(
    (row): StatementDay => ({
      readingId: row.reading_id,
      importedAt: row.imported_at,
      result: row.result === null ? null : v.parse(statementResult, JSON.parse(row.result)),
      openDifferences: row.open_differences,
      failure: row.failure,
      closedAt: row.closed_at,
      closedBy: row.closed_by,
    }),
  ),
);

function toDay(row: Record<string, unknown>): StatementDay {
  return v.parse(dayRow, row);
}

function toDifference(row: Record<string, unknown>): DifferenceShown {
  return v.parse(differenceShown, {
    differenceId: row.difference_id,
    kind: row.kind,
    of: row.of,
    orderNumber: row.order_number,
    providerRef: row.provider_ref,
    attemptId: row.attempt_id,
    oursMinor: row.ours_minor,
    theirsMinor: row.theirs_minor,
    at: row.at,
    resolution: row.resolution,
    reason: row.reason,
    resolvedBy: row.resolved_by,
  });
}
