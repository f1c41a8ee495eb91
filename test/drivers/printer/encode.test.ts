import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PrintBlock, PrintDocument } from '../../../drivers/printer/document.ts';
import {
  encodeDrawerPulse,
  encodeRealTimeDrawerPulse,
} from '../../../drivers/printer/escpos/drawer.ts';
import { encodeDocument } from '../../../drivers/printer/escpos/encode.ts';
import { gb18030Table } from '../../../drivers/printer/escpos/gb18030.ts';
import { plainStyle } from '../../../drivers/printer/escpos/style.ts';
import { encodeText } from '../../../drivers/printer/escpos/text.ts';
import { type PrinterProfile, profileOf } from '../../../drivers/printer/profile.ts';
import { drawLine } from '../../../drivers/printer/raster/draw-line.ts';
import { Interpreter, interpret } from '../../../drivers/printer/simulator/interpreter.ts';
import { receipt } from '../support.ts';

const profile: PrinterProfile = profileOf('80mm');

function encodeFor(printer: PrinterProfile, ...blocks: PrintBlock[]): string {
  return Buffer.concat(encodeDocument({ widthCells: 48, blocks }, printer)).toString('hex');
}

const encode = (...blocks: PrintBlock[]): string => encodeFor(profile, ...blocks);

/** ESC @, ESC R 0, FS . */
const start = '1b401b52001c2e';
const text = (line: string, charset: PrinterProfile['cjk'] = 'gb18030'): string =>
  Buffer.from(encodeText(line, charset)).toString('hex');

describe('text for the printer', () => {
  test('is plain for ASCII and GB18030 between FS & and FS . for Chinese', () => {
    // The bytes of 收款成功 as in GB/T 2312.
    expect(text('OK收款成功!')).toBe('4f4b1c26cad5bfeeb3c9b9a61c2e21');
  });

  test('writes the half-width yen sign as the full-width one that fonts have', () => {
    expect(text('¥1')).toBe('1c26a3a41c2e31');
    expect(text('￥1')).toBe(text('¥1'));
  });

  test('asks where it has no character, in the two cells that the layout gives it, and never in four bytes', () => {
    expect(text('ก')).toBe('1c26a3bf1c2e');
    expect(text('😀')).toBe('1c26a3bf1c2e');
    expect(text('€')).toBe('1c26a2e31c2e');
    expect(text('€', 'gbk')).toBe('1c26a3bf1c2e');
    expect(text('牛', 'none')).toBe('3f3f');
  });

  test('carries no command, whatever an item is called', () => {
    expect(text('\x1bp\x00\n\x10\x04\x01')).toBe('3f703f3f3f3f3f');
    expect(text('a\x1b牛', 'utf8')).toBe(`613f${Buffer.from('牛').toString('hex')}`);
  });

  test('is made with the table of this hash, whatever decoder made it', () => {
    const rows = [...gb18030Table()].map(([character, code]) => `${character}${code}`).join();
    const hash = createHash('sha256').update(rows).digest('hex');
    expect({ characters: gb18030Table().size, hash }).toMatchInlineSnapshot(`
      {
        "characters": 21891,
        "hash": "76952f226b205df8c9fc204d74c387dd76108eb45dd6418d245cee328059a461",
      }
    `);
  });
});

describe('a document for the printer', () => {
  test('changes styles only where they change', () => {
    expect(
      encode(
        { kind: 'line', text: 'A', align: 'center', isBold: true, size: 'double' },
        { kind: 'line', text: 'B', align: 'center', isBold: true, size: 'double' },
        { kind: 'line', text: 'C', align: 'left', isUnderlined: true, isInverted: true },
      ),
    ).toBe(`${start}1b61011b45011d2111410a420a1b61001b45001b2d011c2d011d42011d2100430a`);
  });

  test('counts the bytes of a QR code, not its characters', () => {
    expect(encode({ kind: 'qr', data: '收款', moduleDots: 6 })).toBe(
      `${start}1b6101` +
        '1d286b04003141320' +
        '01d286b0300314306' +
        '1d286b0300314531' +
        '1d286b0900315030e694b6e6acbe' +
        '1d286b0300315130',
    );
  });

  test('prints an EAN-13 with its digits', () => {
    const block = { kind: 'barcode', symbology: 'ean13', data: '6901234567892' } as const;
    expect(encode({ ...block, heightDots: 80 })).toBe(
      `${start}1b61011d68501d77031d48021d6b430d36393031323334353637383932`,
    );
  });

  test('packs digits of a Code 128 in pairs and doubles a brace', () => {
    const block = { kind: 'barcode', symbology: 'code128', heightDots: 1 } as const;
    // {B A { C 12 34 {B 5 {{ : four digits and more go to set C, in pairs.
    expect(encode({ ...block, data: 'A12345{' })).toContain('1d6b490c7b42417b430c227b42357b7b');
  });

  test('feeds and cuts at the end, or feeds only where there is no knife', () => {
    expect(encode({ kind: 'feed', lines: 3 }, { kind: 'cut' })).toBe(`${start}1b64031d564200`);
    const bytes = encodeDocument(
      { widthCells: 32, blocks: [{ kind: 'cut' }] },
      { ...profile, hasCutter: false },
    );
    expect(Buffer.concat(bytes).toString('hex')).toBe(`${start}1b6404`);
  });

  test('slices an image into strips that cheap printers take', () => {
    const bits = Buffer.alloc(72 * 300, 1);
    const image = { widthDots: 576, heightDots: 300, bits: bits.toString('base64') };
    const segments = encodeDocument(
      { widthCells: 48, blocks: [{ kind: 'image', ...image }] },
      profile,
    );
    const strips = new Interpreter()
      .push(Buffer.concat(segments))
      .flatMap(({ command }) => (command.kind === 'raster' ? [command] : []));
    const rows = strips.map((strip) => strip.rows);
    expect(rows.reduce((sum, count) => sum + count)).toBe(300);
    expect(Math.max(...rows)).toBeLessThanOrEqual(255);
    expect(Math.max(...segments.map(({ length }) => length))).toBeLessThanOrEqual(4096);
    expect(Buffer.concat(strips.map((strip) => strip.bits))).toEqual(bits);
  });

  test.each<[string, PrintBlock]>([
    ['an EAN-13 with a wrong check digit', ean13('6901234567893')],
    ['an EAN-13 with a letter', ean13('69012345678AB')],
    ['a Code 128 that is wider than the paper', code128('ABCDEFGHIJ'.repeat(5))],
    ['a Code 128 with Chinese', code128('牛')],
    ['a QR code without data', { kind: 'qr', data: '', moduleDots: 4 }],
    ['a QR code that holds too much', { kind: 'qr', data: 'x'.repeat(2332), moduleDots: 4 }],
    ['a QR code wider than the paper', { kind: 'qr', data: 'x'.repeat(500), moduleDots: 8 }],
    ['a PDF417 without data', { kind: 'pdf417', data: '', moduleDots: 3 }],
    ['a PDF417 wider than the paper', { kind: 'pdf417', data: 'x', columns: 9, moduleDots: 3 }],
    ['a PDF417 that holds too much', { kind: 'pdf417', data: 'x'.repeat(1_109), moduleDots: 2 }],
    ['a PDF417 of error level 9', { kind: 'pdf417', data: 'x', errorLevel: 9, moduleDots: 2 }],
    ['an image of no width', { kind: 'image', widthDots: 0, heightDots: 1, bits: '' }],
    ['an image wider than the paper', image(577, 1)],
    ['a QR module of 17 dots', { kind: 'qr', data: 'x', moduleDots: 17 }],
    ['an image with too few bytes', { kind: 'image', widthDots: 8, heightDots: 2, bits: 'AA==' }],
    ['a feed of nothing', { kind: 'feed', lines: 0 }],
  ])('is refused before any byte for %s', (_, block) => {
    expect(() => encode(block)).toThrow(expect.objectContaining({ code: 'device.bad-data' }));
  });

  test('beeps on a printer with a buzzer, and on no other', () => {
    const buzzer = { kind: 'buzzer', times: 3 } as const;
    expect(encode(buzzer)).toBe(start);
    expect(encodeFor({ ...profile, hasBuzzer: true }, buzzer)).toBe(`${start}1b420302`);
  });

  test('is red where there are two colours, and bold where there is one', () => {
    const line = { kind: 'line', text: 'A', align: 'left', colour: 'red' } as const;
    expect(encode(line)).toBe(`${start}1b4501410a`);
    expect(encodeFor({ ...profile, hasTwoColours: true }, line)).toBe(`${start}1b7201410a`);
  });

  test('has a PDF417 with its lengths in bytes', () => {
    const block = { kind: 'pdf417', data: '收', columns: 2, errorLevel: 1, moduleDots: 2 } as const;
    expect(encode(block)).toBe(
      `${start}1b6101` +
        '1d286b03003041021d286b03003042001d286b03003043021d286b0300304403' +
        '1d286b040030453031' +
        '1d286b0300304600' +
        '1d286b0600305030e694b61d286b0300305130',
    );
  });

  test('is a picture where the printer has not got a character, and only that line is', () => {
    const lines = ['Milk', 'ข้าว', '牛奶'].map(
      (words) => ({ kind: 'line', text: words, align: 'left' }) as const,
    );
    const kinds = (cjk: PrinterProfile['cjk']): string[] =>
      interpret(Buffer.from(encodeFor({ ...profile, cjk }, ...lines), 'hex'), { font: cjk })
        .map(({ command }) => command.kind)
        .filter((kind) => kind === 'text' || kind === 'raster');
    expect(kinds('gb18030')).toEqual(['text', 'raster', 'text']);
    expect(kinds('gbk')).toEqual(['text', 'raster', 'text']);
    expect(kinds('utf8')).toEqual(['text', 'raster', 'text']);
    expect(kinds('none')).toEqual(['text', 'raster', 'raster']);
  });

  test('has the same widths drawn as printed: a picture of a line ends where the text would', () => {
    const text = '牛奶 Milk        ￥12.50';
    const drawn = drawLine(text, plainStyle, 576);
    expect(drawn.widthDots).toBe(Math.ceil((12 * (text.length + 3)) / 8) * 8);
    expect(drawn.heightDots).toBe(30);
    expect(drawLine('牛'.repeat(30), plainStyle, 576).heightDots).toBe(60);
  });

  test('is no command of its own codes for a printer that has none', () => {
    const raster: PrinterProfile = { ...profile, codes: 'raster' };
    const bytes = encodeFor(raster, ean13('6901234567892'), code128('A1'), {
      kind: 'qr',
      data: 'x',
      moduleDots: 4,
    });
    expect(bytes).not.toMatch(/1d286b|1d6b/);
    const pdf417 = { kind: 'pdf417', data: 'x', moduleDots: 2 } as const;
    expect(() => encodeFor(raster, pdf417)).toThrow(/has no PDF417/);
  });

  test('never sends a code of four bytes, whatever is printed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (line) => {
        for (const { command } of interpret(Uint8Array.from(encodeText(line, 'gb18030')))) {
          if (command.kind !== 'text' || !command.isChinese) continue;
          const trails = command.bytes.filter((_, at) => at % 2 === 1);
          expect(trails.every((trail) => trail >= 0x40)).toBe(true);
        }
      }),
    );
  });

  test('is refused when it is laid out for wider paper', () => {
    const narrow = profileOf('58mm');
    expect(() => encodeDocument(receipt, narrow)).toThrow(/48 cells do not fit on 58mm/);
  });

  test('is the same bytes every time', () => {
    const bytes = (document: PrintDocument): string =>
      Buffer.concat(encodeDocument(document, profile)).toString('hex');
    expect(bytes(receipt)).toBe(bytes(structuredClone(receipt)));
  });

  test('in Chinese mode never ends a line: the next print job finds single bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (line) => {
        const bytes = Buffer.from(encodeText(line, 'gb18030')).toString('latin1');
        expect(bytes.split('\x1c&').length).toBe(bytes.split('\x1c.').length);
        expect(bytes.lastIndexOf('\x1c.')).toBeGreaterThanOrEqual(bytes.lastIndexOf('\x1c&'));
      }),
    );
  });
});

describe('the drawer pulse', () => {
  test('spells out both of its times', () => {
    expect(Buffer.from(encodeDrawerPulse(2)).toString('hex')).toBe('1b700019fa');
    expect(Buffer.from(encodeDrawerPulse(5)).toString('hex')).toBe('1b700119fa');
    expect(Buffer.from(encodeRealTimeDrawerPulse(5)).toString('hex')).toBe('1014010101');
  });

  test('is refused when it would overheat the coil', () => {
    expect(() => encodeDrawerPulse(2, 25, 99)).toThrow(/harms the drawer/);
    expect(() => encodeDrawerPulse(2, 100, 400)).toThrow(/harms the drawer/);
  });
});

function image(widthDots: number, heightDots: number): PrintBlock {
  const bits = Buffer.alloc(Math.ceil(widthDots / 8) * heightDots).toString('base64');
  return { kind: 'image', widthDots, heightDots, bits };
}

function ean13(data: string): PrintBlock {
  return { kind: 'barcode', symbology: 'ean13', data, heightDots: 80 };
}

function code128(data: string): PrintBlock {
  return { kind: 'barcode', symbology: 'code128', data, heightDots: 80 };
}
