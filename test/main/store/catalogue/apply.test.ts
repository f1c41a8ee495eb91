import { describe, expect, it } from 'vitest';
import { changes, item, openShelf } from './shelf.ts';

describe('applying a page of changes', () => {
  it('tells its version, cursor and time', () => {
    const { catalogue } = openShelf();
    expect([catalogue.version(), catalogue.cursor(), catalogue.updatedAt()]).toEqual([
      '',
      null,
      null,
    ]);
    catalogue.apply(changes({ cursor: '7', isLast: false, version: 'v9' }), 5);
    expect([catalogue.version(), catalogue.cursor(), catalogue.updatedAt()]).toEqual(['', '7', 5]);
    catalogue.apply(changes({ cursor: '8', version: 'v9' }), 6);
    expect([catalogue.version(), catalogue.cursor(), catalogue.updatedAt()]).toEqual([
      'v9',
      '8',
      6,
    ]);
  });

  it('changes nothing when it comes twice', () => {
    const { catalogue } = openShelf();
    const page = changes({
      items: [item({ id: 'a', codes: ['1'] }), item({ id: 'b', codes: ['2'] })],
      categories: [{ id: 'drinks', name: { 'zh-CN': '饮料' }, order: 0, picture: 'bottle' }],
    });
    catalogue.apply(page, 5);
    const before = catalogue.browse({ categoryId: null, offset: 0, limit: 9 });
    catalogue.apply(page, 5);
    expect(catalogue.browse({ categoryId: null, offset: 0, limit: 9 })).toEqual(before);
    expect(catalogue.counts()).toEqual({ items: 2, categories: 1 });
    expect(catalogue.categories()).toEqual(page.categories);
  });

  it('lets go of old names and codes when an item changes, and of all when it goes', () => {
    const { catalogue } = openShelf();
    const old = item({ id: 'a', codes: ['111'], name: { 'zh-CN': '可口可乐', en: 'Cola' } });
    catalogue.apply(changes({ items: [old] }), 5);
    catalogue.apply(changes({ items: [{ ...old, codes: ['222'], name: { 'zh-CN': '雪碧' } }] }), 6);
    for (const text of ['可乐', 'kkkl', 'cola', 'kekou', '111', 'k']) {
      expect(catalogue.search(text, 9)).toEqual([]);
    }
    expect(catalogue.lookup('111')).toBeNull();
    expect(catalogue.search('xuebi', 9)).toHaveLength(1);
    catalogue.apply(changes({ deletedIds: ['a', 'never-was'] }), 7);
    expect(catalogue.search('xuebi', 9)).toEqual([]);
    expect(catalogue.lookup('222')).toBeNull();
    expect(catalogue.item('a')).toBeNull();
  });

  it('gives a code that two items claim to the one that came last', () => {
    const { catalogue } = openShelf();
    catalogue.apply(changes({ items: [item({ id: 'a', codes: ['1'] })] }), 5);
    catalogue.apply(changes({ items: [item({ id: 'b', codes: ['1'] })] }), 6);
    expect(catalogue.lookup('1')?.item.id).toBe('b');
  });

  it('is whole or not at all, and leaves the transaction around it to go on', () => {
    const { catalogue, db } = openShelf();
    db.exec('CREATE TABLE beside (x INTEGER) STRICT; BEGIN; INSERT INTO beside VALUES (1);');
    const wrong = item({ id: 'b', priceMinor: -1 });
    expect(() => catalogue.apply(changes({ items: [item({ id: 'a' }), wrong] }), 5)).toThrow();
    db.exec('COMMIT');
    expect(catalogue.counts().items).toBe(0);
    expect(catalogue.cursor()).toBeNull();
    expect(db.prepare('SELECT count(*) AS n FROM beside').get()?.n).toBe(1);
  });

  it('browses by category and by page, in the order the items came', () => {
    const { catalogue } = openShelf();
    const items = Array.from({ length: 10 }, (_, n) =>
      item({ id: `i${n}`, categoryId: n % 2 === 0 ? 'even' : 'odd' }),
    );
    catalogue.apply(changes({ items }), 5);
    const page = catalogue.browse({ categoryId: 'odd', offset: 1, limit: 2 });
    expect(page.items.map(({ id }) => id)).toEqual(['i3', 'i5']);
    expect(page.total).toBe(5);
    expect(catalogue.browse({ categoryId: null, offset: 8, limit: 5 }).items).toHaveLength(2);
    catalogue.apply(changes({ deletedCategoryIds: ['odd'] }), 6);
    expect(catalogue.categories()).toEqual([]);
  });
});
