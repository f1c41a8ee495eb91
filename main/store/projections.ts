import type { DatabaseSync } from 'node:sqlite';
import { localHour } from '../domain/business-day.ts';
import { type CompletedRefund, isInCash } from '../domain/refund/document.ts';
import type { CompletedSale } from '../domain/sale.ts';
import type { ClosedShift, OpenedShift } from '../domain/shift.ts';

/** What the journal's facts carry, by kind. A kind that is not here is kept and projects nothing. */
export type FactPayloads = {
  'sale.completed': CompletedSale;
  'refund.completed': CompletedRefund;
  'shift.opened': OpenedShift;
  'shift.closed': ClosedShift;
};

export type Projections = {
  /** Writes what a fact means for the tables that screens and reports read. */
  apply(kind: string, payload: unknown, seq: number): void;
};

export function openProjections(database: DatabaseSync, timeZone: string): Projections {
  const addSale = database.prepare(
    `INSERT INTO sale VALUES (:seq, :saleId, :receiptNumber, :shiftId, :businessDay, :completedAt,
      :localHour, :staffName, :lineCount, :gross, :discount, :tax, :total, :change, :rounding)`,
  );
  const addTender = database.prepare('INSERT INTO tender VALUES (?, ?, ?, ?, ?, ?, ?)');
  const projectRefund = refundProjection(database);
  const openShift = database.prepare(
    `INSERT INTO shift (shift_id, business_day, opened_at, opened_by, float_minor)
     VALUES (:shiftId, :businessDay, :openedAt, :staffId, :floatMinor)`,
  );
  const closeShift = database.prepare(
    `UPDATE shift SET closed_at = :closedAt, closed_by = :staffId, expected_minor = :expectedMinor,
      counted_minor = :countedMinor WHERE shift_id = :shiftId`,
  );

  function projectSale(sale: CompletedSale, seq: number): void {
    addSale.run({
      saleId: sale.saleId,
      seq,
      receiptNumber: sale.receiptNumber,
      shiftId: sale.shiftId,
      businessDay: sale.businessDay,
      completedAt: sale.completedAt,
      localHour: localHour(sale.completedAt, timeZone),
      staffName: sale.staffName,
      lineCount: sale.lines.length,
      gross: sale.subtotalMinor + sale.lineDiscountMinor,
      discount: sale.lineDiscountMinor + sale.saleDiscountMinor,
      tax: sale.taxMinor,
      total: sale.totalMinor,
      change: sale.changeMinor,
      rounding: sale.roundingMinor,
    });
    for (const [place, tender] of sale.tenders.entries()) {
      const { id, kind, provider, amountMinor, tenderedMinor } = tender;
      addTender.run(sale.saleId, place, id, kind, provider, amountMinor, tenderedMinor);
    }
  }

  const byKind: {
    [Kind in keyof FactPayloads]: (payload: FactPayloads[Kind], seq: number) => void;
  } = {
    'sale.completed': projectSale,
    'refund.completed': projectRefund,
    'shift.opened': ({ shiftId, businessDay, openedAt, staffId, floatMinor }) => {
      openShift.run({ shiftId, businessDay, openedAt, staffId, floatMinor });
    },
    'shift.closed': ({ shiftId, closedAt, staffId, expectedMinor, countedMinor }) => {
      closeShift.run({ shiftId, closedAt, staffId, expectedMinor, countedMinor });
    },
  };

  return {
    apply(kind, payload, seq) {
      if (!Object.hasOwn(byKind, kind)) return;
      const project = byKind[kind as keyof FactPayloads] as (payload: unknown, seq: number) => void;
      project(payload, seq);
    },
  };
}

function refundProjection(database: DatabaseSync): (refund: CompletedRefund, seq: number) => void {
  const addRefund = database.prepare(
    `INSERT INTO refund VALUES (:seq, :refundId, :saleId, :receiptNumber, :shiftId, :businessDay,
      :completedAt, :staffName, :lineCount, :amount, :tax, :rounding)`,
  );
  const addPart = database.prepare('INSERT INTO refund_part VALUES (?, ?, ?, ?, ?, ?, ?)');
  return (refund, seq) => {
    const { refundId, saleId, receiptNumber, shiftId, businessDay, completedAt, staffName } =
      refund;
    addRefund.run({
      ...{ seq, refundId, saleId, receiptNumber, shiftId, businessDay, completedAt, staffName },
      lineCount: refund.lines.length,
      amount: refund.amountMinor,
      tax: refund.taxMinor,
      rounding: refund.roundingMinor,
    });
    for (const [place, part] of refund.parts.entries()) {
      const { partId, tenderId, givenMinor } = part;
      const kind = isInCash(part) ? 'cash' : part.kind;
      const provider = isInCash(part) ? null : part.provider;
      addPart.run(refundId, place, partId, tenderId, kind, provider, givenMinor);
    }
  };
}
