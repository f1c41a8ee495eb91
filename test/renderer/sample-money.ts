import type { DeskShown, DoubtRow, FoundSale } from '../../main/contract/payments/queries.ts';
import type { RefundShown } from '../../main/contract/payments/snapshot.ts';
import type { QueryOutput } from '../../main/contract/queries.ts';
import type { TillSnapshot } from '../../main/contract/snapshots.ts';
import { tile } from './sample-goods.ts';
import { sampleTime } from './sample-records.ts';

/** Money that goes back, and money that is in doubt. */

const minuteMs = 60_000;

function soldLine(
  place: number,
  quantityMilli: number,
  leftMilli = quantityMilli,
): RefundShown['lines'][number] {
  const { name, unit, soldBy, priceMinor } = tile(place);
  const amountMinor = Math.round((priceMinor * quantityMilli) / 1_000);
  return { lineId: `line-${place}`, name, unit, soldBy, quantityMilli, leftMilli, amountMinor };
}

const refund: RefundShown = {
  saleId: 'sale-1',
  receiptNumber: 'T01-20260302-0043',
  soldAt: sampleTime - 90 * minuteMs,
  totalMinor: 12_345,
  refundedMinor: 900,
  lines: [
    soldLine(0, 24_000, 21_000),
    soldLine(1, 1_000),
    soldLine(4, 1_358),
    soldLine(6, 2_000, 0),
    soldLine(9, 1_000),
  ],
  tenders: [
    { tenderId: 't-1', kind: 'wallet', provider: 'wechat', amountMinor: 10_000, leftMinor: 10_000 },
    { tenderId: 't-2', kind: 'cash', provider: null, amountMinor: 2_345, leftMinor: 1_445 },
  ],
  approvalAboveMinor: 5_000,
  document: null,
};

type Document = NonNullable<RefundShown['document']>;

const byWallet: Document['parts'][number] = {
  partId: 'part-1',
  kind: 'wallet',
  provider: 'wechat',
  amountMinor: 10_000,
  state: 'asking',
  failure: null,
};
const byCard: Document['parts'][number] = {
  ...byWallet,
  partId: 'part-2',
  kind: 'card',
  provider: 'card',
  amountMinor: 1_000,
  state: 'waiting',
};
const inCash: Document['parts'][number] = {
  ...byCard,
  partId: 'part-3',
  kind: 'cash',
  provider: null,
  amountMinor: 445,
};

function shownWith(change: Partial<Document>): Partial<TillSnapshot> {
  const document: Document = {
    refundId: 'refund-1',
    state: 'open',
    receiptNumber: null,
    amountMinor: 11_445,
    parts: [byWallet, byCard, inCash],
    printing: 'none',
    ...change,
  };
  return { screen: 'refund', basket: null, refund: { ...refund, document } };
}

const manager = { id: 'staff-3', name: '陈静', role: 'manager' } as const;

/** The refund screen and the doubt desk, in the states of them that look different. */
export const moneyScreens = {
  'refund-search': { screen: 'refund', basket: null, doubts: 3 },
  'refund-choice': { screen: 'refund', basket: null, refund },
  'refund-all-back': {
    screen: 'refund',
    basket: null,
    refund: { ...refund, refundedMinor: refund.totalMinor },
  },
  'refund-going': shownWith({}),
  'refund-failed': shownWith({
    parts: [{ ...byWallet, state: 'failed', failure: 'refund.not-possible' }, byCard, inCash],
  }),
  'refund-unresolved': shownWith({
    parts: [
      { ...byWallet, state: 'done' },
      { ...byCard, state: 'unresolved', failure: 'payment.provider-unreachable' },
      inCash,
    ],
  }),
  'refund-done': shownWith({
    state: 'completed',
    receiptNumber: 'RT01-20260302-0002',
    parts: [byWallet, byCard, inCash].map((part) => ({ ...part, state: 'done' })),
    printing: 'printed',
  }),
  desk: { screen: 'desk', basket: null, doubts: 5, staff: manager },
} as const satisfies Record<string, Partial<TillSnapshot>>;

export const foundSales: readonly FoundSale[] = Array.from({ length: 9 }, (_, place) => ({
  saleId: `sale-${place}`,
  receiptNumber: `T01-20260302-00${43 - place}`,
  at: sampleTime - place * 17 * minuteMs,
  totalMinor: 1_250 + place * 8_300,
  refundedMinor: [0, 400, 17_850][place] ?? 0,
  lineCount: 1 + (place % 4),
}));

export const plan: QueryOutput<'refund.plan'> = {
  amountMinor: 11_445,
  taxMinor: 1_317,
  needsApproval: true,
  parts: [
    { kind: 'wallet', provider: 'wechat', amountMinor: 10_000 },
    { kind: 'cash', provider: null, amountMinor: 1_445 },
  ],
};

const doubt: DoubtRow = {
  kind: 'payment',
  id: 'attempt-1',
  saleId: 'sale-1',
  provider: 'wechat',
  accountId: 'wechat',
  way: 'presented',
  orderNumber: '0190a8f0000070008000000000000001',
  providerRef: null,
  payerHint: null,
  amountMinor: 4_533,
  state: 'unknown',
  failure: 'payment.provider-unreachable',
  at: sampleTime - 3 * minuteMs,
  nextAt: sampleTime + 25_000,
  receiptNumber: null,
  actions: ['ask'],
};

const overWith = { failure: null, nextAt: null } as const;

export const doubts: readonly DoubtRow[] = [
  {
    ...doubt,
    ...overWith,
    id: 'attempt-2',
    provider: 'static',
    way: 'static',
    state: 'unverified',
    at: sampleTime - 25 * 60 * minuteMs,
    receiptNumber: 'T01-20260301-0017',
    actions: ['decide'],
  },
  {
    ...doubt,
    ...overWith,
    id: 'attempt-3',
    provider: 'alipay',
    accountId: 'alipay',
    state: 'late',
    providerRef: '2026030222001412341234567890',
    payerHint: '138****1234',
    actions: ['ask', 'attach', 'return'],
  },
  { ...doubt, ...overWith, id: 'attempt-4', state: 'unresolved', actions: ['ask', 'decide'] },
  doubt,
  {
    ...doubt,
    kind: 'refund',
    id: 'refund-9',
    receiptNumber: 'T01-20260302-0031',
    failure: null,
    nextAt: sampleTime - 1_000,
  },
];

export const desk: DeskShown = {
  rows: [...doubts],
  lookUps: [
    {
      accountId: 'alipay',
      providerRef: '2026030222001412341234567890',
      at: sampleTime - minuteMs,
      state: 'found',
      failure: null,
      attemptId: 'attempt-3',
    },
    {
      accountId: 'wechat',
      providerRef: '4200002026030212345678901234',
      at: sampleTime,
      state: 'unknown',
      failure: 'payment.provider-unreachable',
      attemptId: null,
    },
  ],
};

/** What main answers to the questions of these screens. */
export const moneyAnswers = {
  'sale.find': foundSales,
  'refund.plan': plan,
  'desk.list': desk,
  'desk.search': [{ ...doubt, ...overWith, id: 'attempt-8', state: 'paid', actions: [] }],
};
