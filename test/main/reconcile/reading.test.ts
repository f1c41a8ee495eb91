import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attempt } from '../../../main/payments/attempt.ts';
import type { Store } from '../../../main/store/store.ts';
import { failureOf, newTill, type Till } from '../store/fixture/till.ts';
import {
  at,
  attempt,
  differences,
  type Heard,
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
    const rows = [paymentRow(one, { amountMinor: 100 }), paymentRow(one), paymentRow(one)];
    for (const order of [rows, rows.toReversed()]) {
      const { result } = await reconcile(store, order);
      expect(told(store)).toEqual([
        'twice payment order-a 1000 100',
        'twice payment order-a 1000 1000',
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
