import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { succeed } from '../../../main/contract/failure.ts';
import { limits } from '../../../main/contract/limits.ts';
import type { Attempt } from '../../../main/payments/attempt.ts';
import type { Store } from '../../../main/store/store.ts';
import { colas, newTill, type Till } from './fixture/till.ts';

let till: Till;
let store: Store;

beforeEach(() => {
  till = newTill();
  store = till.open();
});

afterEach(() => till.clear());

function restart(): void {
  store.close();
  store = till.open();
}

describe('a receipt number', () => {
  it('counts up from 1, each day by itself, and goes on after a restart', () => {
    const next = (day: string) => store.transaction(() => store.state.nextNumber(`receipt ${day}`));
    expect([next('01'), next('01'), next('02')]).toEqual([1, 2, 1]);
    restart();
    expect([next('01'), next('02')]).toEqual([3, 2]);
  });

  it('of a sale that was not kept is given to the next one, so that none is missing', () => {
    const fail = () =>
      store.transaction(() => {
        store.state.nextNumber('receipt');
        throw new Error('not kept');
      });
    expect(fail).toThrow('not kept');
    expect(store.transaction(() => store.state.nextNumber('receipt'))).toBe(1);
  });
});

describe('where the terminal is', () => {
  it('begins signed out on the sale', () => {
    expect(store.state.session()).toMatchObject({ staffId: null, screen: 'sale' });
  });

  it('is still there after a restart, changed in part', () => {
    store.state.change({ staffId: 'staff-1', screen: 'pay', splitMinor: 500 });
    store.state.change({ language: 'en' });
    restart();
    expect(store.state.session()).toEqual({
      staffId: 'staff-1',
      screen: 'pay',
      doneSaleId: null,
      splitMinor: 500,
      refundSaleId: null,
      refundId: null,
      attemptId: null,
      language: 'en',
      theme: null,
    });
  });

  it('is not made up when what is stored makes no sense', () => {
    store.state.set('session', '{"screen":"moon"}');
    expect(() => store.state.session()).toThrow();
  });
});

describe('an applied command', () => {
  it('is answered again with the same reply, also after a restart', () => {
    const refused = {
      ok: false,
      error: { code: 'sale.empty', message: 'm', retry: 'never' },
    } as const;
    store.applied.remember('a', succeed({ revision: 7 }));
    store.applied.remember('b', refused);
    restart();
    expect(store.applied.reply('a')).toEqual({ ok: true, value: { revision: 7 } });
    expect(store.applied.reply('b')).toEqual(refused);
    expect(store.applied.reply('c')).toBeNull();
  });

  it('cannot be remembered twice: that would be a second time', () => {
    store.applied.remember('a', succeed({ revision: 7 }));
    expect(() => store.applied.remember('a', succeed({ revision: 8 }))).toThrow('UNIQUE');
  });

  it('is forgotten when it was rolled back', () => {
    const fail = () =>
      store.transaction(() => {
        store.applied.remember('a', succeed({ revision: 7 }));
        throw new Error('rolled back');
      });
    expect(fail).toThrow('rolled back');
    expect(store.applied.reply('a')).toBeNull();
  });

  it(`is remembered among the latest ${limits.rememberedReplies}, and no more are kept`, () => {
    const count = limits.rememberedReplies + 50;
    store.transaction(() => {
      for (let number = 0; number < count; number += 1) {
        store.applied.remember(`command-${number}`, succeed({ revision: number }));
      }
    });
    const kept = store.database.prepare('SELECT count(*) AS n FROM applied_command').get();
    expect(kept?.n).toBe(limits.rememberedReplies);
    expect(store.applied.reply('command-49')).toBeNull();
    expect(store.applied.reply('command-50')).not.toBeNull();
  });
});

describe('the open sale', () => {
  it('is back after a restart with its lines and what undo goes back to', () => {
    const [one, two, three] = [1, 2, 3].map((bottles) => colas('sale-1', bottles));
    if (!one || !two || !three) throw new Error('three baskets');
    store.openSales.change(one, two, 1);
    store.openSales.change(two, three, 2);
    restart();
    expect(store.openSales.current()).toEqual({ basket: three, canUndo: true });
    expect(store.openSales.undo('sale-1', 3)).toBe(true);
    expect(store.openSales.current()).toEqual({ basket: two, canUndo: true });
    expect(store.openSales.undo('sale-1', 4)).toBe(true);
    expect(store.openSales.current()).toEqual({ basket: one, canUndo: false });
    expect(store.openSales.undo('sale-1', 5)).toBe(false);
  });

  it('goes back twenty changes and no further', () => {
    for (let bottles = 1; bottles <= 30; bottles++) {
      store.openSales.change(colas('sale-1', bottles), colas('sale-1', bottles + 1), bottles);
    }
    let steps = 0;
    while (store.openSales.undo('sale-1', 99)) steps++;
    expect(steps).toBe(20);
    expect(store.openSales.current()?.basket).toEqual(colas('sale-1', 11));
  });

  it('forgets the way back once something was paid', () => {
    store.openSales.change(colas('sale-1', 1), colas('sale-1', 2), 1);
    store.openSales.keep(colas('sale-1', 2), 2);
    expect(store.openSales.current()?.canUndo).toBe(false);
  });

  it('is one at most', () => {
    store.openSales.keep(colas('sale-1', 1), 1);
    const second = () => store.openSales.keep(colas('sale-2', 1), 2);
    expect(second).toThrow('UNIQUE');
  });

  it('can be suspended and taken up again, oldest first in the list', () => {
    for (const [at, saleId] of ['sale-1', 'sale-2'].entries()) {
      store.openSales.change(colas(saleId, 2), colas(saleId, 1), at);
      store.openSales.suspend(saleId, at);
    }
    restart();
    expect(store.openSales.current()).toBeNull();
    expect(store.openSales.suspended().map(({ basket }) => basket.saleId)).toEqual([
      'sale-1',
      'sale-2',
    ]);
    expect(store.openSales.resume('sale-2', 9)).toBe(true);
    expect(store.openSales.current()).toEqual({ basket: colas('sale-2', 1), canUndo: false });
    expect(store.openSales.resume('sale-2', 9)).toBe(false);
    expect(store.openSales.resume('sale-9', 9)).toBe(false);
    store.openSales.remove('sale-2');
    expect(store.openSales.current()).toBeNull();
  });
});

describe('a payment attempt', () => {
  const attempt: Attempt = {
    id: 'attempt-1',
    saleId: 'sale-1',
    provider: 'wechat',
    way: 'presented',
    orderNumber: 'order-1',
    amountMinor: 500,
    currency: 'CNY',
    codeHint: '1234',
    state: 'created',
    createdAt: 1,
    changedAt: 1,
    isWaiting: false,
    isLastAskOut: false,
    queries: 0,
    reversals: 0,
  };

  it('that is not finished goes on after a restart, in the order of its last change', () => {
    const other = { ...attempt, id: 'attempt-2', saleId: 'sale-2', orderNumber: 'order-2' };
    store.attempts.keep(attempt);
    store.attempts.keep({ ...other, state: 'unknown', changedAt: 2 });
    store.attempts.keep({ ...attempt, state: 'reversing', changedAt: 3 });
    restart();
    expect(store.attempts.unfinished().map(({ id, state }) => [id, state])).toEqual([
      ['attempt-2', 'unknown'],
      ['attempt-1', 'reversing'],
    ]);
    expect(store.attempts.liveOf('sale-1')?.id).toBe('attempt-1');
    expect(store.attempts.liveOf('sale-3')).toBeNull();
  });

  it.each(['paid', 'failed', 'reversed', 'unresolved'] as const)(
    'that is %s is kept and done',
    (state) => {
      store.attempts.keep(attempt);
      store.attempts.keep({ ...attempt, state, providerRef: 'ref' });
      expect(store.attempts.unfinished()).toEqual([]);
      expect(store.attempts.get('attempt-1')).toEqual({ ...attempt, state, providerRef: 'ref' });
    },
  );

  it('has an order number that no other has', () => {
    store.attempts.keep(attempt);
    expect(() => store.attempts.keep({ ...attempt, id: 'attempt-2' })).toThrow('UNIQUE');
  });
});
