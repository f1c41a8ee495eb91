import type { DatabaseSync } from 'node:sqlite';
import type { CatalogueCategory } from '../../../contract/sync/catalogue.ts';
import { categoryFromRow } from '../item-row.ts';
import type { CatalogueWriter } from '../write.ts';
import type { ImportRow } from './import-row.ts';

/**
 * Finds a row's category by its name and makes it when it is new, in the order of the file. A
 * category takes the picture of its first item.
 */
export function openCategories(
  db: DatabaseSync,
  writer: CatalogueWriter,
  newId: () => string,
): (row: ImportRow) => string {
  const byName = new Map<string, CatalogueCategory>();
  let order = 0;
  const all = db.prepare('SELECT id, name, position, picture FROM category ORDER BY position, id');
  for (const category of all.all().map(categoryFromRow)) {
    byName.set(category.name['zh-CN'], category);
    order = category.order + 1;
  }
  return (row) => {
    const known = byName.get(row.category);
    if (known) return known.id;
    const category: CatalogueCategory = {
      id: newId(),
      name: {
        'zh-CN': row.category,
        ...(row.categoryTraditional ? { 'zh-TW': row.categoryTraditional } : {}),
        ...(row.categoryEnglish ? { en: row.categoryEnglish } : {}),
      },
      order,
      ...(row.rest.picture ? { picture: row.rest.picture } : {}),
    };
    order += 1;
    byName.set(row.category, category);
    writer.putCategory(category);
    return category.id;
  };
}
