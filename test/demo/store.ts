import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueFile } from '../../hub/catalogue.ts';
import { hashPin } from '../../main/access/pin.ts';
import { importCsv } from '../../main/store/catalogue/import/import-csv.ts';
import { openCatalogue } from '../../main/store/catalogue/open-catalogue.ts';
import { openDatabase } from '../../main/store/database.ts';
import { openStaff } from '../../main/store/staff.ts';
import { newId } from '../../main/wiring/new-id.ts';

/** Who works in the demo shop. Their PINs are on the sign-in screen. */
export const demoStaff = [
  { id: 'staff-lin', name: '林晓', role: 'cashier', pin: '1111' },
  { id: 'staff-chen', name: '陈思远', role: 'manager', pin: '2222' },
  { id: 'staff-wu', name: '吴工', role: 'technician', pin: '3333' },
] as const;

const catalogueCsv = new URL('./catalogue.csv', import.meta.url);

/** Gives a new terminal the demo shop's people and goods; one that has them already is left alone. */
export async function fillDemoStore(dataDir: string): Promise<void> {
  const database = openDatabase(join(dataDir, 'terminal.sqlite'));
  try {
    const staff = openStaff(database);
    if (staff.list().length > 0) return;
    for (const { id, name, role, pin } of demoStaff) staff.put({ id, name, role, ...hashPin(pin) });
    const imported = await importCsv(database, {
      path: catalogueCsv.pathname,
      currencyDigits: 2,
      newId,
      at: Date.now(),
      onProgress() {},
    });
    if (!imported.ok) throw new Error(`the demo catalogue: ${JSON.stringify(imported.errors[0])}`);
  } finally {
    database.close();
  }
}

/** The same goods as the hub publishes them. */
export function readDemoCatalogue(dataDir: string): CatalogueFile {
  const database = openDatabase(join(dataDir, 'terminal.sqlite'));
  try {
    const catalogue = openCatalogue(database, []);
    const { items } = catalogue.browse({ categoryId: null, offset: 0, limit: 1_000_000 });
    return { categories: catalogue.categories(), items };
  } finally {
    database.close();
  }
}

/** Whether the terminal has spent its enrolment code. */
export function isEnrolled(dataDir: string): boolean {
  const path = join(dataDir, 'terminal.sqlite');
  if (!existsSync(path)) return false;
  const database = openDatabase(path);
  try {
    const row = database.prepare(`SELECT value FROM state WHERE key = 'terminal-id'`).get();
    return row !== undefined && row.value !== '';
  } finally {
    database.close();
  }
}
