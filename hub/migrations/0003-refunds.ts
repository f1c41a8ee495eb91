import type { Migration } from './migration.ts';

/** What was given back, with the goods that came back with it, for the stock to follow. */
export const refunds: Migration = {
  name: 'refunds',
  statements: [
    `CREATE TABLE refund (
       organisation_id text NOT NULL,
       store_id text NOT NULL,
       terminal_id text NOT NULL,
       seq bigint NOT NULL,
       refund_id text NOT NULL,
       sale_id text NOT NULL,
       receipt_number text NOT NULL,
       business_day text NOT NULL,
       currency text NOT NULL,
       amount_minor bigint NOT NULL,
       tax_minor bigint NOT NULL,
       rounding_minor bigint NOT NULL,
       at bigint NOT NULL,
       PRIMARY KEY (organisation_id, terminal_id, seq))`,
    'CREATE INDEX refund_by_day ON refund (organisation_id, business_day, store_id)',
    `CREATE TABLE refund_tender (
       organisation_id text NOT NULL,
       store_id text NOT NULL,
       terminal_id text NOT NULL,
       seq bigint NOT NULL,
       position integer NOT NULL,
       business_day text NOT NULL,
       currency text NOT NULL,
       kind text NOT NULL,
       provider text,
       amount_minor bigint NOT NULL,
       PRIMARY KEY (organisation_id, terminal_id, seq, position))`,
    'CREATE INDEX refund_tender_by_day ON refund_tender (organisation_id, business_day, store_id)',
    `CREATE TABLE refund_line (
       organisation_id text NOT NULL,
       store_id text NOT NULL,
       terminal_id text NOT NULL,
       seq bigint NOT NULL,
       position integer NOT NULL,
       item_id text NOT NULL,
       quantity_milli bigint NOT NULL,
       amount_minor bigint NOT NULL,
       PRIMARY KEY (organisation_id, terminal_id, seq, position))`,
  ],
};
