import { DatabaseSync } from 'node:sqlite';
import { codeKey } from '../write.ts';
import type { ImportError } from './import-result.ts';
import type { ImportRow } from './import-row.ts';

/**
 * The rows of a file that have been read and are not in the catalogue yet, in a temporary file of
 * SQLite's own: reading waits for the disk in between, and must neither hold the terminal's
 * transaction open nor a million rows in memory.
 */
export type Staging = {
  /** Keeps a row; the errors when another line has the same code or id. */
  put(row: ImportRow, codeColumn: number): ImportError[];
  rows(): Iterable<ImportRow>;
  close(): void;
};

export function openStaging(): Staging {
  const db = new DatabaseSync('');
  db.exec(`
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE staged (line INTEGER PRIMARY KEY, row TEXT NOT NULL) STRICT;
    CREATE TABLE claim (name TEXT PRIMARY KEY, line INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    BEGIN;
  `);
  const insert = db.prepare('INSERT INTO staged (line, row) VALUES (?, ?)');
  const all = db.prepare('SELECT row FROM staged ORDER BY line');
  const claimed = db.prepare('SELECT line FROM claim WHERE name = ?');
  const claim = db.prepare('INSERT INTO claim (name, line) VALUES (?, ?)');
  return {
    put(row, codeColumn) {
      insert.run(row.line, JSON.stringify(row));
      const names = new Map(row.codes.map((code) => [`code ${codeKey(code)}`, code]));
      if (row.id !== undefined) names.set(`id ${row.id}`, row.id);
      const errors: ImportError[] = [];
      for (const [name, value] of names) {
        const other = claimed.get(name);
        if (!other) claim.run(name, row.line);
        else {
          const data = { value, otherLine: Number(other.line) };
          errors.push({
            line: row.line,
            column: codeColumn,
            code: 'catalogue.duplicate-code',
            data,
          });
        }
      }
      return errors;
    },
    *rows() {
      for (const { row } of all.iterate()) yield parseRow(String(row));
    },
    close: () => db.close(),
  };
}

/** What `put` wrote, and nobody else can write to. */
function parseRow(text: string): ImportRow {
  return JSON.parse(text);
}
