import { sum } from '../../../main/domain/money.ts';
import { orderNumberOf } from '../../../main/payments/attempt.ts';
import type { Paper } from '../../support/papers.ts';
import type { PlayedDay } from './play.ts';
import type { Witnesses } from './witnesses.ts';

/** The day as one witness has it, in fen; null where that witness cannot know. */
export type Row = {
  readonly witness: string;
  readonly sales: number | null;
  readonly totalMinor: number | null;
  readonly cashMinor: number | null;
  readonly walletMinor: number | null;
};

type Tender = { readonly kind: string; readonly amountMinor: number };

/** The same day, told by everybody who saw it. The first row is what the others are held against. */
export function tellDay(day: PlayedDay, seen: Witnesses): Row[] {
  const { report, sales, shift, hub, ledger, papers } = seen;
  const tenders = sales.flatMap((sale) => sale.tenders);
  const complete = papers.filter(({ isCut }) => isCut);
  return [
    {
      witness: 'terminal, report',
      sales: report.saleCount,
      totalMinor: report.netMinor + report.refunds.amountMinor,
      ...byKind(report.byTender),
    },
    {
      witness: 'terminal, journal',
      sales: sales.length,
      totalMinor: sum(sales.map((sale) => sale.totalMinor)),
      ...byKind(tenders),
    },
    {
      witness: 'screen, done',
      sales: new Set(day.shownDone.map(({ saleId }) => saleId)).size,
      totalMinor: sum(day.shownDone.map(({ totalMinor }) => totalMinor)),
      ...byKind(day.shownDone.flatMap((done) => done.tenders)),
    },
    {
      witness: 'shift and drawer',
      sales: shift.saleCount,
      totalMinor: shift.totalMinor,
      cashMinor: day.countedMinor - report.cash.floatMinor,
      walletMinor: null,
    },
    {
      witness: 'hub',
      sales: hub.saleCount,
      totalMinor: hub.totalMinor,
      ...byKind(hub.tenders),
    },
    {
      witness: 'WeChat simulator',
      sales: null,
      totalMinor: null,
      cashMinor: null,
      walletMinor: ledger.netMinor,
    },
    {
      witness: 'paper',
      sales: complete.length,
      totalMinor: sum(complete.map(({ totalMinor }) => totalMinor ?? 0)),
      cashMinor: null,
      walletMinor: null,
    },
  ];
}

function byKind(tenders: readonly Tender[]): { cashMinor: number; walletMinor: number } {
  const of = (kind: string): number =>
    sum(tenders.filter((tender) => tender.kind === kind).map(({ amountMinor }) => amountMinor));
  return { cashMinor: of('cash'), walletMinor: of('wallet') };
}

/** Every difference, each a sentence; none when the books are equal to the last fen. */
export function findDifferences(rows: readonly Row[], seen: Witnesses): string[] {
  const [first, ...others] = rows;
  if (!first) return ['nobody saw the day'];
  const columns = ['sales', 'totalMinor', 'cashMinor', 'walletMinor'] as const;
  const inTable = others.flatMap((row) =>
    columns
      .filter((column) => row[column] !== null && row[column] !== first[column])
      .map((column) => `${row.witness}: ${column} ${row[column]}, not ${first[column]}`),
  );
  return [...inTable, ...walletDifferences(seen), ...paperDifferences(seen)];
}

/** Order by order: what the wallet kept is what the journal has as its tender, and nothing else. */
function walletDifferences({ sales, ledger }: Witnesses): string[] {
  const journal = new Map(
    sales
      .flatMap((sale) => sale.tenders)
      .flatMap(({ attemptId, amountMinor }) =>
        attemptId === null ? [] : [[orderNumberOf(attemptId), amountMinor] as const],
      ),
  );
  const books = new Map(
    ledger.orders.map((order) => [order.outTradeNo, order.paidMinor - order.refundedMinor]),
  );
  const orders = new Set([...journal.keys(), ...books.keys()]);
  return [...orders]
    .filter((order) => (journal.get(order) ?? 0) !== (books.get(order) ?? 0))
    .map((order) => `order ${order}: journal ${journal.get(order)}, wallet ${books.get(order)}`);
}

/** One whole receipt for each sale; a copy only where the first one was torn. */
function paperDifferences({ sales, papers }: Witnesses): string[] {
  const byNumber = Map.groupBy(papers, ({ receiptNumber }) => receiptNumber);
  return sales.flatMap(({ receiptNumber, totalMinor }) => {
    const found = byNumber.get(receiptNumber) ?? [];
    const whole = found.filter(({ isCut }) => isCut);
    const [paper] = whole;
    if (!paper || whole.length > 1) return [`${receiptNumber}: ${whole.length} whole receipts`];
    if (paper.totalMinor !== totalMinor) {
      return [`${receiptNumber}: paper says ${paper.totalMinor}, not ${totalMinor}`];
    }
    return paper.isCopy === hasTorn(found) ? [] : [`${receiptNumber}: a copy of nothing`];
  });
}

function hasTorn(papers: readonly Paper[]): boolean {
  return papers.some(({ isCut }) => !isCut);
}

/** The rows as a table of text. */
export function tableOf(rows: readonly Row[]): string[] {
  const cell = (value: number | null): string =>
    (value === null ? '–' : String(value)).padStart(12);
  const money = (minor: number | null): string =>
    (minor === null ? '–' : (minor / 100).toFixed(2)).padStart(12);
  const titles = ['sales', 'total', 'cash', 'WeChat'].map((title) => title.padStart(12)).join('');
  return [
    `${''.padEnd(20)}${titles}`,
    ...rows.map(
      ({ witness, sales, totalMinor, cashMinor, walletMinor }) =>
        witness.padEnd(20) + cell(sales) + [totalMinor, cashMinor, walletMinor].map(money).join(''),
    ),
  ];
}
