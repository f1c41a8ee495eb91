import type { Migration } from '../migration.ts';

/** Refund documents: what was given back of finished sales, and of sales that were cancelled half paid. */
export const refundsMigration: Migration = {
  version: 5,
  sql: `
    CREATE TABLE refund_document (
      refund_id TEXT PRIMARY KEY,
      sale_id TEXT NOT NULL REFERENCES sale (sale_id),
      state TEXT NOT NULL CHECK (state IN ('open', 'completed', 'dropped')),
      document TEXT NOT NULL CHECK (json_valid(document))
    ) STRICT;
    CREATE INDEX refund_document_by_sale ON refund_document (sale_id);
    CREATE UNIQUE INDEX one_open_refund ON refund_document (sale_id) WHERE state = 'open';

    CREATE TABLE refund (
      seq INTEGER PRIMARY KEY REFERENCES journal (seq),
      refund_id TEXT NOT NULL UNIQUE,
      sale_id TEXT NOT NULL,
      receipt_number TEXT NOT NULL UNIQUE,
      shift_id TEXT NOT NULL REFERENCES shift (shift_id),
      business_day TEXT NOT NULL,
      completed_at INTEGER NOT NULL,
      staff_name TEXT NOT NULL,
      line_count INTEGER NOT NULL,
      amount_minor INTEGER NOT NULL,
      tax_minor INTEGER NOT NULL,
      rounding_minor INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX refund_by_day ON refund (business_day);
    CREATE INDEX refund_by_shift ON refund (shift_id);

    -- By the way the money went, which is cash where a wallet's own way was closed.
    CREATE TABLE refund_part (
      refund_id TEXT NOT NULL REFERENCES refund (refund_id),
      place INTEGER NOT NULL,
      part_id TEXT NOT NULL,
      tender_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      provider TEXT,
      given_minor INTEGER NOT NULL,
      PRIMARY KEY (refund_id, place)
    ) STRICT, WITHOUT ROWID;

    -- What a wallet had paid of a cancelled sale, until the customer has it again.
    CREATE TABLE cancelled_payment (
      attempt_id TEXT PRIMARY KEY,
      refund_id TEXT NOT NULL UNIQUE,
      sale_id TEXT NOT NULL,
      amount_minor INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
