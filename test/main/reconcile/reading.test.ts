import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attempt } from '../../../main/payments/attempt.ts';
import type { StatementRow } from '../../../main/payments/statement.ts';
import type { Store } from '../../../main/store/store.ts';
import { failureOf, newTill, type Till } from '../store/fixture/till.ts';
import {
  account,
  at,
  attempt,
  differences,
  type Heard,
  nextDay,
  paymentRow,
  reconcile,
  refund,
  refundRow,
  reversalRow,
  told,
} from './ledger.ts';

let till: Till;
let store: Store;
let heard: Heard;

beforeEach(() => {
  till = newTill();
  store = till.open();
  heard = { confirmed: [], asked: [] };
});
afterEach(() => till.clear());

function keep(one: Attempt): Attempt {
  store.attempts.keep(one);
  return one;
}

describe('a statement that agrees', () => {
  it('has no differences, and says what is paid out: payments less refunds less fees', async () => {
    const [a, b] = [keep(attempt('a')), keep(attempt('b', { amountMinor: 2_500 }))];
    const back = refund('r', b);
    store.paymentRefunds.keep(back);
    const { result } = await reconcile(store, [paymentRow(a), refundRow(back), paymentRow(b)]);
    expect(result).toEqual({
      rows: 3,
      matched: { count: 2, amountMinor: 3_500 },
      refunded: { count: 1, amountMinor: 400 },
      elsewhere: { count: 0, amountMinor: 0 },
      differing: { count: 0, amountMinor: 0 },
      feeMinor: 10,
      netMinor: 3_090,
      differences: 0,
    });
    expect(differences(store)).toEqual([]);
  });

  it('knows an attempt from before accounts had names by its provider', async () => {
    const { accountId: _, ...old } = attempt('old');
    keep(old);
    await reconcile(store, [paymentRow(old)]);
    expect(told(store)).toEqual([]);
  });

  it('may show a reversed payment as a payment and a refund of all of it', async () => {
    const one = keep(attempt('a', { state: 'reversed' }));
    const { result } = await reconcile(store, [reversalRow(one), paymentRow(one)], { heard });
    expect(told(store)).toEqual([]);
    expect(result).toMatchObject({ matched: { count: 1 }, refunded: { count: 1 }, netMinor: 0 });
    expect(heard.asked).toEqual([]);
  });

  it('need not show what was never charged', async () => {
    keep(attempt('a', { state: 'failed' }));
    keep(attempt('b', { state: 'reversed' }));
    keep(attempt('c', { state: 'unresolved' }));
    await reconcile(store, []);
    expect(told(store)).toEqual([]);
  });

  it('counts other terminals of the account apart', async () => {
    const one = keep(attempt('a'));
    const other = paymentRow(attempt('x'), { terminal: 'T002' });
    const back = reversalRow(attempt('y'), { terminal: 'T002', amountMinor: 300 });
    const { result } = await reconcile(store, [other, paymentRow(one), back]);
    expect(result.elsewhere).toEqual({ count: 2, amountMinor: 700 });
    expect(told(store)).toEqual([]);
  });

  it('may name a payment of ours by the number the terminal had before', async () => {
    const one = keep(attempt('a'));
    const { result } = await reconcile(store, [paymentRow(one, { terminal: 'T-old' })]);
    expect(result.matched.count).toBe(1);
  });
});

describe('a statement that differs', () => {
  it('shows what is ours only, and theirs only, with or without a terminal', async () => {
    keep(attempt('a'));
    const rows = [
      paymentRow(attempt('x'), { terminal: null }),
      paymentRow(attempt('y'), { amountMinor: 70 }),
    ];
    const { result, kinds } = await reconcile(store, rows);
    expect(told(store)).toEqual([
      'ours-only payment order-a 1000 -',
      'theirs-only payment order-x - 1000',
      'theirs-only payment order-y - 70',
    ]);
    expect(result).toMatchObject({ rows: 2, differences: 3, differing: { amountMinor: 1_070 } });
    expect(kinds).toMatchObject({ 'ours-only': 1, 'theirs-only': 2, twice: 0 });
  });

  it('leaves another account’s money to that account’s statement', async () => {
    keep(attempt('a', { accountId: 'other' }));
    await reconcile(store, []);
    expect(told(store)).toEqual([]);
  });

  it('calls a row theirs that names a payment by another account, and points at it', async () => {
    const one = keep(attempt('a', { accountId: 'other' }));
    await reconcile(store, [paymentRow(one)]);
    expect(differences(store)).toMatchObject([{ kind: 'theirs-only', attemptId: 'a' }]);
  });

  it('shows another amount, of payments and of refunds', async () => {
    const one = keep(attempt('a'));
    const back = refund('r', one);
    store.paymentRefunds.keep(back);
    const rows = [paymentRow(one, { amountMinor: 999 }), refundRow(back, { amountMinor: 401 })];
    await reconcile(store, rows);
    expect(told(store)).toEqual([
      'amount-differs payment order-a 1000 999',
      'amount-differs refund order-a 400 401',
    ]);
  });

  it('shows a refund that is missing, and one that somebody else made', async () => {
    const one = keep(attempt('a'));
    store.paymentRefunds.keep(refund('r', one));
    const elsewhere = reversalRow(one, { refundNumber: 'by-hand', amountMinor: 250 });
    await reconcile(store, [paymentRow(one), elsewhere]);
    expect(told(store)).toEqual([
      'ours-only refund order-a 400 -',
      'theirs-only refund order-a - 250',
    ]);
    expect(differences(store).map(({ attemptId }) => attemptId)).toEqual(['a', 'a']);
  });

  it.each(['failed', 'reversed', 'unresolved', 'reversing', 'unknown'] as const)(
    'asks the provider about a payment that it has and that is %s here',
    async (state) => {
      const one = keep(attempt('a', { state }));
      await reconcile(store, [paymentRow(one)], { heard });
      expect(told(store)).toEqual(['state-differs payment order-a - 1000']);
      expect(heard.asked).toEqual(['payment:a']);
    },
  );

  it('has nothing to ask about money that was found late and waits for a person', async () => {
    const one = keep(attempt('a', { state: 'late' }));
    await reconcile(store, [paymentRow(one)], { heard });
    expect(told(store)).toEqual(['state-differs payment order-a - 1000']);
    expect(heard.asked).toEqual([]);
  });

  it('is settled with late money that went back by a refund', async () => {
    const one = keep(attempt('a', { state: 'reversed' }));
    const back = refund('r', one, { amountMinor: 1_000 });
    store.paymentRefunds.keep(back);
    await reconcile(store, [paymentRow(one), refundRow(back)]);
    expect(told(store)).toEqual([]);
  });

  it('asks about a refund that it has and that failed here', async () => {
    const back = refund('r', keep(attempt('a')), { state: 'failed' });
    store.paymentRefunds.keep(back);
    await reconcile(store, [paymentRow(attempt('a')), refundRow(back)], { heard });
    expect(told(store)).toEqual(['state-differs refund order-a - 400']);
    expect(heard.asked).toEqual(['refund:r']);
  });

  it('shows a row that is there twice, whatever the order, and matches the one that fits', async () => {
    const one = keep(attempt('a'));
    const rows = [paymentRow(one, { amountMinor: 900 }), paymentRow(one), paymentRow(one)];
    for (const order of [rows, rows.toReversed()]) {
      const { result } = await reconcile(store, order);
      expect(told(store)).toEqual([
        'twice payment order-a 1000 1000',
        'twice payment order-a 1000 900',
      ]);
      expect(result.matched).toEqual({ count: 1, amountMinor: 1_000 });
    }
  });

  it('keeps apart what nobody knows and what is there more than once', async () => {
    const stranger = paymentRow(attempt('x'));
    const { result } = await reconcile(store, [stranger, stranger, stranger]);
    expect(told(store)).toHaveLength(3);
    expect(new Set(differences(store).map(({ differenceId }) => differenceId)).size).toBe(3);
    expect(result.differing).toEqual({ count: 3, amountMinor: 3_000 });
  });

  it('is refused when all of its payments are of another day', async () => {
    keep(attempt('a'));
    const yesterdays = paymentRow(attempt('x'), { at: at('12:00:00', '2026-03-08') });
    const error = await reconcile(store, [yesterdays]).catch((failure: unknown) => failure);
    expect(
      failureOf(() => {
        throw error;
      }).code,
    ).toBe('statement.unreadable');
    expect(differences(store)).toEqual([]);
  });
});

describe('around midnight', () => {
  const edge = () => keep(attempt('edge', { sentAt: at('23:59:58') }));

  it('a payment may stand in the next day’s statement', async () => {
    const one = edge();
    await reconcile(store, []);
    expect(told(store)).toEqual([]);
    await reconcile(store, [paymentRow(one, { at: at('00:00:01', nextDay) })], { day: nextDay });
    expect(told(store, nextDay)).toEqual([]);
  });

  it('or in the day’s own, whichever is read first', async () => {
    const one = edge();
    await reconcile(store, [], { day: nextDay });
    expect(told(store, nextDay)).toEqual([]);
    await reconcile(store, [paymentRow(one)]);
    expect(told(store)).toEqual([]);
  });

  it('is missing once, in the one that is read last', async () => {
    edge();
    await reconcile(store, []);
    await reconcile(store, [], { day: nextDay });
    expect(told(store)).toEqual([]);
    expect(told(store, nextDay)).toEqual(['ours-only payment order-edge 1000 -']);
    await reconcile(store, []);
    expect(told(store)).toEqual([]);
  });

  it('five minutes are the edge: before that it is the day’s own', async () => {
    keep(attempt('early', { sentAt: at('23:54:57') }));
    await reconcile(store, []);
    expect(told(store)).toEqual(['ours-only payment order-early 1000 -']);
  });

  it('what the terminal heard of days later may stand on any day since it was sent', async () => {
    const found = at('09:00:00', '2026-03-12');
    const one = keep(attempt('slow', { changedAt: found }));
    await reconcile(store, [], { day: '2026-03-12' });
    await reconcile(store, [], { day: nextDay });
    expect(told(store, '2026-03-12')).toEqual([]);
    await reconcile(store, [paymentRow(one)]);
    expect(told(store)).toEqual([]);
    await reconcile(store, [], { day: '2026-03-12' });
    expect(told(store, '2026-03-12')).toEqual([]);
  });

  it('a reversal that came after midnight is looked for in the next day’s statement', async () => {
    const one = keep(
      attempt('a', {
        state: 'reversed',
        sentAt: at('23:40:00'),
        changedAt: at('00:20:00', nextDay),
      }),
    );
    await reconcile(store, [paymentRow(one)], { heard });
    expect(told(store)).toEqual([]);
    await reconcile(store, [], { day: nextDay, heard });
    expect(told(store, nextDay)).toEqual(['ours-only refund order-a 1000 -']);
    expect(heard.asked).toEqual(['payment:a']);
    await reconcile(store, [reversalRow(one, { at: null })], { day: nextDay });
    expect(told(store, nextDay)).toEqual([]);
  });
});

describe('a payment by the merchant’s fixed code', () => {
  const staticAccounts = ['till-code'];
  const byCode = (id: string, change: Partial<Attempt> = {}): Attempt =>
    keep(
      attempt(id, {
        provider: 'static',
        accountId: 'till-code',
        way: 'static',
        state: 'unverified',
        orderNumber: `0190a8b6c3d87e2f9a1b2c3d4e5f00${id}`,
        ...change,
      }),
    );
  const nameless = (amountMinor: number, time: string, ref = time): StatementRow =>
    paymentRow(attempt('x'), {
      orderNumber: '',
      providerRef: ref,
      amountMinor,
      at: at(time),
      terminal: null,
    });

  it('is confirmed by a row with our number, or with its last twelve characters', async () => {
    const [a, b] = [byCode('01'), byCode('02')];
    const short = { orderNumber: b.orderNumber.slice(-12), terminal: null };
    const { result } = await reconcile(store, [paymentRow(a), paymentRow(b, short)], {
      staticAccounts,
      heard,
    });
    expect(heard.confirmed).toEqual(['01', '02']);
    expect(result).toMatchObject({ matched: { count: 2 }, differences: 0 });
  });

  it('is confirmed by its amount and its time, when only one row fits', async () => {
    byCode('01');
    await reconcile(store, [nameless(1_000, '12:03:00')], { staticAccounts, heard });
    expect(heard.confirmed).toEqual(['01']);
    expect(told(store)).toEqual([]);
  });

  it('is not confirmed by another amount, nor at another time, nor without a time', async () => {
    byCode('01');
    const rows = [
      nameless(1_001, '12:03:00'),
      nameless(1_000, '12:30:00'),
      { ...nameless(1_000, '12:03:00'), at: null },
    ];
    await reconcile(store, rows, { staticAccounts, heard });
    expect(heard.confirmed).toEqual([]);
    expect(told(store)).toHaveLength(3);
  });

  it('is not guessed: two rows that fit confirm nothing, nor does one that fits two', async () => {
    byCode('01');
    const rows = [nameless(1_000, '12:03:00'), nameless(1_000, '12:04:00')];
    await reconcile(store, rows, { staticAccounts, heard });
    byCode('02');
    await reconcile(store, [nameless(1_000, '12:03:00')], { staticAccounts, heard });
    expect(heard.confirmed).toEqual([]);
    expect(told(store)).toEqual(['theirs-only payment  - 1000']);
  });

  it('is found the same way when the statement is read again', async () => {
    byCode('01');
    const rows = [nameless(1_000, '12:03:00')];
    await reconcile(store, rows, { staticAccounts, heard });
    const { result } = await reconcile(store, rows, { staticAccounts, heard });
    expect(heard.confirmed).toEqual(['01']);
    expect(result).toMatchObject({ matched: { count: 1 }, differences: 0 });
  });

  it('is not looked for in a statement of another merchant, and never missed in one', async () => {
    byCode('01');
    byCode('02', { state: 'paid' });
    await reconcile(store, [nameless(1_000, '12:03:00')], { heard });
    expect(heard.confirmed).toEqual([]);
    expect(told(store)).toEqual(['theirs-only payment  - 1000']);
  });

  it('keeps its doubt when the amount is another one', async () => {
    const one = byCode('01');
    await reconcile(store, [paymentRow(one, { amountMinor: 10 })], { staticAccounts, heard });
    expect(heard.confirmed).toEqual([]);
    expect(told(store)).toEqual([`amount-differs payment ${one.orderNumber} 1000 10`]);
  });
});

describe('reading again', () => {
  it('keeps the resolutions of what is still there, and drops what is not', async () => {
    const [a, b] = [keep(attempt('a')), keep(attempt('b'))];
    await reconcile(store, []);
    for (const { differenceId } of differences(store)) {
      const resolved = { resolution: 'claimed', reason: 'rang them', resolvedBy: 'Wang' } as const;
      store.reconciliation.settle(differenceId, resolved);
    }
    expect(store.reconciliation.day(account, '2026-03-10')?.openDifferences).toBe(0);
    await reconcile(store, [paymentRow(a), paymentRow(attempt('x'))]);
    expect(differences(store)).toMatchObject([
      { kind: 'theirs-only', resolution: null },
      { kind: 'ours-only', attemptId: b.id, resolution: 'claimed', reason: 'rang them' },
    ]);
    expect(store.reconciliation.day(account, '2026-03-10')?.openDifferences).toBe(1);
  });

  it('leaves no trace of readings that were replaced', async () => {
    keep(attempt('a'));
    const strangers = Array.from({ length: 250 }, (_, nth) => paymentRow(attempt(`x${nth}`)));
    await reconcile(store, strangers);
    await reconcile(store, []);
    await reconcile(store, [], { day: nextDay });
    const count = (table: string) =>
      Number(store.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
    expect(count('statement_difference')).toBe(1);
    expect(count('statement_reading')).toBe(2);
  });

  it('stops at what makes no sense, and shows the day as it was', async () => {
    keep(attempt('a'));
    async function* broken() {
      yield* Array.from({ length: 300 }, (_, nth) => paymentRow(attempt(`x${nth}`)));
      throw new RangeError('line 301');
    }
    await expect(reconcile(store, broken())).rejects.toThrow('line 301');
    expect(store.reconciliation.day(account, '2026-03-10')).toBeNull();
    expect(differences(store)).toEqual([]);
  });
});
