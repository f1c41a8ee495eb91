import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attempt } from '../../../main/payments/attempt.ts';
import type { StatementRow } from '../../../main/payments/statement.ts';
import type { Store } from '../../../main/store/store.ts';
import { newTill, type Till } from '../store/fixture/till.ts';
import { at, attempt, type Heard, paymentRow, reconcile, told } from './ledger.ts';

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

  it('is not guessed: several rows that fit confirm nothing, nor does one that fits two', async () => {
    byCode('01');
    const times = ['12:03:00', '12:04:00', '12:05:00'];
    const rows = times.map((time) => nameless(1_000, time));
    await reconcile(store, rows, { staticAccounts, heard });
    expect(told(store)).toHaveLength(3);
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
