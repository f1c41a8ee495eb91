import type { DatabaseSync } from 'node:sqlite';
import { differences, list, type Values } from './differences.ts';
import type { Finding } from './finding.ts';
import type { RecordCheck } from './record-check.ts';
import type { Statement } from './stored-record.ts';

const recordKind = 'refund.completed';

/** Compares the refunds that reports read with the records they came from. */
export function openRefundsCheck(database: DatabaseSync): RecordCheck {
  return hasRefunds(database) ? openTablesCheck(database) : withoutTables;
}

/** A database of before there were refunds has no tables for them, and no record of one. */
const withoutTables: RecordCheck = {
  *ofRecord({ seq, kind }) {
    if (kind !== recordKind) return;
    yield { seq, what: 'refund', where: 'is a refund, and there is no table for it' };
  },
  *withoutRecord() {},
};

/** Whether this database has the tables of refunds. */
export function hasRefunds(database: DatabaseSync): boolean {
  const tables = database.prepare(
    `SELECT count(*) AS found FROM sqlite_schema
     WHERE type = 'table' AND name IN ('refund', 'refund_part')`,
  );
  return tables.get()?.found === 2;
}

function openTablesCheck(database: DatabaseSync): RecordCheck {
  const readRefund = database.prepare('SELECT * FROM refund WHERE seq = ?');
  const readParts = database.prepare('SELECT * FROM refund_part WHERE refund_id = ?');
  const readOdd = database.prepare(
    `SELECT refund.seq, receipt_number FROM refund JOIN journal USING (seq)
     WHERE kind <> '${recordKind}' ORDER BY refund.seq`,
  );

  return {
    *ofRecord({ seq, kind, payload }: Statement): Generator<Finding> {
      if (kind !== recordKind) return;
      const row = readRefund.get(seq);
      if (!row) {
        yield { seq, what: 'refund', where: 'is a refund that the reports do not have' };
        return;
      }
      const wrong = differences(row, refundColumns(payload));
      if (wrong) yield { seq, what: 'refund', where: `table refund: ${wrong}` };
      const rows = readParts.all(String(row.refund_id)).map(partText).sort();
      const said = list(payload.parts).map(partColumns).map(partText).sort();
      if (rows.join() !== said.join()) {
        const where = `table refund_part has [${rows.join(', ')}], the record says [${said.join(', ')}]`;
        yield { seq, what: 'refund', where };
      }
    },
    *withoutRecord() {
      for (const { seq, receipt_number } of readOdd.iterate()) {
        const where = `receipt ${receipt_number} has no refund’s record`;
        yield { seq: Number(seq), what: 'refund', where };
      }
    },
  };
}

function refundColumns(payload: Values): Values {
  return {
    refund_id: payload.refundId,
    sale_id: payload.saleId,
    receipt_number: payload.receiptNumber,
    shift_id: payload.shiftId,
    business_day: payload.businessDay,
    completed_at: payload.completedAt,
    staff_name: payload.staffName,
    line_count: list(payload.lines).length,
    amount_minor: payload.amountMinor,
    tax_minor: payload.taxMinor,
    rounding_minor: payload.roundingMinor,
  };
}

/** A wallet's part that was handed out in cash stands in the table as cash. */
function partColumns(part: Values): Values {
  const isCash = part.kind === 'cash' || part.by === 'cash';
  return {
    part_id: part.partId,
    tender_id: part.tenderId,
    kind: isCash ? 'cash' : part.kind,
    provider: isCash ? null : part.provider,
    given_minor: part.givenMinor,
  };
}

function partText({ part_id, tender_id, kind, provider, given_minor }: Values): string {
  return `${part_id} of ${tender_id} ${kind} ${provider} ${given_minor}`;
}
