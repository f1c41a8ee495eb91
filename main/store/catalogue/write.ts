import type { DatabaseSync } from 'node:sqlite';
import { canonicalJson } from '../../contract/sync/canonical.ts';
import type { CatalogueCategory, CatalogueItem } from '../../contract/sync/catalogue.ts';
import { literalKey, readCode } from '../../domain/barcode/read-code.ts';
import { findableFromText, findableText } from './findable.ts';
import { type IndexEntries, indexEntries } from './index-entries.ts';
import { itemColumns, itemFromRow } from './item-row.ts';

export type Change = 'added' | 'changed' | 'unchanged';

/** Puts items and categories into the tables and the search index. The caller holds the transaction. */
export type CatalogueWriter = {
  putItem(item: CatalogueItem): Change;
  removeItem(id: string): void;
  putCategory(category: CatalogueCategory): void;
  removeCategory(id: string): void;
};

/**
 * The key under which a code is kept. What the catalogue says is believed even where its check
 * digit is wrong: such labels exist, and a scan must find them.
 */
export function codeKey(code: string): string {
  const reading = readCode(code, []);
  return reading.kind === 'invalid' ? literalKey(code) : reading.key;
}

export function openWriter(db: DatabaseSync): CatalogueWriter {
  const find = db.prepare(`SELECT ${itemColumns} FROM item WHERE id = ?`);
  const insert = db.prepare(`
    INSERT INTO item (id, codes, name, folded_names, folded_codes, syllables, category_id, unit,
      sold_by, price_minor, tax_rate_basis_points, picture, is_active)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const update = db.prepare(`
    UPDATE item SET codes = ?, name = ?, folded_names = ?, folded_codes = ?, syllables = ?,
      category_id = ?, unit = ?, sold_by = ?,
      price_minor = ?, tax_rate_basis_points = ?, picture = ?, is_active = ? WHERE row = ?`);
  const remove = db.prepare('DELETE FROM item WHERE row = ?');
  const clearCodes = db.prepare('DELETE FROM item_code WHERE item_row = ?');
  const freeCode = db.prepare('DELETE FROM item_code WHERE key = ?');
  const insertCode = db.prepare('INSERT INTO item_code (key, item_row) VALUES (?, ?)');
  const upsertCategory = db.prepare(`
    INSERT INTO category (id, name, position, picture) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position,
      picture = excluded.picture`);
  const removeCategory = db.prepare('DELETE FROM category WHERE id = ?');
  const index = openIndexWriter(db);

  return {
    putItem(item) {
      const found = find.get(item.id);
      if (found && canonicalJson(itemFromRow(found)) === canonicalJson(item)) return 'unchanged';
      const text = findableText(item);
      const columns = [
        JSON.stringify(item.codes),
        JSON.stringify(item.name),
        text.names,
        text.codes,
        text.syllables,
        item.categoryId,
        item.unit,
        item.soldBy,
        item.priceMinor,
        item.taxRateBasisPoints,
        item.picture ?? null,
        item.isActive ? 1 : 0,
      ];
      const row = found
        ? Number(found.row)
        : Number(insert.run(item.id, ...columns).lastInsertRowid);
      if (found) {
        update.run(...columns, row);
        clearCodes.run(row);
        index.remove(row);
      }
      for (const code of item.codes) {
        // A code that two items claim belongs to the one that came last. Not an upsert: that makes a
        // statement journal, at which FTS5 writes out what it holds, and loading takes twice as long.
        freeCode.run(codeKey(code));
        insertCode.run(codeKey(code), row);
      }
      if (item.isActive) index.add(row, indexEntries(item.name, findableFromText(text)));
      return found ? 'changed' : 'added';
    },
    removeItem(id) {
      const found = find.get(id);
      if (!found) return;
      index.remove(Number(found.row));
      remove.run(Number(found.row));
    },
    putCategory({ id, name, order, picture }) {
      upsertCategory.run(id, JSON.stringify(name), order, picture ?? null);
    },
    removeCategory(id) {
      removeCategory.run(id);
    },
  };
}

function openIndexWriter(db: DatabaseSync) {
  const putTerm = db.prepare('INSERT INTO item_term (term, item_row) VALUES (?, ?)');
  const clearTerms = db.prepare('DELETE FROM item_term WHERE item_row = ?');
  const putTrigrams = db.prepare(
    'INSERT INTO item_trigram (rowid, name, pinyin, initials, code) VALUES (?, ?, ?, ?, ?)',
  );
  const clearTrigrams = db.prepare('DELETE FROM item_trigram WHERE rowid = ?');
  const putGrams = db.prepare('INSERT INTO item_gram (rowid, grams) VALUES (?, ?)');
  const clearGrams = db.prepare('DELETE FROM item_gram WHERE rowid = ?');
  return {
    add(row: number, { terms, name, pinyin, initials, code, grams }: IndexEntries): void {
      for (const term of terms) putTerm.run(term, row);
      putTrigrams.run(row, name, pinyin, initials, code);
      putGrams.run(row, grams);
    },
    remove(row: number): void {
      for (const clear of [clearTerms, clearTrigrams, clearGrams]) clear.run(row);
    },
  };
}
