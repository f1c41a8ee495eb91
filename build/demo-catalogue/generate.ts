import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { checkDigit } from '../../main/domain/barcode/gtin.ts';
import { type Family, packedFamilies } from './families.ts';
import { freshGoods } from './fresh.ts';
import { knownGoods } from './known.ts';
import { createRandom } from './random.ts';
import type { Word } from './words.ts';

/** One line of the file. */
type Row = {
  readonly category: Word;
  readonly codes: readonly string[];
  readonly name: Word;
  readonly unit: string;
  readonly soldBy: 'count' | 'weight';
  readonly yuan: number;
  readonly taxPercent: number;
  readonly picture: string;
};

const header =
  'id,code,name,name_zh_tw,name_en,category,category_zh_tw,category_en,unit,sold_by,price,tax_rate,picture';

/** The demo shop's catalogue as CSV; the same text whenever it is called. */
export function generateCatalogue(): string {
  const newCode = createCodes();
  const known = knownGoods.map((goods) => ({
    ...goods,
    codes: [goods.code ?? newCode()],
    soldBy: 'count' as const,
  }));
  const packed = packedFamilies.flatMap((family) => familyRows(family, newCode));
  const fresh = freshRows();
  // services come last; within a category the goods that everyone knows come first
  const order = [...new Set([...packed, ...fresh, ...known].map(({ category }) => category.cn))];
  const rows: Row[] = [...known, ...packed, ...fresh];
  rows.sort((a, b) => order.indexOf(a.category.cn) - order.indexOf(b.category.cn));
  return `${[header, ...rows.map(lineOf)].join('\r\n')}\r\n`;
}

function familyRows(family: Family, newCode: () => string): Row[] {
  const { category, kind, unit, picture, taxPercent } = family;
  return family.brands.flatMap((brand, rank) =>
    family.varieties.flatMap((variety) =>
      family.sizes.split(' ').map((size) => {
        const [packet = '', factor = '1'] = size.split('×');
        return {
          category,
          // every brand has its own idea of what it is worth
          yuan: naturalPrice(family.yuan * Number(factor) * (1 + rank * 0.08)),
          codes: [newCode()],
          name: packedName(brand, variety, kind, packet),
          unit,
          soldBy: 'count' as const,
          taxPercent,
          picture,
        };
      }),
    ),
  );
}

function packedName(brand: Word, variety: Word, kind: Word, packet: string): Word {
  return {
    cn: `${brand.cn}${variety.cn}${kind.cn} ${packet}`,
    tw: `${brand.tw}${variety.tw}${kind.tw} ${traditionalPacket(packet)}`,
    en: `${brand.en} ${variety.en} ${kind.en} ${englishPacket(packet)}`,
  };
}

const traditionalMeasures = [
  ['连', '連'],
  ['个', '個'],
  ['装', '裝'],
  ['节', '節'],
  ['块', '塊'],
  ['单', '單'],
  ['卷', '捲'],
] as const;

function traditionalPacket(packet: string): string {
  return traditionalMeasures.reduce((text, [cn, tw]) => text.replace(cn, tw), packet);
}

function englishPacket(packet: string): string {
  return packet
    .replace(/^(\d[\d.]*)(ml|L|g|kg|mm|m)$/, '$1 $2')
    .replace('单支', 'single')
    .replace(/^(\d+)抽$/, '$1 sheets')
    .replace(/^(\d+)卷$/, '$1 rolls')
    .replace(/^(\d+)(连包|个装|支装|包装|块装|只|节|片)$/, 'pack of $1');
}

/** The shop's own numbers: prefix 21 and five digits, as the scale prints them. */
function freshRows(): Row[] {
  return freshGoods.map((goods, index) => ({
    category: goods.category,
    codes: [`21${String(index + 1).padStart(5, '0')}`],
    name: { ...goods.name, en: goods.name.en.charAt(0).toUpperCase() + goods.name.en.slice(1) },
    unit: 'kg',
    soldBy: 'weight',
    yuan: goods.yuanPerKilogram,
    taxPercent: goods.taxPercent,
    picture: goods.picture,
  }));
}

/** Ends as prices do: in halves below ten yuan, in .80 or .90 above, whole from a hundred. */
function naturalPrice(yuan: number): number {
  if (yuan < 10) return Math.max(0.5, Math.round(yuan * 2) / 2);
  if (yuan >= 100) return Math.round(yuan);
  return Math.floor(yuan) + (yuan % 1 < 0.5 ? 0.8 : 0.9);
}

/** EAN-13 numbers from 690 to 699, which GS1 gave to China, each once. */
function createCodes(): () => string {
  const random = createRandom(20_240_601);
  const used = new Set(knownGoods.map(({ code }) => code));
  const next = (): string => {
    const body = `69${Array.from({ length: 10 }, () => random(10)).join('')}`;
    const code = body + checkDigit(body);
    if (used.has(code)) return next();
    used.add(code);
    return code;
  };
  return next;
}

function lineOf(row: Row, index: number): string {
  const { codes, name, category, unit, soldBy, yuan, taxPercent, picture } = row;
  return [
    `demo-${String(index + 1).padStart(4, '0')}`,
    codes.join(';'),
    ...[name.cn, name.tw, name.en, category.cn, category.tw, category.en],
    ...[unit, soldBy, yuan.toFixed(2), `${taxPercent}%`, picture],
  ]
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

if (import.meta.main) {
  const target = fileURLToPath(new URL('../../test/demo/catalogue.csv', import.meta.url));
  await writeFile(target, generateCatalogue());
}
