import type { DatabaseSync } from 'node:sqlite';
import { limits } from '../../../contract/limits.ts';
import type { CatalogueItem } from '../../../contract/sync/catalogue.ts';
import { itemColumns, itemFromRow } from '../item-row.ts';
import { inSavepoint } from '../savepoint.ts';
import { codeKey, openWriter } from '../write.ts';
import { openCategories } from './categories.ts';
import type { ImportError, ImportResult } from './import-result.ts';
import type { ImportRow } from './import-row.ts';

/** An item of the file and the item it is in the catalogue: by its id, else by any of its codes. */
type Target = { readonly id: string; readonly known: CatalogueItem | null };

/** Puts rows that are right in themselves into the catalogue, in one transaction. */
export function commitImport(
  db: DatabaseSync,
  rows: () => Iterable<ImportRow>,
  codeColumn: number,
  newId: () => string,
  at: number,
): ImportResult {
  return inSavepoint(db, () => {
    const { targets, errors } = findTargets(db, rows(), codeColumn, newId);
    if (errors.length > 0) return { ok: false, errors };
    const writer = openWriter(db);
    const categoryIdOf = openCategories(db, writer, newId);
    const counts = { added: 0, changed: 0, unchanged: 0 };
    for (const row of rows()) {
      const target = targets.get(row.line);
      if (!target) throw new Error(`line ${row.line} has no target`);
      counts[writer.putItem(itemOf(row, target, categoryIdOf(row)))] += 1;
    }
    if (counts.added + counts.changed > 0) {
      db.prepare('UPDATE catalogue_meta SET version = ?, updated_at = ?').run(`import-${at}`, at);
    }
    return { ok: true, ...counts };
  });
}

function findTargets(
  db: DatabaseSync,
  rows: Iterable<ImportRow>,
  codeColumn: number,
  newId: () => string,
) {
  const byId = db.prepare(`SELECT ${itemColumns} FROM item WHERE id = ?`);
  const byKey = db.prepare(`
    SELECT ${itemColumns} FROM item WHERE row = (SELECT item_row FROM item_code WHERE key = ?)`);
  const targets = new Map<number, Target>();
  const lineOfTarget = new Map<string, number>();
  const claims: {
    readonly row: ImportRow;
    readonly owner: CatalogueItem;
    readonly code: string;
  }[] = [];
  const errors: ImportError[] = [];
  const refuse = (line: number, data: NonNullable<ImportError['data']>) => {
    if (errors.length >= limits.importErrorsShown) return;
    errors.push({ line, column: codeColumn, code: 'catalogue.duplicate-code', data });
  };

  for (const row of rows) {
    const owners = row.codes.flatMap((code) => {
      const found = byKey.get(codeKey(code));
      return found ? [{ code, owner: itemFromRow(found) }] : [];
    });
    const named = row.id === undefined ? undefined : byId.get(row.id);
    const known = named ? itemFromRow(named) : row.id === undefined ? owners[0]?.owner : undefined;
    const id = row.id ?? known?.id ?? newId();
    const otherLine = lineOfTarget.get(id);
    if (otherLine !== undefined) refuse(row.line, { value: row.codes[0] ?? id, otherLine });
    lineOfTarget.set(id, row.line);
    targets.set(row.line, { id, known: known ?? null });
    for (const { code, owner } of owners) if (owner.id !== id) claims.push({ row, owner, code });
  }
  // a code may move between two items of the file, and is not taken from one that is not in it
  for (const { row, owner, code } of claims) {
    if (!lineOfTarget.has(owner.id))
      refuse(row.line, { value: code, otherName: owner.name['zh-CN'] });
  }
  return { targets, errors };
}

function itemOf(row: ImportRow, { id, known }: Target, categoryId: string): CatalogueItem {
  const { picture: shown = known?.picture ?? '', ...rest } = row.rest;
  const traditional = row.nameTraditional ?? known?.name['zh-TW'] ?? '';
  const english = row.nameEnglish ?? known?.name.en ?? '';
  const soldBy = rest.soldBy ?? known?.soldBy ?? 'count';
  return {
    id,
    codes: row.codes,
    name: {
      'zh-CN': row.name,
      ...(traditional === '' ? {} : { 'zh-TW': traditional }),
      ...(english === '' ? {} : { en: english }),
    },
    categoryId,
    unit: rest.unit || known?.unit || (soldBy === 'weight' ? 'kg' : '件'),
    soldBy,
    priceMinor: row.priceMinor,
    taxRateBasisPoints: rest.taxRateBasisPoints ?? known?.taxRateBasisPoints ?? 0,
    ...(shown === '' ? {} : { picture: shown }),
    isActive: rest.isActive ?? known?.isActive ?? true,
  };
}
