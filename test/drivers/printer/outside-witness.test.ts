import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { transform } from 'receiptline';
import { describe, expect, test } from 'vitest';
import type { PrintBlock } from '../../../drivers/printer/document.ts';
import { encodeDocument } from '../../../drivers/printer/escpos/encode.ts';
import { profileOf } from '../../../drivers/printer/profile.ts';
import { Bitmap } from '../../../drivers/printer/raster/bitmap.ts';
import { encodePng } from '../../../drivers/printer/simulator/png.ts';
import { printOnPaper } from '../../../drivers/printer/simulator/print-on-paper.ts';
import type { SimulatedReceipt } from '../../../drivers/printer/simulator/receipt.ts';
import { type Command, walk } from '../../end-to-end/escpos-walk.ts';
import { withDirectory } from '../support.ts';
import { goldens } from './golden/receipts.ts';

/** Programs and generators that are not ours judge the encoder and the simulator. */
async function readCodes(paper: SimulatedReceipt | undefined): Promise<string[]> {
  await using directory = await withDirectory();
  const picture = join(directory.path, 'receipt.png');
  await writeFile(picture, paper?.png() ?? '');
  const { stdout } = spawnSync('zbarimg', ['-q', picture], { encoding: 'utf8' });
  return stdout.trim().split('\n').sort();
}

/** Every run of characters of several bytes, as iconv reads it. */
function readWithIconv(commands: readonly Command[], charset: 'GB18030' | 'UTF-8'): string[] {
  const bytes = commands.map(({ name, bytes: own }) =>
    name === 'text' && own.length > 1 ? own : Buffer.from('\n'),
  );
  const { stdout, status } = spawnSync('iconv', ['-f', charset, '-t', 'UTF-8'], {
    input: Buffer.concat(bytes),
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stdout.split('\n').filter((run) => run !== '');
}

/** Zbar 0.23 reads no PDF417; its bytes are compared with another generator's below. */
function codesToRead(blocks: readonly PrintBlock[]): string[] {
  return blocks
    .flatMap((block) => {
      if (block.kind === 'qr') return [`QR-Code:${block.data}`];
      if (block.kind !== 'barcode') return [];
      return [`${block.symbology === 'ean13' ? 'EAN-13' : 'CODE-128'}:${block.data}`];
    })
    .sort();
}

describe.each(goldens)('the golden receipt $name', ({ profile, document }) => {
  const bytes = Buffer.concat(encodeDocument(document, profile));
  const isUtf8 = profile.cjk === 'utf8';
  const [paper] = printOnPaper(bytes, { widthDots: profile.widthDots, font: profile.cjk });

  test('is walked through command by command without losing step', () => {
    const commands = walk(bytes, isUtf8);
    expect(Buffer.concat(commands.map((command) => command.bytes)).equals(bytes)).toBe(true);
    expect(commands.at(0)?.name).toBe('1b40');
    const cut = profile.hasCutter ? '1d564200' : '1b6404';
    expect(commands.at(-1)?.bytes.toString('hex')).toBe(cut);
  });

  test('has its Chinese read by iconv as the paper shows it', () => {
    const runs = readWithIconv(walk(bytes, isUtf8), isUtf8 ? 'UTF-8' : 'GB18030');
    const shown = (paper?.lines ?? []).flatMap((line) => line.match(/[^\x20-\x7e]+/g) ?? []);
    expect(runs).toEqual(shown);
  });

  test('has every code read by zbarimg from a picture of the paper', async () => {
    expect(await readCodes(paper)).toEqual(codesToRead(document.blocks));
  });
});

test('a PDF417 is the bytes that another generator makes of the same settings', () => {
  const data = 'SAOMA/2026-000042';
  const theirs = new ReceiptPrinterEncoder({ language: 'esc-pos' })
    .pdf417(data, { columns: 3, rows: 0, width: 3, height: 3, errorlevel: 4 })
    .encode();
  const ours = encodeDocument(
    {
      widthCells: 48,
      blocks: [{ kind: 'pdf417', data, columns: 3, errorLevel: 4, moduleDots: 3 }],
    },
    profileOf('80mm'),
  );
  const functions = (bytes: Uint8Array): string[] =>
    walk(Buffer.from(bytes)).flatMap((command) =>
      command.name === '1d28' ? [command.bytes.toString('hex')] : [],
    );
  expect(functions(Buffer.concat(ours)).sort()).toEqual(functions(theirs).sort());
  expect(functions(Buffer.concat(ours))).toHaveLength(8);
});

describe.each(['escpos', 'generic'] as const)(
  'a receipt of receiptline in its %s dialect',
  (command) => {
    const print = (source: readonly string[], cpl = 48): SimulatedReceipt | undefined => {
      const output = transform(source.join('\n'), {
        cpl,
        encoding: 'gb18030',
        command,
        cutting: true,
      });
      return printOnPaper(Buffer.from(output, 'latin1'), { widthDots: cpl * 12 })[0];
    };

    test('is read without an unknown command, with its texts and codes', async () => {
      const paper = print([
        '^^^收款成功',
        '{w:*,8}',
        '牛奶|12.50',
        '-',
        '_under_|"bold"|`inverted`',
        '{c:6901234567892;o:ean,2,72,hri}',
        '{c:S-42;o:code128,2,60}',
        '{c:https://example.com;o:qrcode,4,m}',
        '=',
      ]);
      expect(paper?.unknown).toEqual([]);
      expect(paper?.lines.join('\n')).toMatch(/收款成功[\s\S]*牛奶\s+12\.50[\s\S]*under\s+bold/);
      expect(paper?.isCut).toBe(true);
      expect(await readCodes(paper)).toEqual([
        'CODE-128:S-42',
        'EAN-13:6901234567892',
        'QR-Code:https://example.com',
      ]);
    });

    test.each([32, 48])('keeps its columns on paper of %i cells', (cpl) => {
      const paper = print(['{w:*,10}', '扫码便利店|1.00', '面包 Bread|￥8.50', 'x|123.45'], cpl);
      expect(paper?.unknown).toEqual([]);
      const rows = paper?.lines.filter((line) => /\d/.test(line)) ?? [];
      expect(rows.map((row) => row.trim().split(/\s+(?=\S+$)/))).toEqual([
        ['扫码便利店', '1.00'],
        ['面包 Bread', '￥8.50'],
        ['x', '123.45'],
      ]);
    });

    test('shows its four-byte yen sign as a two-byte font prints it, which ours never sends', () => {
      expect(print(['¥1'])?.lines.join('')).toContain('\ufffd0\ufffd61');
    });

    test('has its picture on the paper, but for the few dots that its dithering leaves out', () => {
      const square = new Bitmap(24);
      square.fill(0, 0, 24, 24);
      const image = encodePng(square, new Bitmap(24), 8).toString('base64');
      const paper = print([`{i:${image}}`]);
      expect(paper?.unknown).toEqual([]);
      const rasters = paper?.commands.flatMap(({ command }) =>
        command.kind === 'raster' ? [...command.bits] : [],
      );
      const black = (rasters ?? []).map((byte) => byte.toString(2).replaceAll('0', '').length);
      const dots = black.reduce((sum, count) => sum + count, 0);
      expect(dots).toBeGreaterThan(0.9 * 24 * 24);
      expect(dots).toBeLessThanOrEqual(24 * 24);
    });
  },
);
