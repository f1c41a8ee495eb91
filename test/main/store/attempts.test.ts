import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Attempt, AttemptState } from '../../../main/payments/attempt.ts';
import type { Store } from '../../../main/store/store.ts';
import { newTill, type Till } from './fixture/till.ts';

let till: Till;
let store: Store;

beforeEach(() => {
  till = newTill();
  store = till.open();
});

afterEach(() => till.clear());

function attempt(id: string, state: AttemptState, change: Partial<Attempt> = {}): Attempt {
  return {
    ...{ id, saleId: 'sale-1', provider: 'wechat', accountId: 'wechat', way: 'presented' },
    ...{ orderNumber: `order${id}`, amountMinor: 1_000, currency: 'CNY', codeHint: '6789', state },
    ...{ createdAt: 1, changedAt: Number(id), isWaiting: false, isLastAskOut: false },
    ...{ queries: 0, reversals: 0 },
    ...change,
  };
}

function keep(...attempts: Attempt[]): void {
  store.transaction(() => {
    for (const one of attempts) store.attempts.keep(one);
  });
}

const ids = (attempts: readonly Attempt[]) => attempts.map(({ id }) => id);
const everything = { text: '', amountMinor: null, fromAt: null, toAt: null };

it('keeps what is under way and what a person must look at apart', () => {
  keep(
    attempt('1', 'unknown'),
    attempt('2', 'paid'),
    attempt('3', 'late'),
    attempt('4', 'unresolved'),
    attempt('5', 'reversed'),
    attempt('6', 'unverified'),
  );
  expect(ids(store.attempts.unfinished())).toEqual(['1']);
  expect(ids(store.attempts.inDoubt())).toEqual(['1', '3', '4', '6']);
  expect(store.attempts.liveOf('sale-1')?.id).toBe('1');
  keep(attempt('1', 'paid'));
  expect(store.attempts.liveOf('sale-1')).toBeNull();
});

it('finds by the end of a number, by amount and by time, and takes no wildcard', () => {
  keep(
    attempt('1', 'paid', { providerRef: '42000017', changedAt: 10 }),
    attempt('2', 'failed', { amountMinor: 500, changedAt: 20 }),
  );
  const search = (change: Partial<typeof everything>) =>
    ids(store.attempts.search({ ...everything, ...change }, 10));
  expect(search({})).toEqual(['2', '1']);
  expect(search({ text: '0017' })).toEqual(['1']);
  expect(search({ text: 'order2' })).toEqual(['2']);
  expect(ids(store.attempts.search({ ...everything, amountMinor: 500 }, 10))).toEqual(['2']);
  expect(ids(store.attempts.search({ ...everything, fromAt: 15 }, 10))).toEqual(['2']);
  expect(ids(store.attempts.search({ ...everything, toAt: 15 }, 10))).toEqual(['1']);
  expect(search({ text: 'order_' })).toEqual([]);
  expect(search({ text: `' OR 1=1 --` })).toEqual([]);
});

it('is nothing without the transaction that it was written in', () => {
  expect(() =>
    store.transaction(() => {
      store.attempts.keep(attempt('1', 'created'));
      throw new Error('the power goes');
    }),
  ).toThrow();
  expect(store.attempts.get('1')).toBeNull();
});
