import { DatabaseSync } from 'node:sqlite';
import { PosError } from '../contract/failure.ts';
import { asStoreFault } from './fault.ts';
import type { Migration } from './migration.ts';
import { journalMigration } from './migrations/0001-journal.ts';
import { catalogueMigration } from './migrations/0002-catalogue.ts';
import { benchMigration } from './migrations/0003-bench.ts';
import { paymentsMigration } from './migrations/0004-payments.ts';
import { refundsMigration } from './migrations/0005-refunds.ts';
import { reconciliationMigration } from './migrations/0006-reconciliation.ts';

export const migrations: readonly Migration[] = [
  journalMigration,
  catalogueMigration,
  benchMigration,
  paymentsMigration,
  refundsMigration,
  reconciliationMigration,
];

/**
 * Opens the terminal's one database file, checks it and brings its schema up to date.
 *
 * WAL with `synchronous=FULL` makes one fsync a commit; NORMAL would make none (device-facts 7.4).
 *
 * @throws PosError `store.corrupt` when the file is damaged or from a later version, `store.busy`,
 * `store.full` or `store.read-only` when the disk refuses.
 */
export function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { enableForeignKeyConstraints: true });
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA busy_timeout = 5000;
      PRAGMA trusted_schema = OFF;
      PRAGMA wal_autocheckpoint = 1000;
      PRAGMA cache_size = -16000;
    `);
    checkIntegrity(database);
    migrate(database);
    return database;
  } catch (cause) {
    database?.close();
    throw asFailure(cause, path);
  }
}

/**
 * SQLite's own check of pages and indexes is linear in the file's size, so it is bounded: whole for a
 * file of up to 64 MB, and for a larger one what opening and the journal's head can tell.
 */
function checkIntegrity(database: DatabaseSync): void {
  const { pages } =
    database.prepare('SELECT page_count AS pages FROM pragma_page_count').get() ?? {};
  const { size } = database.prepare('SELECT page_size AS size FROM pragma_page_size').get() ?? {};
  if (Number(pages) * Number(size) > 64 * 1024 * 1024) return;
  const row = database.prepare('PRAGMA quick_check(1)').get();
  const verdict = row ? Object.values(row)[0] : 'no answer';
  if (verdict !== 'ok') throw new PosError(corrupt(`integrity check: ${String(verdict)}`));
}

function corrupt(message: string) {
  return { code: 'store.corrupt', message, retry: 'after-fix' } as const;
}

function asFailure(cause: unknown, path: string): unknown {
  if (!(cause instanceof Error)) return cause;
  const fault = asStoreFault(cause);
  const failure = fault instanceof PosError ? fault.failure : corrupt(cause.message);
  return new PosError({ ...failure, message: `${path}: ${failure.message}` }, { cause });
}

function migrate(database: DatabaseSync): void {
  const row = database.prepare('PRAGMA user_version').get();
  const found = Number(row?.user_version ?? 0);
  const newest = migrations.at(-1)?.version ?? 0;
  if (found > newest) throw new PosError(corrupt(`schema ${found} is newer than ${newest}`));
  for (const { version, sql } of migrations.filter((step) => step.version > found)) {
    database.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${version}; COMMIT;`);
  }
}
