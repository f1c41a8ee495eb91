import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../../main/contract/limits.ts';
import {
  type ImportProgress,
  importCsv,
} from '../../../../main/store/catalogue/import/import-csv.ts';
import { changes, item, openShelf } from './shelf.ts';

const header = '条码,名称,分类,售价,税率,计价方式,单位,英文名称';

function shop() {
  const shelf = openShelf();
  let ids = 0;
  const progress: ImportProgress[] = [];
  const load = (content: string | Buffer) => {
    const path = join(shelf.folder, 'items.csv');
    writeFileSync(path, content);
    return importCsv(shelf.db, {
      path,
      currencyDigits: 2,
      newId: () => `new-${++ids}`,
      at: 77,
      onProgress: (each) => progress.push(each),
    });
  };
  return { ...shelf, load, progress };
}

/** Encoded by a program that is not ours. */
function gb18030(text: string): Buffer {
  return execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: text });
}

const file = [
  header,
  '6901234567892;614141000036,"矿泉水 550ml, 冰",饮料,￥2.00,13%,,瓶,"""Ice"" water"',
  '2100017,红富士苹果,水果,11.8,9%,称重,kg,"Fuji\r\napples"',
  'z-9|z-10,𠮷祥龘糖,零食,0.05,13,计件,袋,',
].join('\r\n');

describe('importing a catalogue', () => {
  it.each([
    ['UTF-8', Buffer.from(file)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${file}`)],
    ['GB18030', gb18030(file)],
    ['GB18030 with a byte order mark', gb18030(`\ufeff${file}`)],
    ['lines ended by LF', Buffer.from(`${file.replaceAll('\r\n', '\n')}\n`)],
  ])('reads %s', async (_, bytes) => {
    const { catalogue, load } = shop();
    expect(await load(bytes)).toEqual({ ok: true, added: 3, changed: 0, unchanged: 0 });
    expect(catalogue.lookup('614141000036')?.item).toMatchObject({
      codes: ['6901234567892', '614141000036'],
      name: { 'zh-CN': '矿泉水 550ml, 冰', en: '"Ice" water' },
      priceMinor: 200,
      taxRateBasisPoints: 1_300,
      soldBy: 'count',
    });
    expect(catalogue.lookup('2100017')?.item).toMatchObject({
      soldBy: 'weight',
      priceMinor: 1_180,
    });
    expect(catalogue.lookup('Z-10')?.item).toMatchObject({
      name: { 'zh-CN': '𠮷祥龘糖' },
      priceMinor: 5,
    });
    expect(catalogue.categories().map(({ name }) => name['zh-CN'])).toEqual([
      '饮料',
      '水果',
      '零食',
    ]);
    expect(catalogue.version()).toBe('import-77');
  });

  it('knows its items again by id or by code, and changes only what differs', async () => {
    const { catalogue, load } = shop();
    await load(file);
    expect(await load(file)).toEqual({ ok: true, added: 0, changed: 0, unchanged: 3 });
    const cheaper = 'code,name,category,price\n614141000036;6901234567892,矿泉水,饮料,1.50\n';
    expect(await load(cheaper)).toEqual({ ok: true, added: 0, changed: 1, unchanged: 0 });
    // what the file has no column for stays
    expect(catalogue.lookup('6901234567892')?.item).toMatchObject({
      priceMinor: 150,
      unit: '瓶',
      name: { en: '"Ice" water' },
    });
  });

  it('moves a code between two items of the file', async () => {
    const { catalogue, load } = shop();
    await load('id,code,name,category,price\na,x1;x2,甲,类,1\nb,x3,乙,类,1\n');
    const moved = 'id,code,name,category,price\na,x1,甲,类,1\nb,x3;x2,乙,类,1\n';
    expect(await load(moved)).toMatchObject({ ok: true, changed: 2 });
    expect(catalogue.lookup('x2')?.item.id).toBe('b');
  });

  it('takes no code from an item that is not in the file', async () => {
    const { catalogue, load } = shop();
    catalogue.apply(changes({ items: [item({ id: 'mine', codes: ['x2'] })] }), 5);
    const result = await load('id,code,name,category,price\na,x1;x2,甲,类,1\n');
    expect(result).toEqual({
      ok: false,
      errors: [
        {
          line: 2,
          column: 2,
          code: 'catalogue.duplicate-code',
          data: { value: 'x2', otherName: 'mine' },
        },
      ],
    });
    expect(catalogue.counts().items).toBe(1);
  });

  it('names everything that is wrong by line and column, and changes nothing', async () => {
    const { catalogue, load } = shop();
    const result = await load(
      [
        header,
        '6901234567892,水,饮料,2,13%,,瓶,', // right
        '6901234567893,水,饮料,2.005,0.13,斤,瓶,',
        ',,饮料,-1,101%,,瓶,',
        '"a\nb",水,饮料,,,,,',
        'c1,水,饮料,1,,,',
        'c2,"水"x,饮料,1,,,,',
        '06901234567892,冰,饮料,2,13%,,瓶,',
      ].join('\n'),
    );
    if (result.ok) throw new Error('the file is wrong');
    const brief = result.errors.map(({ line, column, code, data }) =>
      [line, column, code, data?.reason ?? data?.otherLine].join(' '),
    );
    expect(brief).toEqual([
      '3 1 catalogue.row-invalid check-digit',
      '3 4 catalogue.row-invalid number',
      '3 5 catalogue.row-invalid percent',
      '3 6 catalogue.row-invalid word',
      '4 1 catalogue.row-invalid missing',
      '4 2 catalogue.row-invalid missing',
      '4 4 catalogue.row-invalid number',
      '4 5 catalogue.row-invalid out-of-range',
      '5 1 catalogue.row-invalid characters',
      '5 4 catalogue.row-invalid missing',
      '7 0 catalogue.row-invalid cells',
      '8 0 catalogue.row-invalid quotes',
      '9 1 catalogue.duplicate-code 2',
    ]);
    expect(catalogue.counts()).toEqual({ items: 0, categories: 0 });
    expect(catalogue.version()).toBe('');
  });

  it('names the columns that are missing', async () => {
    const { load } = shop();
    const missing = (field: string) => ({
      line: 1,
      column: 0,
      code: 'catalogue.column-missing',
      data: { field },
    });
    expect(await load('name,price\n水,1\n')).toEqual({
      ok: false,
      errors: [missing('code'), missing('category')],
    });
    expect(await load('')).toMatchObject({ ok: false, errors: { length: 4 } });
  });

  it('names the line that is neither UTF-8 nor GB18030', async () => {
    const { load } = shop();
    const bytes = Buffer.concat([
      Buffer.from(`${header}\n6901234567892,水,饮料,2,13%,,瓶,\n`),
      Buffer.from([0x31, 0xff, 0xff, 0x0a]),
    ]);
    expect(await load(bytes)).toEqual({
      ok: false,
      errors: [{ line: 3, column: 0, code: 'catalogue.encoding' }],
    });
  });

  it('stops at as many errors as are shown', async () => {
    const { load } = shop();
    const rows = Array.from({ length: 500 }, (_, n) => `c${n},水,饮料,dear,,,,`);
    const result = await load([header, ...rows].join('\n'));
    expect(result.ok ? 0 : result.errors.length).toBe(limits.importErrorsShown);
  });

  it('survives a quote that is never closed', async () => {
    const { load } = shop();
    const rows = Array.from({ length: 5_000 }, (_, n) => `c${n},水,饮料,1,,,,`);
    const result = await load([header, 'c,"水,饮料,1,,,,', ...rows].join('\n'));
    expect(result.ok ? null : result.errors[0]).toMatchObject({
      line: 2,
      data: { reason: 'quotes' },
    });
  });

  it('tells how far it is, in rows and bytes', async () => {
    const { load, progress } = shop();
    const rows = Array.from(
      { length: 3_000 },
      (_, n) => `c${n},清泉矿泉水 ${n},饮料,1,13%,件,瓶,${'Water '.repeat(10)}`,
    );
    const text = [header, ...rows].join('\n');
    expect(await load(text)).toMatchObject({ added: 3_000 });
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toEqual({
      rowsDone: 3_000,
      bytesDone: Buffer.byteLength(text),
      bytesTotal: Buffer.byteLength(text),
    });
  });
});
