import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations, openDatabase } from '../../../main/store/database.ts';
import { colaSale, failureOf, newTill, openShift, recordSale, type Till } from './fixture/till.ts';

let till: Till;

beforeEach(() => {
  till = newTill();
});

afterEach(() => till.clear());

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/** A closed database with sales enough to fill some pages. */
function soldMuch(): void {
  const store = till.open();
  openShift(store);
  store.transaction(() => {
    for (let number = 1; number <= 60; number += 1) recordSale(store, colaSale(number, number));
  });
  store.close();
}

describe('the database', () => {
  it('syncs each commit to the disk and keeps its references', () => {
    const { database } = till.open();
    expect(pragma(database, 'journal_mode')).toBe('wal');
    expect(pragma(database, 'synchronous')).toBe(2);
    expect(pragma(database, 'foreign_keys')).toBe(1);
    expect(pragma(database, 'trusted_schema')).toBe(0);
  });

  it('has the newest schema, whether it is new or opened again', () => {
    const newest = migrations.at(-1)?.version;
    const first = till.open();
    expect(pragma(first.database, 'user_version')).toBe(newest);
    first.close();
    expect(pragma(till.open().database, 'user_version')).toBe(newest);
  });

  it('numbers its migrations without a gap, and drops nothing in them', () => {
    expect(migrations.map(({ version }) => version)).toEqual(
      migrations.map((_, index) => index + 1),
    );
    for (const { sql } of migrations) expect(sql).not.toMatch(/\b(DROP TABLE|DELETE FROM)\b/i);
  });
});

describe('a file of an older version', () => {
  it('keeps every row, and gets what is new', () => {
    const [first] = migrations;
    const old = new DatabaseSync(till.path);
    old.exec(`BEGIN; ${first?.sql}; PRAGMA user_version = 1; COMMIT`);
    old.exec(`INSERT INTO journal VALUES (1, 5, 'note.made', '{}', 'hash', 'signature');
      INSERT INTO journal_head VALUES (1, 1, 'hash');
      INSERT INTO state VALUES ('key', 'value')`);
    old.close();
    const store = till.open();
    expect(store.journal.get(1)).toEqual({
      seq: 1,
      body: '{}',
      hash: 'hash',
      signature: 'signature',
    });
    expect(store.state.get('key')).toBe('value');
    expect(() => store.catalogue.lookup('6901234567892')).not.toThrow();
  });

  it('is not opened when its head names another record than the last', () => {
    till.open().record({ kind: 'note.made', actor: 'test', payload: {} });
    const cut = new DatabaseSync(till.path);
    cut.exec(`UPDATE journal_head SET seq = 2`);
    cut.close();
    expect(() => till.open()).toThrow('store.corrupt');
  });

  it('stays as it was when a step fails', () => {
    const [first] = migrations;
    const old = new DatabaseSync(till.path);
    // a table of the second step stands in the way
    old.exec(`BEGIN; ${first?.sql}; PRAGMA user_version = 1; COMMIT; CREATE TABLE item (x)`);
    old.close();
    expect(() => openDatabase(till.path)).toThrow();
    const after = new DatabaseSync(till.path);
    expect(pragma(after, 'user_version')).toBe(1);
    after.close();
  });
});

describe('a file that cannot be used', () => {
  it('of a newer version is refused and left alone', () => {
    const newer = new DatabaseSync(till.path);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(failureOf(() => openDatabase(till.path))).toMatchObject({
      code: 'store.corrupt',
      message: expect.stringContaining('schema 99 is newer'),
    });
  });

  it('with a lost page is refused, and its bytes are left as they are', () => {
    soldMuch();
    const torn = readFileSync(till.path);
    for (let page = 2; page < torn.length / 4_096; page += 3) {
      torn.fill(0xff, page * 4_096, (page + 1) * 4_096);
    }
    writeFileSync(till.path, torn);
    expect(failureOf(() => openDatabase(till.path)).code).toBe('store.corrupt');
    expect(readFileSync(till.path).equals(torn)).toBe(true);
  });

  it('that is cut off in the middle is refused', () => {
    soldMuch();
    const whole = readFileSync(till.path);
    writeFileSync(till.path, whole.subarray(0, whole.length / 2));
    expect(failureOf(() => openDatabase(till.path)).code).toBe('store.corrupt');
  });

  it('that is no database is refused, with its path', () => {
    writeFileSync(till.path, 'not a database, but long enough to be looked at: '.repeat(40));
    expect(failureOf(() => openDatabase(till.path))).toMatchObject({
      code: 'store.corrupt',
      message: expect.stringContaining(till.path),
    });
  });
});

describe('a torn write-ahead log', () => {
  it('loses nothing that was committed before the tear', () => {
    const store = till.open();
    openShift(store);
    recordSale(store, colaSale(1));
    const copy = `${till.path}.copy`;
    copyFileSync(till.path, copy);
    const log = readFileSync(`${till.path}-wal`);
    recordSale(store, colaSale(2));
    const longer = readFileSync(`${till.path}-wal`);
    expect(longer.length).toBeGreaterThan(log.length);
    // half of the second sale's frames reached the disk
    writeFileSync(`${copy}-wal`, longer.subarray(0, log.length + (longer.length - log.length) / 2));
    const database = openDatabase(copy);
    expect(database.prepare('SELECT sale_id FROM sale').all()).toEqual([{ sale_id: 'sale-1' }]);
    database.close();
  });
});

describe('a disk that refuses', () => {
  it('because it is full stops the sale, loses nothing, and sells on when there is room', () => {
    const store = till.open();
    openShift(store);
    const head = store.journal.head();
    const pages = Number(pragma(store.database, 'page_count'));
    store.database.exec(`PRAGMA max_page_count = ${pages}`);
    const sellMuch = () =>
      store.transaction(() => {
        for (let number = 1; number <= 60; number += 1) recordSale(store, colaSale(number));
      });
    expect(failureOf(sellMuch)).toMatchObject({ code: 'store.full', retry: 'after-fix' });
    expect(store.journal.head()).toEqual(head);
    store.database.exec('PRAGMA max_page_count = 1000000');
    sellMuch();
    expect(store.journal.head().seq).toBe(head.seq + 60);
  });

  it('because it may only be read says so', () => {
    const store = till.open();
    store.database.exec('PRAGMA query_only = ON');
    expect(failureOf(() => openShift(store)).code).toBe('store.read-only');
    store.database.exec('PRAGMA query_only = OFF');
    openShift(store);
  });

  it('because another program holds it says that it can be tried again', () => {
    const store = till.open();
    store.database.exec('PRAGMA busy_timeout = 0');
    const other = new DatabaseSync(till.path);
    other.exec('BEGIN IMMEDIATE');
    expect(failureOf(() => openShift(store))).toMatchObject({ code: 'store.busy', retry: 'now' });
    other.close();
    openShift(store);
  });

  it('leaves a defect of ours what it is', () => {
    const store = till.open();
    const wrong = () => store.transaction(() => store.database.exec('SELECT x FROM journal'));
    expect(wrong).toThrow('no such column');
  });
});
