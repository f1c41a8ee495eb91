import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generateCatalogue } from '../../../../build/demo-catalogue/generate.ts';
import { hasRightCheckDigit } from '../../../../main/domain/barcode/gtin.ts';
import { importCsv } from '../../../../main/store/catalogue/import/import-csv.ts';
import { openShelf } from './shelf.ts';

const path = fileURLToPath(new URL('../../../demo/catalogue.csv', import.meta.url));
const pictures = new URL('../../../../renderer/assets/pictures/', import.meta.url);

describe('the demo catalogue', () => {
  it('is the file that the generator makes', () => {
    expect(readFileSync(path, 'utf8') === generateCatalogue()).toBe(true);
  });

  it('imports without an error: 2,000 items and more, in three languages, each with a picture', async () => {
    const { db, catalogue } = openShelf();
    let ids = 0;
    const newId = () => `category-${++ids}`;
    const result = await importCsv(db, {
      path,
      currencyDigits: 2,
      newId,
      at: 1,
      onProgress: () => {},
    });
    expect(result).toMatchObject({ ok: true, changed: 0 });
    const { items, categories } = catalogue.counts();
    expect(items).toBeGreaterThanOrEqual(2_000);
    expect(categories).toBeGreaterThanOrEqual(14);
    const all = catalogue.browse({ categoryId: null, offset: 0, limit: items }).items;
    for (const item of all) {
      const [code = ''] = item.codes;
      if (item.soldBy === 'weight') expect(code).toMatch(/^21\d{5}$/);
      else expect([code, /^69\d/.test(code), hasRightCheckDigit(code)]).toEqual([code, true, true]);
      expect(item.name.en).toMatch(/^[\x20-\x7eé’]+$/);
      expect(item.name['zh-TW']).toBeTruthy();
      expect(item.priceMinor).toBeGreaterThan(0);
      expect([0, 900, 1_300]).toContain(item.taxRateBasisPoints);
      const picture = new URL(`${item.picture}.svg`, pictures);
      expect([item.picture, existsSync(picture) && statSync(picture).size < 1_200]).toEqual([
        item.picture,
        true,
      ]);
    }
    expect(new Set(all.map(({ name }) => name['zh-CN'])).size).toBe(items);
    expect(catalogue.lookup('6901234567892')?.item).toMatchObject({
      name: { 'zh-CN': '矿泉水 550ml', en: 'Mineral water 550 ml' },
      priceMinor: 200,
    });
  });
});
