import type { Queryable } from './database/port.ts';
import type { Projection } from './projections.ts';
import type { Terminal } from './terminals.ts';

/** Writes what was given back: one statement a table, however many rows. */
export async function insertRefunds(
  transaction: Queryable,
  terminal: Terminal,
  refunds: readonly Extract<Projection, { kind: 'refund' }>[],
): Promise<void> {
  if (refunds.length === 0) return;
  const { organisationId, storeId, terminalId } = terminal;
  const insert = (into: string, columns: string, rows: readonly object[]) =>
    transaction.query(
      `INSERT INTO ${into}
       SELECT $1, $2, $3, given.* FROM jsonb_to_recordset($4::jsonb) AS given (${columns})`,
      [organisationId, storeId, terminalId, JSON.stringify(rows)],
    );
  await insert(
    `refund (organisation_id, store_id, terminal_id, seq, refund_id, sale_id, receipt_number,
       business_day, currency, amount_minor, tax_minor, rounding_minor, at)`,
    `seq bigint, refund_id text, sale_id text, receipt_number text, business_day text,
       currency text, amount_minor bigint, tax_minor bigint, rounding_minor bigint, at bigint`,
    refunds.map(({ refund }) => refund),
  );
  await insert(
    `refund_tender (organisation_id, store_id, terminal_id, seq, position, business_day, currency,
       kind, provider, amount_minor)`,
    `seq bigint, position integer, business_day text, currency text, kind text, provider text,
       amount_minor bigint`,
    refunds.flatMap(({ tenders }) => tenders),
  );
  await insert(
    `refund_line (organisation_id, store_id, terminal_id, seq, position, item_id,
       quantity_milli, amount_minor)`,
    'seq bigint, position integer, item_id text, quantity_milli bigint, amount_minor bigint',
    refunds.flatMap(({ lines }) => lines),
  );
}
