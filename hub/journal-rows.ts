import type { JournalRecord } from '../main/contract/sync/record.ts';
import type { AcceptedRecord } from './batch.ts';
import type { Queryable } from './database/port.ts';
import { type Projection, project, type ShiftRow } from './projections.ts';
import { insertRefunds } from './refund-rows.ts';
import type { Terminal } from './terminals.ts';

/** Writes records and what is read out of them: one statement a table, however many rows. */
export async function keepAccepted(
  transaction: Queryable,
  terminal: Terminal,
  accepted: readonly AcceptedRecord[],
  now: number,
): Promise<void> {
  if (accepted.length === 0) return;
  const projections = accepted.map(({ body }) => project(body));
  await insertRecords(transaction, terminal, accepted, projections, now);
  const sales = projections.filter((projection) => projection.kind === 'sale');
  await insertSales(transaction, terminal, sales);
  const refunds = projections.filter((projection) => projection.kind === 'refund');
  await insertRefunds(transaction, terminal, refunds);
  const shifts = projections.filter((projection) => projection.kind === 'shift');
  await upsertShifts(transaction, terminal, mergeShifts(shifts.map(({ shift }) => shift)));
}

/** Keeps a record that contradicts the stored chain, and marks the terminal for people to look at. */
export async function quarantine(
  transaction: Queryable,
  terminal: Terminal,
  record: JournalRecord,
  now: number,
): Promise<void> {
  await transaction.query(
    `INSERT INTO quarantined_record
       (organisation_id, store_id, terminal_id, seq, hash, body, signature, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [...keyOf(terminal), record.seq, record.hash, record.body, record.signature, now],
  );
  await transaction.query(
    `UPDATE terminal SET quarantined_at = coalesce(quarantined_at, $3::bigint)
      WHERE organisation_id = $1 AND id = $2`,
    [terminal.organisationId, terminal.terminalId, now],
  );
}

function keyOf(terminal: Terminal): [string, string, string] {
  return [terminal.organisationId, terminal.storeId, terminal.terminalId];
}

async function insertRecords(
  transaction: Queryable,
  terminal: Terminal,
  accepted: readonly AcceptedRecord[],
  projections: readonly Projection[],
  now: number,
): Promise<void> {
  const rows = accepted.map(({ record, body }, index) => {
    const projection = projections[index];
    const rejected_reason = projection?.kind === 'rejected' ? projection.reason : null;
    return { ...record, at: body.at, kind: body.kind, rejected_reason };
  });
  await transaction.query(
    `INSERT INTO journal_record
       (organisation_id, store_id, terminal_id, seq, at, kind, body, hash, signature, received_at,
        rejected_reason)
     SELECT $1, $2, $3, seq, at, kind, body, hash, signature, $5::bigint, rejected_reason
       FROM jsonb_to_recordset($4::jsonb) AS given (
         seq bigint, at bigint, kind text, body text, hash text, signature text,
         rejected_reason text)`,
    [...keyOf(terminal), JSON.stringify(rows), now],
  );
}

async function insertSales(
  transaction: Queryable,
  terminal: Terminal,
  sales: readonly Extract<Projection, { kind: 'sale' }>[],
): Promise<void> {
  if (sales.length === 0) return;
  await transaction.query(
    `INSERT INTO sale
       (organisation_id, store_id, terminal_id, seq, sale_id, receipt_number, business_day,
        currency, total_minor, change_minor, at)
     SELECT $1, $2, $3, given.* FROM jsonb_to_recordset($4::jsonb) AS given (
       seq bigint, sale_id text, receipt_number text, business_day text, currency text,
       total_minor bigint, change_minor bigint, at bigint)`,
    [...keyOf(terminal), JSON.stringify(sales.map(({ sale }) => sale))],
  );
  await transaction.query(
    `INSERT INTO sale_tender
       (organisation_id, store_id, terminal_id, seq, position, business_day, currency, kind,
        provider, amount_minor)
     SELECT $1, $2, $3, given.* FROM jsonb_to_recordset($4::jsonb) AS given (
       seq bigint, position integer, business_day text, currency text, kind text, provider text,
       amount_minor bigint)`,
    [...keyOf(terminal), JSON.stringify(sales.flatMap(({ tenders }) => tenders))],
  );
}

/** One row a shift: an upsert may not touch the same row twice in one statement. */
function mergeShifts(rows: readonly ShiftRow[]): ShiftRow[] {
  const merged = new Map<string, ShiftRow>();
  for (const row of rows) {
    const known = merged.get(row.shift_id);
    merged.set(row.shift_id, {
      shift_id: row.shift_id,
      business_day: known?.business_day ?? row.business_day,
      opened_at: known?.opened_at ?? row.opened_at,
      closed_at: known?.closed_at ?? row.closed_at,
    });
  }
  return [...merged.values()];
}

async function upsertShifts(
  transaction: Queryable,
  terminal: Terminal,
  shifts: readonly ShiftRow[],
): Promise<void> {
  if (shifts.length === 0) return;
  await transaction.query(
    `INSERT INTO shift
       (organisation_id, store_id, terminal_id, shift_id, business_day, opened_at, closed_at)
     SELECT $1, $2, $3, given.* FROM jsonb_to_recordset($4::jsonb) AS given (
       shift_id text, business_day text, opened_at bigint, closed_at bigint)
     ON CONFLICT (organisation_id, terminal_id, shift_id) DO UPDATE SET
       business_day = coalesce(shift.business_day, excluded.business_day),
       opened_at = coalesce(shift.opened_at, excluded.opened_at),
       closed_at = coalesce(shift.closed_at, excluded.closed_at)`,
    [...keyOf(terminal), JSON.stringify(shifts)],
  );
}
