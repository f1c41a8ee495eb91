import type { Migration } from '../migration.ts';

/**
 * The journal and what is projected from it. The journal cannot be changed through SQL: triggers
 * refuse it, so that only someone who means harm gets past, and the chain shows that.
 */
export const journalMigration: Migration = {
  version: 1,
  sql: `
    CREATE TABLE journal (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      body TEXT NOT NULL,
      hash TEXT NOT NULL,
      signature TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

    -- INSERT OR REPLACE takes a row's place without firing the trigger for DELETE.
    CREATE TRIGGER journal_is_append_only_insert BEFORE INSERT ON journal
      WHEN EXISTS (SELECT 1 FROM journal WHERE seq >= NEW.seq)
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

    -- The last record's number and hash, written with it: a cut tail leaves this behind.
    CREATE TABLE journal_head (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      seq INTEGER NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;

    CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;

    CREATE TABLE applied_command (
      rank INTEGER PRIMARY KEY AUTOINCREMENT,
      command_id TEXT NOT NULL UNIQUE,
      reply TEXT NOT NULL
    ) STRICT;

    CREATE TABLE open_sale (
      sale_id TEXT PRIMARY KEY,
      state TEXT NOT NULL CHECK (state IN ('open', 'suspended')),
      changed_at INTEGER NOT NULL,
      basket TEXT NOT NULL
    ) STRICT;
    CREATE TABLE undo_step (
      step INTEGER PRIMARY KEY AUTOINCREMENT,
      sale_id TEXT NOT NULL,
      basket TEXT NOT NULL
    ) STRICT;
    CREATE INDEX undo_step_by_sale ON undo_step (sale_id, step);
    CREATE UNIQUE INDEX one_open_sale ON open_sale (state) WHERE state = 'open';

    CREATE TABLE shift (
      shift_id TEXT PRIMARY KEY,
      business_day TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      opened_by TEXT NOT NULL,
      float_minor INTEGER NOT NULL,
      closed_at INTEGER,
      closed_by TEXT,
      expected_minor INTEGER,
      counted_minor INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX one_open_shift ON shift ((closed_at IS NULL)) WHERE closed_at IS NULL;

    CREATE TABLE sale (
      seq INTEGER PRIMARY KEY REFERENCES journal (seq),
      sale_id TEXT NOT NULL UNIQUE,
      receipt_number TEXT NOT NULL UNIQUE,
      shift_id TEXT NOT NULL REFERENCES shift (shift_id),
      business_day TEXT NOT NULL,
      completed_at INTEGER NOT NULL,
      local_hour INTEGER NOT NULL,
      staff_name TEXT NOT NULL,
      line_count INTEGER NOT NULL,
      gross_minor INTEGER NOT NULL,
      discount_minor INTEGER NOT NULL,
      tax_minor INTEGER NOT NULL,
      total_minor INTEGER NOT NULL,
      change_minor INTEGER NOT NULL,
      rounding_minor INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX sale_by_day ON sale (business_day, completed_at);
    CREATE INDEX sale_by_shift ON sale (shift_id);

    CREATE TABLE tender (
      sale_id TEXT NOT NULL REFERENCES sale (sale_id),
      place INTEGER NOT NULL,
      tender_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      provider TEXT,
      amount_minor INTEGER NOT NULL,
      tendered_minor INTEGER NOT NULL,
      PRIMARY KEY (sale_id, place)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE print_job (
      job_id TEXT PRIMARY KEY,
      sale_id TEXT,
      seq INTEGER,
      is_copy INTEGER NOT NULL,
      state TEXT NOT NULL
        CHECK (state IN ('queued', 'printing', 'printed', 'interrupted', 'expired')),
      reason TEXT,
      attempts INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX unfinished_print_job ON print_job (state, created_at)
      WHERE state IN ('queued', 'printing');
    CREATE INDEX print_job_by_sale ON print_job (sale_id, created_at);

    CREATE TABLE payment_attempt (
      attempt_id TEXT PRIMARY KEY,
      sale_id TEXT NOT NULL,
      order_number TEXT NOT NULL UNIQUE,
      state TEXT NOT NULL,
      is_final INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      attempt TEXT NOT NULL
    ) STRICT;
    CREATE INDEX unfinished_attempt ON payment_attempt (is_final) WHERE is_final = 0;

    CREATE TABLE staff (
      staff_id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      pin_salt BLOB NOT NULL,
      pin_hash BLOB NOT NULL,
      failures INTEGER NOT NULL DEFAULT 0,
      locked_until INTEGER NOT NULL DEFAULT 0,
      is_active INTEGER NOT NULL DEFAULT 1
    ) STRICT;
  `,
};
