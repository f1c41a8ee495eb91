import fc from 'fast-check';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DayReport, dayReport } from '../../../main/contract/queries.ts';
import { localHour } from '../../../main/domain/business-day.ts';
import { type CompletedRefund, isInCash } from '../../../main/domain/refund/document.ts';
import type { CompletedSale } from '../../../main/domain/sale.ts';
import { openReports } from '../../../main/report/day.ts';
import type { Store } from '../../../main/store/store.ts';
import { completed, mixedSales, partRules, refundAll, wishes } from '../domain/fixture/refunds.ts';
import { newTill, openShift, recordSale, type Till } from '../store/fixture/till.ts';

const days: readonly [string, string] = ['2026-01-01', '2026-01-02'];
const opened = 1_767_225_600_000;

let till: Till;

beforeEach(() => {
  till = newTill();
});

afterEach(() => till.clear());

/** The sales that stand in the journal, read from its frozen texts. */
function journalled(store: Store, day: string): CompletedSale[] {
  return store.journal
    .readAfter(0, 10_000, Number.MAX_SAFE_INTEGER)
    .map(({ body }) => JSON.parse(body))
    .filter(({ kind, payload }) => kind === 'sale.completed' && payload.businessDay === day)
    .map(({ payload }) => payload);
}

function refundsOf(store: Store, day: string): CompletedRefund[] {
  return store.journal
    .readAfter(0, 10_000, Number.MAX_SAFE_INTEGER)
    .map(({ body }) => JSON.parse(body))
    .filter(({ kind, payload }) => kind === 'refund.completed' && payload.businessDay === day)
    .map(({ payload }) => payload);
}

function total<Row>(rows: readonly Row[], amount: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + amount(row), 0);
}

const soldOnTwoDays = fc.array(
  fc.record({ sale: mixedSales, day: fc.nat(1), hour: fc.nat(47), back: wishes }),
  { maxLength: 8 },
);

type Sold = typeof soldOnTwoDays extends fc.Arbitrary<infer Value> ? Value : never;

/** Records them as sales of their own, on their day and at their hour, and what came back of them after. */
function sellAll(store: Store, sold: Sold) {
  for (const [index, { sale, day, hour, back }] of sold.entries()) {
    const own: CompletedSale = {
      ...sale,
      saleId: `sale-${index}`,
      receiptNumber: `1-${index}`,
      shiftId: `shift-${day}`,
      businessDay: days[day] ?? days[0],
      completedAt: opened + hour * 3_600_000 + index,
      tenders: sale.tenders.map((tender) => ({ ...tender, id: `${index}-${tender.id}` })),
    };
    recordSale(store, own);
    if (own.totalMinor > 0 && back.length > 0) giveBack(store, own, back);
  }
}

/** Each refund of it on the day after the one before, the first on the day of the sale. */
function giveBack(store: Store, sale: CompletedSale, back: Sold[number]['back']): void {
  for (const [place, plan] of refundAll(sale, back, partRules(10)).entries()) {
    const day = (place + days.indexOf(sale.businessDay)) % days.length;
    const refund = {
      ...completed(sale, plan),
      refundId: `${sale.saleId}-${place}`,
      receiptNumber: `R1-${sale.saleId}-${place}`,
      businessDay: days[day] ?? days[0],
      shiftId: `shift-${day}`,
    };
    store.record({ kind: 'refund.completed', actor: 's', payload: refund });
  }
}

function openBothDays(store: Store): void {
  openShift(store, 'shift-0', days[0]);
  const payload = {
    shiftId: 'shift-0',
    closedAt: 1,
    staffId: 's',
    expectedMinor: 0,
    countedMinor: 0,
  };
  store.record({ kind: 'shift.closed', actor: 's', payload });
  openShift(store, 'shift-1', days[1]);
}

describe('the day', () => {
  it('adds up to what stands in the journal, figure by figure', () => {
    fc.assert(
      fc.property(soldOnTwoDays, (sold) => {
        const own = newTill();
        try {
          const store = own.open();
          openBothDays(store);
          store.transaction(() => sellAll(store, sold));
          for (const day of days) check(store, day);
        } finally {
          own.clear();
        }
      }),
      { numRuns: 8 },
    );
  });

  it('without a sale is all zeros, with the float in the drawer', () => {
    const store = till.open();
    openShift(store);
    const report = openReports(store.database).day('2026-01-01', 'CNY');
    expect(report).toMatchObject({ saleCount: 0, netMinor: 0, byTender: [], lastSales: [] });
    expect(report.cash).toEqual({
      floatMinor: 50_000,
      salesMinor: 0,
      refundsMinor: 0,
      expectedMinor: 50_000,
    });
    expect(report.refunds).toEqual({ count: 0, amountMinor: 0, taxMinor: 0, byTender: [] });
    expect(openReports(store.database).day('1999-01-01', 'CNY').cash.expectedMinor).toBe(0);
  });
});

function check(store: Store, day: string): void {
  const report = openReports(store.database).day(day, 'CNY');
  const found = journalled(store, day);
  const tenders = found.flatMap((sale) => sale.tenders);
  const cash = tenders.filter(({ kind }) => kind === 'cash');

  expect(v.safeParse(dayReport, report).success).toBe(true);
  expect(report.saleCount).toBe(found.length);
  checkRefunds(report, refundsOf(store, day));
  expect(report.netMinor + report.refunds.amountMinor).toBe(
    total(found, (sale) => sale.totalMinor),
  );
  expect(report.taxMinor).toBe(total(found, (sale) => sale.taxMinor));
  expect(report.grossMinor).toBe(
    total(found, (sale) => total(sale.lines, (line) => line.grossMinor)),
  );
  expect(report.discountMinor).toBe(
    total(found, (sale) =>
      total(sale.lines, (line) => line.discountMinor + line.saleDiscountMinor),
    ),
  );
  expect(total(report.byTender, (row) => row.count)).toBe(tenders.length);
  expect(report.cash.salesMinor).toBe(total(cash, (tender) => tender.amountMinor));
  const { floatMinor, salesMinor, refundsMinor, expectedMinor } = report.cash;
  expect(expectedMinor).toBe(floatMinor + salesMinor - refundsMinor);
  expect(total(report.byTender, (row) => row.amountMinor)).toBe(
    total(found, (sale) => sale.totalMinor + sale.roundingMinor),
  );

  expect(report.byHour.map(({ hour }) => hour)).toEqual(Array.from({ length: 24 }, (_, i) => i));
  for (const { hour, count, amountMinor } of report.byHour) {
    const then = found.filter((sale) => localHour(sale.completedAt, 'Asia/Shanghai') === hour);
    expect([count, amountMinor]).toEqual([then.length, total(then, (sale) => sale.totalMinor)]);
  }

  const latest = found.toSorted((a, b) => b.completedAt - a.completedAt);
  expect(report.lastSales.map(({ saleId }) => saleId)).toEqual(latest.map(({ saleId }) => saleId));
  expect(report.lastSales.map((sale) => sale.tenders.length)).toEqual(
    latest.map((sale) => sale.tenders.length),
  );
}

function checkRefunds({ refunds, cash }: DayReport, found: readonly CompletedRefund[]): void {
  const parts = found.flatMap((refund) => refund.parts);
  expect(refunds.count).toBe(found.length);
  expect(refunds.amountMinor).toBe(total(found, (refund) => refund.amountMinor));
  expect(refunds.taxMinor).toBe(total(found, (refund) => refund.taxMinor));
  expect(total(refunds.byTender, (row) => row.count)).toBe(parts.length);
  expect(total(refunds.byTender, (row) => row.amountMinor)).toBe(
    total(found, (refund) => refund.amountMinor + refund.roundingMinor),
  );
  const inCash = parts.filter(isInCash);
  expect(cash.refundsMinor).toBe(total(inCash, (part) => part.givenMinor));
  const byCard = parts.filter((part) => part.kind === 'card' && !isInCash(part));
  expect(
    total(
      refunds.byTender.filter(({ kind }) => kind === 'card'),
      (row) => row.count,
    ),
  ).toBe(byCard.length);
}
