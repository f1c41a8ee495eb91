import type { Migration } from '../migration.ts';

/**
 * Providers' statements as far as they differ from the journal, and the days that agree. What one
 * reading of a statement finds carries its number; a day shows the reading that came to its end, so
 * that one that did not leaves nothing to be seen.
 */
export const reconciliationMigration: Migration = {
  version: 6,
  sql: `
    CREATE TABLE statement_day (
      account_id TEXT NOT NULL,
      day TEXT NOT NULL,
      reading_id INTEGER,
      imported_at INTEGER,
      result TEXT CHECK (json_valid(result)),
      open_differences INTEGER NOT NULL DEFAULT 0,
      failure TEXT,
      closed_at INTEGER,
      closed_by TEXT,
      PRIMARY KEY (account_id, day)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX statement_day_by_reading ON statement_day (reading_id);

    CREATE TABLE statement_reading (reading_id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;

    CREATE TABLE statement_difference (
      difference_id TEXT NOT NULL,
      reading_id INTEGER NOT NULL,
      times INTEGER NOT NULL,
      is_open INTEGER NOT NULL,
      kind TEXT NOT NULL,
      "of" TEXT NOT NULL,
      item TEXT,
      order_number TEXT NOT NULL,
      provider_ref TEXT,
      attempt_id TEXT,
      ours_minor INTEGER,
      theirs_minor INTEGER,
      at INTEGER,
      resolution TEXT,
      reason TEXT,
      resolved_by TEXT,
      PRIMARY KEY (difference_id, reading_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX statement_difference_page
      ON statement_difference (reading_id, is_open DESC, at, difference_id);
    CREATE INDEX statement_difference_missing ON statement_difference (item)
      WHERE kind = 'ours-only';

    -- which of ours stood in a statement, for the neighbouring days
    CREATE TABLE statement_seen (
      item TEXT NOT NULL,
      reading_id INTEGER NOT NULL,
      PRIMARY KEY (item, reading_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX statement_seen_by_reading ON statement_seen (reading_id);
  `,
};
