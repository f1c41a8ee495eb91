import type { DatabaseSync } from 'node:sqlite';
import type { DayReport, SaleRow } from '../contract/queries.ts';
import type { TenderShown } from '../contract/snapshots.ts';

const salesShown = 50;

export type Reports = {
  /** All that was sold on one business day. */
  day(businessDay: string, currency: string): DayReport;
};

/** The day's figures, from the projections: each is a sum over rows that can be listed. */
export function openReports(database: DatabaseSync): Reports {
  const totals = database.prepare(
    `SELECT count(*) AS sales, coalesce(sum(gross_minor), 0) AS gross,
      coalesce(sum(discount_minor), 0) AS discount, coalesce(sum(tax_minor), 0) AS tax,
      coalesce(sum(total_minor), 0) AS total FROM sale WHERE business_day = ?`,
  );
  const byTender = database.prepare(
    `SELECT kind, provider, count(*) AS n, sum(amount_minor) AS amount
     FROM tender JOIN sale USING (sale_id) WHERE business_day = ? GROUP BY kind, provider
     ORDER BY kind, provider`,
  );
  const refundTotals = database.prepare(
    `SELECT count(*) AS refunds, coalesce(sum(amount_minor), 0) AS amount,
      coalesce(sum(tax_minor), 0) AS tax FROM refund WHERE business_day = ?`,
  );
  const refundsByTender = database.prepare(
    `SELECT kind, provider, count(*) AS n, sum(given_minor) AS amount
     FROM refund_part JOIN refund USING (refund_id) WHERE business_day = ?
     GROUP BY kind, provider ORDER BY kind, provider`,
  );
  const byHour = database.prepare(
    `SELECT local_hour AS hour, count(*) AS n, sum(total_minor) AS amount
     FROM sale WHERE business_day = ? GROUP BY local_hour`,
  );
  const floats = database.prepare(
    'SELECT coalesce(sum(float_minor), 0) AS amount FROM shift WHERE business_day = ?',
  );
  const lastSales = database.prepare(
    `SELECT * FROM sale WHERE business_day = ? ORDER BY completed_at DESC, seq DESC LIMIT ${salesShown}`,
  );
  const tendersOf = database.prepare('SELECT * FROM tender WHERE sale_id = ? ORDER BY place');

  function hours(businessDay: string): DayReport['byHour'] {
    const rows = new Map(byHour.all(businessDay).map((row) => [Number(row.hour), row]));
    return Array.from({ length: 24 }, (_, hour) => ({
      hour,
      count: Number(rows.get(hour)?.n ?? 0),
      amountMinor: Number(rows.get(hour)?.amount ?? 0),
    }));
  }

  function saleRow(row: Record<string, unknown>): SaleRow {
    return {
      saleId: String(row.sale_id),
      receiptNumber: String(row.receipt_number),
      at: Number(row.completed_at),
      staffName: String(row.staff_name),
      lineCount: Number(row.line_count),
      totalMinor: Number(row.total_minor),
      tenders: tendersOf.all(String(row.sale_id)).map(toTender),
    };
  }

  function refundsOf(businessDay: string): DayReport['refunds'] {
    const sums = refundTotals.get(businessDay) ?? {};
    return {
      count: Number(sums.refunds),
      amountMinor: Number(sums.amount),
      taxMinor: Number(sums.tax),
      byTender: refundsByTender.all(businessDay).map(toWay),
    };
  }

  return {
    day(businessDay, currency) {
      const sums = totals.get(businessDay) ?? {};
      const tenders = byTender.all(businessDay).map(toWay);
      const refunds = refundsOf(businessDay);
      const floatMinor = Number(floats.get(businessDay)?.amount);
      const salesMinor = inCash(tenders);
      const refundsMinor = inCash(refunds.byTender);
      return {
        businessDay,
        currency,
        saleCount: Number(sums.sales),
        grossMinor: Number(sums.gross),
        discountMinor: Number(sums.discount),
        taxMinor: Number(sums.tax),
        netMinor: Number(sums.total) - refunds.amountMinor,
        byTender: tenders,
        refunds,
        byHour: hours(businessDay),
        cash: {
          floatMinor,
          salesMinor,
          refundsMinor,
          expectedMinor: floatMinor + salesMinor - refundsMinor,
        },
        lastSales: lastSales.all(businessDay).map(saleRow),
      };
    },
  };
}

type Way = DayReport['byTender'][number];

function toWay(row: Record<string, unknown>): Way {
  return {
    kind: row.kind as Way['kind'],
    provider: row.provider === null ? null : String(row.provider),
    count: Number(row.n),
    amountMinor: Number(row.amount),
  };
}

function inCash(ways: readonly Way[]): number {
  return ways.find(({ kind }) => kind === 'cash')?.amountMinor ?? 0;
}

function toTender(row: Record<string, unknown>): TenderShown {
  return {
    id: String(row.tender_id),
    kind: row.kind as TenderShown['kind'],
    provider: row.provider === null ? null : String(row.provider),
    amountMinor: Number(row.amount_minor),
    tenderedMinor: Number(row.tendered_minor),
  };
}
