import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StatementRow } from '../../../main/payments/statement.ts';
import type { Store } from '../../../main/store/store.ts';
import { newTill } from '../store/fixture/till.ts';
import {
  attempt,
  differences,
  paymentRow,
  reconcile,
  refund,
  refundRow,
  reversalRow,
  told,
} from './ledger.ts';

/** What became of one payment, on both sides. */
const fates = [
  'agrees',
  'refunded',
  'reversed',
  'never-charged',
  'elsewhere',
  'ours-only',
  'theirs-only',
  'theirs-without-terminal',
  'amount-differs',
  'failed-here',
  'reversed-here-alone',
  'late-here',
  'twice',
  'twice-unknown',
  'refund-missing',
  'refund-by-hand',
] as const;
type Fate = (typeof fates)[number];

const story = fc.record({
  fate: fc.constantFrom(...fates),
  amountMinor: fc.integer({ min: 2, max: 1_000_000 }),
  feeMinor: fc.integer({ min: 0, max: 500 }),
  second: fc.integer({ min: 600, max: 85_000 }),
});
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

type Told = { readonly rows: readonly StatementRow[]; readonly differences: readonly string[] };

const beginAt = Date.parse('2026-03-10T00:00:00+08:00');

/** Makes it so in the books, and says what the statement has and what must be found. */
function tell(store: Store, { fate, amountMinor, feeMinor, second }: Story, nth: number): Told {
  const of = attempt(`a${nth}`, { amountMinor, sentAt: beginAt + second * 1_000 });
  const paid = paymentRow(of, { feeMinor });
  const back = refund(`r${nth}`, of, { amountMinor: amountMinor - 1, sentAt: of.changedAt + 1 });
  const differs = (kind: string, ours: number | '-', theirs: number | '-', what = 'payment') =>
    `${kind} ${what} ${of.orderNumber} ${ours} ${theirs}`;
  const keep = (state = of.state) => store.attempts.keep({ ...of, state });
  const tales: Record<Fate, () => Told> = {
    agrees: () => {
      keep();
      return { rows: [paid], differences: [] };
    },
    refunded: () => {
      keep();
      store.paymentRefunds.keep(back);
      return { rows: [paid, refundRow(back)], differences: [] };
    },
    reversed: () => {
      keep('reversed');
      return { rows: [paid, reversalRow(of, { feeMinor: -feeMinor })], differences: [] };
    },
    'never-charged': () => {
      keep('failed');
      return { rows: [], differences: [] };
    },
    elsewhere: () => ({ rows: [{ ...paid, terminal: 'T002' }], differences: [] }),
    'ours-only': () => {
      keep();
      return { rows: [], differences: [differs('ours-only', amountMinor, '-')] };
    },
    'theirs-only': () => ({
      rows: [paid],
      differences: [differs('theirs-only', '-', amountMinor)],
    }),
    'theirs-without-terminal': () => ({
      rows: [{ ...paid, terminal: null }],
      differences: [differs('theirs-only', '-', amountMinor)],
    }),
    'amount-differs': () => {
      keep();
      const other = amountMinor + 1;
      return {
        rows: [{ ...paid, amountMinor: other }],
        differences: [differs('amount-differs', amountMinor, other)],
      };
    },
    'failed-here': () => {
      keep('failed');
      return { rows: [paid], differences: [differs('state-differs', '-', amountMinor)] };
    },
    'reversed-here-alone': () => {
      keep('reversed');
      return { rows: [paid], differences: [differs('state-differs', '-', amountMinor)] };
    },
    'late-here': () => {
      keep('late');
      return { rows: [paid], differences: [differs('state-differs', '-', amountMinor)] };
    },
    twice: () => {
      keep();
      return {
        rows: [paid, { ...paid, providerRef: 'again' }],
        differences: [differs('twice', amountMinor, amountMinor)],
      };
    },
    'twice-unknown': () => {
      const found = differs('theirs-only', '-', amountMinor);
      return { rows: [paid, paid], differences: [found, found] };
    },
    'refund-missing': () => {
      keep();
      store.paymentRefunds.keep(back);
      const found = differs('ours-only', back.amountMinor, '-', 'refund');
      return { rows: [paid], differences: [found] };
    },
    'refund-by-hand': () => {
      keep();
      const byHand = reversalRow(of, { refundNumber: 'by-hand', amountMinor: 1 });
      return { rows: [paid, byHand], differences: [differs('theirs-only', '-', 1, 'refund')] };
    },
  };
  return tales[fate]();
}

const signed = ({ kind, amountMinor }: StatementRow) =>
  kind === 'payment' ? amountMinor : -amountMinor;

describe('whatever happened on a day', () => {
  it('exactly what differs is found, each row is counted once, and the order does not matter', async () => {
    const days = fc.record({
      stories: fc.array(story, { maxLength: 40 }),
      seed: fc.integer(),
    });
    await fc.assert(
      fc.asyncProperty(days, async ({ stories, seed }) => {
        const till = newTill();
        try {
          const store = till.open();
          const tales = store.transaction(() => stories.map((one, nth) => tell(store, one, nth)));
          const rows = tales.flatMap((tale) => tale.rows);
          const expected = tales.flatMap((tale) => tale.differences).sort();
          const { result } = await reconcile(store, rows);
          expect(told(store)).toEqual(expected);
          expect(result.differences).toBe(expected.length);

          const { matched, refunded, elsewhere, differing, feeMinor, netMinor } = result;
          expect(result.rows).toBe(rows.length);
          expect(matched.count + refunded.count + elsewhere.count + differing.count).toBe(
            rows.length,
          );
          const sum =
            matched.amountMinor -
            refunded.amountMinor +
            elsewhere.amountMinor +
            differing.amountMinor;
          expect(sum).toBe(rows.reduce((total, row) => total + signed(row), 0));
          expect(netMinor).toBe(matched.amountMinor - refunded.amountMinor - feeMinor);

          const found = differences(store);
          const order = shuffled(rows, seed);
          expect((await reconcile(store, order)).result).toEqual(result);
          expect(differences(store)).toEqual(found);
        } finally {
          till.clear();
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** The same rows in another order. */
function shuffled<Row>(rows: readonly Row[], seed: number): Row[] {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  return rows
    .map((row) => ({ row, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
}
