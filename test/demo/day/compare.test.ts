import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../../../main/domain/money.ts';
import type { CompletedSale } from '../../../main/domain/sale.ts';
import { orderNumberOf } from '../../../main/payments/attempt.ts';
import { sales as finishedSales } from '../../main/domain/fixture/sales.ts';
import type { Ledger } from '../../simulators/wechat/orders.ts';
import { findDifferences, type Row, tellDay } from './compare.ts';
import type { PlayedDay } from './play.ts';
import type { Witnesses } from './witnesses.ts';

const daysOfSales = fc
  .uniqueArray(finishedSales, { minLength: 1, maxLength: 8, selector: ({ saleId }) => saleId })
  .map((sales) =>
    sales.map((sale, index): CompletedSale => ({ ...sale, receiptNumber: `01-20260101-${index}` })),
  );

const floatMinor = 50_000;

function paidOrder(outTradeNo: string, amountMinor: number): Ledger['orders'][number] {
  return {
    outTradeNo,
    code: '',
    totalMinor: amountMinor,
    scenario: 'paid',
    transactionId: '',
    state: 'SUCCESS',
    paidMinor: amountMinor,
    refundedMinor: 0,
    queries: 0,
  };
}

/** The books of a day in which nobody made a mistake. */
function honest(sales: readonly CompletedSale[]): { day: PlayedDay; seen: Witnesses } {
  const tenders = sales.flatMap((sale) => sale.tenders);
  const wallet = tenders.filter(({ kind }) => kind === 'wallet');
  const cashMinor = sum(
    tenders.filter(({ kind }) => kind === 'cash').map(({ amountMinor }) => amountMinor),
  );
  const totalMinor = sum(sales.map((sale) => sale.totalMinor));
  const paidMinor = sum(wallet.map(({ amountMinor }) => amountMinor));
  const byTender = [
    { kind: 'cash', provider: null, count: sales.length, amountMinor: cashMinor },
    { kind: 'wallet', provider: 'wechat', count: wallet.length, amountMinor: paidMinor },
  ] as const;
  const seen: Witnesses = {
    report: {
      ...{ businessDay: '2026-01-01', currency: 'CNY', saleCount: sales.length },
      ...{ grossMinor: totalMinor, discountMinor: 0, taxMinor: 0, netMinor: totalMinor },
      byTender: [...byTender],
      refunds: { count: 0, amountMinor: 0, taxMinor: 0, byTender: [] },
      byHour: [],
      cash: {
        floatMinor,
        salesMinor: cashMinor,
        refundsMinor: 0,
        expectedMinor: floatMinor + cashMinor,
      },
      lastSales: [],
    },
    sales,
    shift: {
      ...{ shiftId: 'shift-1', businessDay: '2026-01-01', closedAt: 0, staffId: 'staff-1' },
      ...{ saleCount: sales.length, totalMinor },
      expectedMinor: floatMinor + cashMinor,
      countedMinor: floatMinor + cashMinor,
      differenceMinor: 0,
    },
    hub: {
      ...{ organisationId: 'organisation-1', storeId: 'store-1', currency: 'CNY' },
      ...{ saleCount: sales.length, totalMinor, changeMinor: 0, netMinor: totalMinor },
      tenders: byTender,
      refunds: { count: 0, amountMinor: 0, taxMinor: 0, tenders: [] },
    },
    ledger: {
      orders: wallet.map(({ attemptId, amountMinor }) =>
        paidOrder(orderNumberOf(attemptId ?? ''), amountMinor),
      ),
      ...{ paidMinor, refundedMinor: 0, netMinor: paidMinor },
    },
    papers: sales.map(({ receiptNumber, totalMinor: onPaper }) => ({
      ...{ lines: [], text: '', bytes: '', png: '', unknownCommands: 0 },
      ...{ isCut: true, isCopy: false, receiptNumber, totalMinor: onPaper },
    })),
  };
  const shownDone = sales.map((sale) => ({
    ...{ saleId: sale.saleId, receiptNumber: sale.receiptNumber, totalMinor: sale.totalMinor },
    tenders: sale.tenders.map(({ attemptId: _, ...shown }) => shown),
    changeMinor: sale.changeMinor,
    printing: 'printed' as const,
  }));
  const day = { businessDay: '2026-01-01', countedMinor: floatMinor + cashMinor, shownDone };
  return { day, seen };
}

test('books without a mistake agree', () => {
  fc.assert(
    fc.property(daysOfSales, (sales) => {
      const { day, seen } = honest(sales);
      expect(findDifferences(tellDay(day, seen), seen)).toEqual([]);
    }),
  );
});

test('one fen more or less with any witness is named', () => {
  fc.assert(
    fc.property(daysOfSales, fc.nat(), fc.constantFrom(1, -1), (sales, place, fen) => {
      const { day, seen } = honest(sales);
      const rows = tellDay(day, seen);
      const cells = rows
        .slice(1)
        .flatMap((row, index) =>
          (['totalMinor', 'cashMinor', 'walletMinor'] as const)
            .filter((column) => row[column] !== null)
            .map((column) => ({ at: index + 1, column })),
        );
      const cell = cells[place % cells.length];
      const wrong = rows.map((row, index): Row => {
        if (!cell || index !== cell.at) return row;
        return { ...row, [cell.column]: (row[cell.column] ?? 0) + fen };
      });
      expect(findDifferences(wrong, seen)).toEqual([
        expect.stringContaining(rows[cell?.at ?? 0]?.witness ?? ''),
      ]);
    }),
  );
});

test('money that the wallet took for no sale is named, order by order', () => {
  fc.assert(
    fc.property(daysOfSales, (sales) => {
      const { seen } = honest(sales);
      const orders = [...seen.ledger.orders, paidOrder('stray', 7)];
      const ledger = { ...seen.ledger, orders };
      const rows = tellDay(honest(sales).day, seen);
      expect(findDifferences(rows, { ...seen, ledger })).toEqual([
        expect.stringContaining('stray'),
      ]);
    }),
  );
});

test('a receipt that is missing, doubled or wrong is named by its number', () => {
  fc.assert(
    fc.property(daysOfSales, (sales) => {
      const { day, seen } = honest(sales);
      const rows = tellDay(day, seen);
      const [first, ...others] = seen.papers;
      if (!first) throw new Error('no paper');
      const name = expect.stringContaining(first.receiptNumber ?? '');
      const wrong = { ...first, totalMinor: (first.totalMinor ?? 0) + 1 };
      for (const papers of [others, [first, first, ...others], [wrong, ...others]]) {
        expect(findDifferences(rows, { ...seen, papers })).toEqual([name]);
      }
    }),
  );
});
