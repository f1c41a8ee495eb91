import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attempt } from '../../../main/payments/attempt.ts';
import type { Store } from '../../../main/store/store.ts';
import { newTill, type Till } from '../store/fixture/till.ts';
import {
  at,
  attempt,
  type Heard,
  nextDay,
  paymentRow,
  reconcile,
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
