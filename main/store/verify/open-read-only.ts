import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

/**
 * Opens a terminal's database without changing it, a copy or one in use, at one moment of its life.
 * Where no `-wal` file stands beside it nobody has it open, and it is read as it is, so that nothing
 * is created beside a piece of evidence, which may lie on a read-only disk.
 *
 * @throws Error when it is not there or not a terminal's database.
 */
export function openReadOnly(path: string): DatabaseSync {
  if (!statSync(path).isFile()) throw new Error('is not a file');
  const address = pathToFileURL(path);
  if (!existsSync(`${path}-wal`)) address.searchParams.set('immutable', '1');
  const database = new DatabaseSync(address, { readOnly: true });
  // Someone may have put anything into a file that is to be checked.
  database.exec('PRAGMA trusted_schema = OFF; BEGIN');
  const tables = database.prepare(
    `SELECT count(*) AS found FROM sqlite_schema
     WHERE type = 'table' AND name IN ('journal', 'journal_head', 'sale', 'tender')`,
  );
  if (tables.get()?.found !== 4) throw new Error('is not a terminal’s database');
  return database;
}
