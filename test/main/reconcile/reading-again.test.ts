import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attempt } from '../../../main/payments/attempt.ts';
import type { Store } from '../../../main/store/store.ts';
import { newTill, type Till } from '../store/fixture/till.ts';
import { account, attempt, differences, nextDay, paymentRow, reconcile } from './ledger.ts';

let till: Till;
let store: Store;

beforeEach(() => {
  till = newTill();
  store = till.open();
});
afterEach(() => till.clear());

function keep(one: Attempt): Attempt {
  store.attempts.keep(one);
  return one;
}

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
