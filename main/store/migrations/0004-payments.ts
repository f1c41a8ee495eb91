import type { Migration } from '../migration.ts';

/** Refunds by provider, and what the doubt desk and the statements are looked up by. */
export const paymentsMigration: Migration = {
  version: 4,
  sql: `
    CREATE TABLE payment_refund (
      refund_id TEXT PRIMARY KEY,
      attempt_id TEXT NOT NULL,
      document_id TEXT,
      refund_number TEXT NOT NULL UNIQUE,
      state TEXT NOT NULL,
      is_final INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      refund TEXT NOT NULL CHECK (json_valid(refund))
    ) STRICT;
    CREATE INDEX payment_refund_by_attempt ON payment_refund (attempt_id);
    CREATE INDEX payment_refund_by_document ON payment_refund (document_id);
    CREATE INDEX payment_refund_in_doubt ON payment_refund (changed_at)
      WHERE state IN ('created', 'sent', 'unknown', 'unresolved');
    CREATE INDEX payment_refund_by_time ON payment_refund (state, changed_at);

    CREATE INDEX payment_attempt_in_doubt ON payment_attempt (changed_at)
      WHERE state IN ('created', 'sent', 'unknown', 'reversing', 'unresolved', 'unverified', 'withdrawn', 'late');
    CREATE INDEX payment_attempt_by_time ON payment_attempt (state, changed_at);
    CREATE INDEX payment_attempt_by_sale ON payment_attempt (sale_id);
    CREATE INDEX payment_attempt_by_reference
      ON payment_attempt (json_extract(attempt, '$.providerRef'));
  `,
};
