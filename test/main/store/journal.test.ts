import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ChainHead, chainStart, checkRecord } from '../../../main/contract/sync/chain.ts';
import type { Store } from '../../../main/store/store.ts';
import { colaSale, newTill, openShift, recordSale, type Till } from './fixture/till.ts';

let till: Till;
let store: Store;

beforeEach(() => {
  till = newTill();
  store = till.open();
});

afterEach(() => till.clear());

function note(text: string): number {
  return store.record({ kind: 'note.made', actor: 'terminal', payload: { text } });
}

function checkAll(): ChainHead {
  let head = chainStart;
  for (const record of store.journal.readAfter(0, 10_000, Number.MAX_SAFE_INTEGER)) {
    expect(checkRecord(record, head, till.publicKey).fault).toBeNull();
    head = record;
  }
  return head;
}

describe('the journal', () => {
  it('is a chain from its first record to its head, whatever is said in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }), (texts) => {
        for (const text of texts) note(text);
        const { seq, hash } = checkAll();
        expect(store.journal.head()).toEqual({ seq, hash });
      }),
      { numRuns: 20 },
    );
  });

  it('goes on where it stopped when the terminal starts again', () => {
    expect([note('before'), note('still before')]).toEqual([1, 2]);
    store.close();
    store = till.open();
    expect(note('after')).toBe(3);
    expect(checkAll().seq).toBe(3);
  });

  it.each([
    `UPDATE journal SET body = '{}'`,
    'UPDATE journal SET at = at + 1',
    'DELETE FROM journal',
    'DELETE FROM journal WHERE seq = 2',
    `UPDATE OR REPLACE journal SET kind = ''`,
  ])('refuses %s', (sql) => {
    note('one');
    note('two');
    expect(() => store.database.exec(sql)).toThrow('the journal is append-only');
    expect(checkAll().seq).toBe(2);
  });

  it('refuses to put a record in another’s place', () => {
    note('one');
    const replace = `INSERT OR REPLACE INTO journal SELECT seq, at, 'x', 'x', hash, signature FROM journal`;
    expect(() => store.database.exec(replace)).toThrow();
    expect(store.journal.get(1)?.body).toContain('one');
  });

  it('takes the time and its trust from the clock it was given', () => {
    till.clock.now = 1_767_300_000_000;
    note('now');
    expect(JSON.parse(store.journal.get(1)?.body ?? '')).toMatchObject({
      at: 1_767_300_000_000,
      clock: 'trusted',
      actor: 'terminal',
    });
    expect(store.journal.firstAtAfter(0)).toBe(1_767_300_000_000);
    expect(store.journal.firstAtAfter(1)).toBeNull();
  });

  it('is read in batches of so many records and so many bytes, and at least one', () => {
    for (let number = 0; number < 5; number += 1) note('x'.repeat(1_000));
    const seqs = (after: number, records: number, bytes: number) =>
      store.journal.readAfter(after, records, bytes).map((record) => record.seq);
    expect(seqs(0, 2, 1_000_000)).toEqual([1, 2]);
    expect(seqs(2, 10, 3_000)).toEqual([3, 4]);
    expect(seqs(2, 10, 1)).toEqual([3]);
    expect(seqs(5, 10, 1)).toEqual([]);
  });
});

describe('a fact and what it means for the tables', () => {
  it('are on the disk together', () => {
    openShift(store);
    const seq = recordSale(store, colaSale(1, 3));
    expect(store.sales.get('sale-1')).toEqual({ sale: colaSale(1, 3), seq });
    expect(store.sales.shiftTotals('shift-1')).toEqual({
      saleCount: 1,
      totalMinor: 1_050,
      cashMinor: 1_050,
    });
  });

  it('are neither there when the tables refuse', () => {
    openShift(store);
    recordSale(store, colaSale(1));
    const head = store.journal.head();
    expect(() => recordSale(store, colaSale(1))).toThrow('UNIQUE');
    expect(store.journal.head()).toEqual(head);
    expect(store.sales.countOf(store.sales.openShift()?.shiftId ?? '')).toBe(1);
    expect(recordSale(store, colaSale(2))).toBe(head.seq + 1);
  });

  it('are neither there when the command that caused them fails behind them', () => {
    openShift(store);
    const head = store.journal.head();
    const fail = () =>
      store.transaction(() => {
        recordSale(store, colaSale(1));
        throw new Error('the drawer’s own defect');
      });
    expect(fail).toThrow('the drawer’s own defect');
    expect(store.journal.head()).toEqual(head);
    expect(store.journal.get(head.seq + 1)).toBeNull();
    expect(store.sales.get('sale-1')).toBeNull();
  });

  it('of a kind that no table knows are kept all the same', () => {
    expect(store.journal.get(note('hello'))?.body).toContain('"kind":"note.made"');
    expect(store.record({ kind: 'constructor', actor: 'terminal', payload: {} })).toBe(2);
  });

  it('close a shift with what was expected and counted', () => {
    openShift(store);
    const payload = { shiftId: 'shift-1', closedAt: 5, staffId: 'staff-1' };
    const amounts = { expectedMinor: 50_000, countedMinor: 49_990 };
    store.record({ kind: 'shift.closed', actor: 'staff-1', payload: { ...payload, ...amounts } });
    expect(store.sales.openShift()).toBeNull();
    expect(() => openShift(store, 'shift-2')).not.toThrow();
    expect(() => openShift(store, 'shift-3')).toThrow('UNIQUE');
  });
});

describe('a transaction', () => {
  it('inside another joins it, and ends with it', () => {
    const outer = () =>
      store.transaction(() => {
        store.transaction(() => store.state.set('inner', 'written'));
        expect(store.database.isTransaction).toBe(true);
        throw new Error('outer');
      });
    expect(outer).toThrow('outer');
    expect(store.state.get('inner')).toBeNull();
    expect(store.database.isTransaction).toBe(false);
  });

  it('gives back what its work gives', () => {
    expect(store.transaction(() => 42)).toBe(42);
  });
});
