import { join } from 'node:path';
import type { CatalogueItem } from '../../main/contract/sync/catalogue.ts';
import { checkDigit } from '../../main/domain/barcode/gtin.ts';
import { openCatalogue } from '../../main/store/catalogue/open-catalogue.ts';
import { openDatabase } from '../../main/store/database.ts';

/** An EAN-13 that counts up, in the range the demo goods do not use. */
export function benchCode(index: number): string {
  const digits = `695${String(index).padStart(9, '0')}`;
  return digits + checkDigit(digits);
}

const words = [
  '牛奶',
  '饼干',
  '苹果',
  '矿泉水',
  '方便面',
  '洗衣液',
  '巧克力',
  '酱油',
  '面包',
  '毛巾',
];

function item(index: number): CatalogueItem {
  const word = words[index % words.length] ?? '';
  return {
    id: `bench-${index}`,
    codes: [benchCode(index)],
    name: { 'zh-CN': `${word}${index}号`, en: `Item ${index}` },
    categoryId: 'bench',
    unit: '个',
    soldBy: 'count',
    priceMinor: 100 + (index % 5_000),
    taxRateBasisPoints: 1_300,
    isActive: true,
  };
}

/** Adds `count` items to a shop's catalogue. */
export function addItems(dataDir: string, count: number): void {
  const database = openDatabase(join(dataDir, 'terminal.sqlite'));
  const catalogue = openCatalogue(database, []);
  const page = 10_000;
  for (let from = 0; from < count; from += page) {
    const items = Array.from({ length: Math.min(page, count - from) }, (_, at) => item(from + at));
    catalogue.apply(
      {
        categories: [{ id: 'bench', name: { 'zh-CN': '测试' }, order: 99 }],
        items,
        deletedIds: [],
        deletedCategoryIds: [],
        cursor: `bench-${from}`,
        isLast: from + page >= count,
        version: 'bench',
      },
      Date.now(),
    );
  }
  database.close();
}
