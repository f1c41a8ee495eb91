import type { PrintBlock, PrintDocument } from '../../drivers/printer/document.ts';
import type { PrinterProfile } from '../../drivers/profiles/printer-profile.ts';
import type { benchTests } from '../contract/bench/names.ts';
import { clip, wrap } from '../domain/receipt/cells.ts';
import type { Word } from './words.ts';

export type PrinterTest = (typeof benchTests)['printer'][number];

/** The test papers of a printer, laid out for its own width. */
export function testPaper(test: PrinterTest, profile: PrinterProfile, word: Word): PrintDocument {
  const sheet = sheets[test](profile, word);
  const heading = line(word(`bench.test.${test}`), 'center');
  // What is beyond ASCII follows as bytes, and the cut behind it.
  const foot = test === 'code-page' ? [] : footOf(profile);
  return { widthCells: profile.widthCells, blocks: [heading, ...sheet, ...foot] };
}

function footOf({ hasCutter }: PrinterProfile): PrintBlock[] {
  return [{ kind: 'feed', lines: 2 }, ...(hasCutter ? [{ kind: 'cut' } as const] : [])];
}

/**
 * The upper half of the printer's own code page, which no document can ask for: FS . leaves the
 * Chinese mode, GS V 66 cuts (device-facts 1.1), LF feeds past the knife where there is none.
 */
export function upperCodePage({ hasCutter }: PrinterProfile): Uint8Array {
  const rows: number[] = [];
  for (let from = 0x80; from <= 0xf0; from += 16) {
    const codes = Array.from({ length: 16 }, (_, i) => from + i);
    rows.push(...Buffer.from(`${from.toString(16)} `, 'latin1'), ...codes, 0x0a);
  }
  const cut = hasCutter ? [0x1d, 0x56, 66, 0] : [];
  return Uint8Array.from([0x1c, 0x2e, ...rows, 0x1c, 0x26, 0x0a, 0x0a, 0x0a, ...cut]);
}

type Sheet = (profile: PrinterProfile, word: Word) => PrintBlock[];

const sheets: Readonly<Record<PrinterTest, Sheet>> = {
  ruler: ({ widthCells, widthDots }) => [
    line(cells('1234567890', widthCells)),
    line(cells('|---------', widthCells)),
    dotRuler(widthDots),
    line(`${widthCells} x 12 = ${widthDots}`, 'center'),
  ],
  'code-page': ({ widthCells }) => codeSheet(widthCells),
  chinese: ({ widthCells, cjk }, word) => [
    ...wrap(word('bench.paper.sample'), widthCells).map((text) => line(text)),
    { ...line(clip(word('bench.paper.sample'), Math.floor(widthCells / 2))), size: 'double' },
    line(cjk, 'right'),
  ],
  raster: ({ widthDots }) => [gradient(widthDots), dotRuler(widthDots)],
  qr: () =>
    [3, 4, 6, 8].flatMap((moduleDots): PrintBlock[] => [
      line(String(moduleDots), 'center'),
      { kind: 'qr', data: `saoma ${moduleDots}`, moduleDots },
      { kind: 'feed', lines: 1 },
    ]),
  cut: () => [{ kind: 'feed', lines: 1 }],
  page: (profile, word) => [
    ...sheets.ruler(profile, word),
    ...sheets.chinese(profile, word),
    { ...line('ABC abc 0123', 'left'), isBold: true },
    { ...line('ABC abc 0123', 'left'), isUnderlined: true },
    { ...line('ABC abc 0123', 'left'), isInverted: true },
    { kind: 'barcode', symbology: 'ean13', data: '6901234567892', heightDots: 60 },
    { kind: 'feed', lines: 1 },
    { kind: 'barcode', symbology: 'code128', data: 'SAOMA-1', heightDots: 60 },
    { kind: 'feed', lines: 1 },
    { kind: 'qr', data: 'saoma', moduleDots: 5 },
    ...sheets.raster(profile, word),
  ],
};

type Line = Extract<PrintBlock, { kind: 'line' }>;

function line(text: string, align: Line['align'] = 'left'): Line {
  return { kind: 'line', text, align };
}

function cells(pattern: string, count: number): string {
  return pattern.repeat(Math.ceil(count / pattern.length)).slice(0, count);
}

/** Every printable ASCII character, sixteen a row with the row's number before it. */
function codeSheet(widthCells: number): PrintBlock[] {
  const perRow = widthCells >= 3 + 16 ? 16 : 8;
  const rows: PrintBlock[] = [];
  for (let from = 0x20; from < 0x7f; from += perRow) {
    const codes = Array.from({ length: Math.min(perRow, 0x7f - from) }, (_, i) => from + i);
    rows.push(line(`${from.toString(16)} ${String.fromCharCode(...codes)}`));
  }
  return rows;
}

/** A mark at every 8 dots (1 mm at 203 dpi), a longer one at every 80, over the whole width. */
function dotRuler(widthDots: number): PrintBlock {
  const heightDots = 24;
  return picture(widthDots, heightDots, (x, y) => {
    if (y === heightDots - 1 || x === 0 || x === widthDots - 1) return true;
    if (x % 80 === 0) return true;
    return x % 8 === 0 && y > 14;
  });
}

/** Eight fields from light to dark in an ordered pattern, to see weak dots and missing rows. */
function gradient(widthDots: number): PrintBlock {
  const order = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];
  return picture(widthDots, 64, (x, y) => {
    const shade = Math.floor((x * 8) / widthDots) * 2 + 1;
    return (order[(y % 4) * 4 + (x % 4)] ?? 0) < shade;
  });
}

function picture(
  widthDots: number,
  heightDots: number,
  isBlack: (x: number, y: number) => boolean,
): PrintBlock {
  const rowBytes = Math.ceil(widthDots / 8);
  const bits = Buffer.alloc(rowBytes * heightDots);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      if (!isBlack(x, y)) continue;
      const at = y * rowBytes + (x >> 3);
      bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { kind: 'image', widthDots, heightDots, bits: bits.toString('base64') };
}
