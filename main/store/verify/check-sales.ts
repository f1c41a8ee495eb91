import type { DatabaseSync } from 'node:sqlite';
import { differences, list, type Values } from './differences.ts';
import type { RecordCheck } from './record-check.ts';

export function openSalesCheck(database: DatabaseSync): RecordCheck {
  const readSale = database.prepare('SELECT * FROM sale WHERE seq = ?');
  const readTenders = database.prepare('SELECT * FROM tender WHERE sale_id = ? ORDER BY tender_id');
  const readOdd = database.prepare(
    `SELECT sale.seq, receipt_number FROM sale JOIN journal USING (seq)
     WHERE kind <> 'sale.completed' ORDER BY sale.seq`,
  );

  return {
    *ofRecord({ seq, kind, payload }) {
      if (kind !== 'sale.completed') return;
      const row = readSale.get(seq);
      if (!row) {
        yield { seq, what: 'sale', where: 'is a sale that the reports do not have' };
        return;
      }
      const wrong = differences(row, saleColumns(payload));
      if (wrong) yield { seq, what: 'sale', where: `table sale: ${wrong}` };
      const rows = readTenders.all(String(row.sale_id)).map(tenderText);
      const said = list(payload.tenders).map(tenderColumns).map(tenderText).sort();
      if (rows.sort().join() !== said.join()) {
        const where = `table tender has [${rows.join(', ')}], the record says [${said.join(', ')}]`;
        yield { seq, what: 'sale', where };
      }
    },
    *withoutRecord() {
      for (const { seq, receipt_number } of readOdd.iterate()) {
        const where = `receipt ${receipt_number} has no sale's record`;
        yield { seq: Number(seq), what: 'sale', where };
      }
    },
  };
}

function saleColumns(payload: Values): Values {
  const sum = (a: unknown, b: unknown) => Number(a) + Number(b);
  return {
    sale_id: payload.saleId,
    receipt_number: payload.receiptNumber,
    shift_id: payload.shiftId,
    business_day: payload.businessDay,
    completed_at: payload.completedAt,
    staff_name: payload.staffName,
    line_count: list(payload.lines).length,
    gross_minor: sum(payload.subtotalMinor, payload.lineDiscountMinor),
    discount_minor: sum(payload.lineDiscountMinor, payload.saleDiscountMinor),
    tax_minor: payload.taxMinor,
    total_minor: payload.totalMinor,
    change_minor: payload.changeMinor,
    rounding_minor: payload.roundingMinor,
  };
}

function tenderColumns(tender: Values): Values {
  return {
    tender_id: tender.id,
    kind: tender.kind,
    provider: tender.provider,
    amount_minor: tender.amountMinor,
    tendered_minor: tender.tenderedMinor,
  };
}

function tenderText(tender: Values): string {
  const { tender_id, kind, provider, amount_minor, tendered_minor } = tender;
  return `${tender_id} ${kind} ${provider} ${amount_minor} of ${tendered_minor}`;
}
