import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import type { CatalogueItem } from '../../../../main/contract/sync/catalogue.ts';
import { usualEmbeddedRules } from '../../../../main/domain/barcode/embedded-rule.ts';
import type { Catalogue, CatalogueChanges } from '../../../../main/store/catalogue/catalogue.ts';
import { openCatalogue } from '../../../../main/store/catalogue/open-catalogue.ts';
import { catalogueMigration } from '../../../../main/store/migrations/0002-catalogue.ts';

/** An empty catalogue in a real database file, gone when the test ends. */
export function openShelf(): { folder: string; db: DatabaseSync; catalogue: Catalogue } {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  const db = new DatabaseSync(join(folder, 'terminal.db'));
  onTestFinished(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;');
  db.exec(catalogueMigration.sql);
  return { folder, db, catalogue: openCatalogue(db, usualEmbeddedRules) };
}

export function item(parts: Partial<CatalogueItem> & { id: string }): CatalogueItem {
  return {
    codes: [],
    name: { 'zh-CN': parts.id },
    categoryId: 'drinks',
    unit: '瓶',
    soldBy: 'count',
    priceMinor: 300,
    taxRateBasisPoints: 1_300,
    isActive: true,
    ...parts,
  };
}

export function changes(parts: Partial<CatalogueChanges>): CatalogueChanges {
  return {
    items: [],
    categories: [],
    deletedIds: [],
    deletedCategoryIds: [],
    cursor: '1',
    isLast: true,
    version: 'v1',
    ...parts,
  };
}
