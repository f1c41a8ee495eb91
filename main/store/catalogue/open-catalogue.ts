import type { DatabaseSync } from 'node:sqlite';
import type { CatalogueItem } from '../../contract/sync/catalogue.ts';
import type { EmbeddedRule } from '../../domain/barcode/embedded-rule.ts';
import { type Gs1Label, readGs1Label } from '../../domain/barcode/gs1.ts';
import { gtinKey } from '../../domain/barcode/gtin.ts';
import { type EmbeddedReading, readCode } from '../../domain/barcode/read-code.ts';
import type { BrowseQuery, Catalogue, CatalogueChanges, ItemHit } from './catalogue.ts';
import { categoryFromRow, itemColumns, itemFromRow } from './item-row.ts';
import { inSavepoint } from './savepoint.ts';
import { openSearch } from './search.ts';
import { codeKey, openWriter } from './write.ts';

/**
 * The catalogue in the terminal's database.
 * @param db opened and migrated; the catalogue never closes it.
 * @param rules how this shop's scale prints weights and prices.
 */
export function openCatalogue(db: DatabaseSync, rules: readonly EmbeddedRule[]): Catalogue {
  const byId = db.prepare(`SELECT ${itemColumns} FROM item WHERE id = ?`);
  const categories = db.prepare(
    'SELECT id, name, position, picture FROM category ORDER BY position, id',
  );
  return {
    lookup: openLookup(db, rules),
    item(id) {
      const found = byId.get(id);
      return found ? itemFromRow(found) : null;
    },
    search: openFind(db),
    browse: openBrowse(db),
    categories: () => categories.all().map(categoryFromRow),
    apply: openApply(db),
    ...openState(db),
  };
}

function openLookup(db: DatabaseSync, rules: readonly EmbeddedRule[]) {
  const byKey = db.prepare(`
    SELECT ${itemColumns} FROM item
    WHERE row = (SELECT item_row FROM item_code WHERE key = ?) AND is_active = 1`);
  const find = (key: string): CatalogueItem | null => {
    const found = byKey.get(key);
    return found ? itemFromRow(found) : null;
  };
  return (code: string): ItemHit | null => {
    // a code that the catalogue lists whole is that item, whatever the rules would make of it
    const listed = find(codeKey(code));
    if (listed) return { item: listed };
    const label = readGs1Label(code);
    if (label) return labelled(find(gtinKey(label.gtin)), label);
    const reading = readCode(code, rules);
    if (reading.kind !== 'embedded') return null;
    const item = find(reading.itemKey) ?? find(reading.zeroKey);
    return item && { item, ...embeddedValue(reading) };
  };
}

/** A piece that is sold by count may say what it weighs: that is no quantity. */
function labelled(item: CatalogueItem | null, label: Gs1Label): ItemHit | null {
  if (item?.soldBy !== 'weight') return item && { item };
  const { weightMilli, priceMinor } = label;
  return {
    item,
    ...(weightMilli === undefined ? {} : { quantityMilli: weightMilli }),
    ...(priceMinor === undefined ? {} : { priceMinor }),
  };
}

/** Nothing when the label says zero: the piece has yet to be weighed or priced. */
function embeddedValue(reading: EmbeddedReading): Omit<ItemHit, 'item'> {
  if ('weightMilli' in reading) {
    return reading.weightMilli > 0 ? { quantityMilli: reading.weightMilli } : {};
  }
  return reading.priceMinor > 0 ? { priceMinor: reading.priceMinor } : {};
}

function openFind(db: DatabaseSync) {
  const search = openSearch(db);
  const byRow = db.prepare(`SELECT ${itemColumns} FROM item WHERE row = ?`);
  return (text: string, limit: number): CatalogueItem[] =>
    search(text, limit).map((row) => itemFromRow(byRow.get(row)));
}

function openBrowse(db: DatabaseSync) {
  // the rows come from a covering index, so that a far page does not read the items before it
  const every = db.prepare(`
    SELECT ${itemColumns} FROM item WHERE row IN
      (SELECT row FROM item WHERE is_active = 1 ORDER BY row LIMIT ? OFFSET ?) ORDER BY row`);
  const inCategory = db.prepare(`
    SELECT ${itemColumns} FROM item WHERE row IN
      (SELECT row FROM item WHERE is_active = 1 AND category_id = ? ORDER BY row LIMIT ? OFFSET ?)
    ORDER BY row`);
  const countAll = db.prepare('SELECT count(*) AS total FROM item WHERE is_active = 1');
  const countIn = db.prepare(
    'SELECT count(*) AS total FROM item WHERE is_active = 1 AND category_id = ?',
  );
  return ({ categoryId, offset, limit }: BrowseQuery) => {
    const rows =
      categoryId === null ? every.all(limit, offset) : inCategory.all(categoryId, limit, offset);
    const count = categoryId === null ? countAll.get() : countIn.get(categoryId);
    return { items: rows.map(itemFromRow), total: Number(count?.total ?? 0) };
  };
}

function openApply(db: DatabaseSync) {
  const writer = openWriter(db);
  const moveOn = db.prepare('UPDATE catalogue_meta SET cursor = ?, updated_at = ?');
  const name = db.prepare('UPDATE catalogue_meta SET version = ?');
  return (changes: CatalogueChanges, at: number): void =>
    inSavepoint(db, () => {
      for (const id of changes.deletedIds) writer.removeItem(id);
      for (const id of changes.deletedCategoryIds) writer.removeCategory(id);
      for (const category of changes.categories) writer.putCategory(category);
      for (const item of changes.items) writer.putItem(item);
      moveOn.run(changes.cursor, at);
      if (changes.isLast) name.run(changes.version);
    });
}

function openState(
  db: DatabaseSync,
): Pick<Catalogue, 'counts' | 'version' | 'cursor' | 'updatedAt'> {
  const counts = db.prepare(`
    SELECT (SELECT count(*) FROM item WHERE is_active = 1) AS items,
      (SELECT count(*) FROM category) AS categories`);
  const state = db.prepare('SELECT cursor, version, updated_at FROM catalogue_meta');
  // Every snapshot shows the count, and counting reads all of a large catalogue: once a state.
  let counted = { state: '', items: 0, categories: 0 };
  return {
    counts() {
      const now = JSON.stringify(state.get() ?? null);
      if (counted.state !== now) {
        const row = counts.get();
        const [items, categories] = [Number(row?.items ?? 0), Number(row?.categories ?? 0)];
        counted = { state: now, items, categories };
      }
      return { items: counted.items, categories: counted.categories };
    },
    version: () => String(state.get()?.version ?? ''),
    cursor() {
      const cursor = state.get()?.cursor;
      return typeof cursor === 'string' ? cursor : null;
    },
    updatedAt() {
      const at = state.get()?.updated_at;
      return typeof at === 'number' ? at : null;
    },
  };
}
