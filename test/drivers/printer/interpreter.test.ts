import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PrintBlock } from '../../../drivers/printer/document.ts';
import { encodeDocument } from '../../../drivers/printer/escpos/encode.ts';
import { gb18030Table } from '../../../drivers/printer/escpos/gb18030.ts';
import { profileOf } from '../../../drivers/printer/profile.ts';
import type { PlacedCommand } from '../../../drivers/printer/simulator/command.ts';
import { Interpreter, interpret } from '../../../drivers/printer/simulator/interpreter.ts';
import { printOnPaper } from '../../../drivers/printer/simulator/print-on-paper.ts';
import type { PrinterFont } from '../../../drivers/printer/simulator/printer-font.ts';
import type { SimulatedReceipt } from '../../../drivers/printer/simulator/receipt.ts';
import { receipt } from '../support.ts';

const profile = profileOf('80mm');

function interpretChunks(chunks: readonly Uint8Array[]): PlacedCommand[] {
  const interpreter = new Interpreter();
  return [...chunks.flatMap((chunk) => interpreter.push(chunk)), ...interpreter.finish()];
}

function print(bytes: Uint8Array, font: PrinterFont = 'gb18030'): SimulatedReceipt | undefined {
  return printOnPaper(bytes, { widthDots: profile.widthDots, font })[0];
}

const printable = fc.oneof(
  fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  fc.constantFrom(...[...gb18030Table().keys()].filter((character) => character > '\x7f')),
);
const line = fc
  .array(printable, { minLength: 1, maxLength: 24 })
  .map((characters) => characters.join(''));
const ascii = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 });
const block: fc.Arbitrary<PrintBlock> = fc.oneof(
  fc.record({
    kind: fc.constant('line' as const),
    text: line,
    align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
    isBold: fc.boolean(),
    isUnderlined: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('qr' as const),
    data: line,
    moduleDots: fc.integer({ min: 1, max: 8 }),
  }),
  fc.record({
    kind: fc.constant('barcode' as const),
    symbology: fc.constant('code128' as const),
    data: ascii,
    heightDots: fc.integer({ min: 1, max: 255 }),
  }),
);

test('every document is read back from its bytes: texts and codes, with nothing unknown', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), (blocks) => {
      const document = { widthCells: 48, blocks: [...blocks, { kind: 'cut' } as const] };
      const paper = print(Buffer.concat(encodeDocument(document, profile)));
      const lines = blocks.flatMap((b) => (b.kind === 'line' ? [b.text] : []));
      const codes = blocks.flatMap((b) =>
        b.kind === 'qr' || b.kind === 'barcode' ? [b.data] : [],
      );
      expect(paper?.lines).toEqual(lines);
      expect(paper?.codes.map(({ data }) => data)).toEqual(codes);
      expect(paper?.unknown).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('a printer that takes UTF-8 is sent UTF-8', () => {
  const blocks = [{ kind: 'line', text: '牛奶 ¥12 ×', align: 'left' }, { kind: 'cut' }] as const;
  const bytes = encodeDocument({ widthCells: 48, blocks }, { ...profile, cjk: 'utf8' });
  expect(print(Buffer.concat(bytes), 'utf8')).toMatchObject({
    lines: ['牛奶 ￥12 ×'],
    unknown: [],
  });
});

test('the commands are the same however the bytes are chopped, down to single bytes', () => {
  const bytes = Buffer.concat(encodeDocument(receipt, profile));
  const whole = interpretChunks([bytes]);
  expect(interpretChunks(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((end, i) => bytes.subarray(places[i], end));
      expect(interpretChunks(chunks)).toEqual(whole);
    }),
  );
});

test('no byte of any stream is lost: commands and their lengths cover it without a gap', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      let offset = 0;
      for (const placed of interpretChunks([bytes])) {
        expect(placed.offset).toBe(offset);
        offset += placed.length;
      }
      expect(offset).toBe(bytes.length);
    }),
  );
});

test('what is not known is reported with its place, and the step is found again', () => {
  const bytes = Buffer.concat([
    Buffer.from('A\n'),
    Uint8Array.of(0x1b, 0xff),
    Buffer.from('B\n'),
    Uint8Array.of(0x07),
  ]);
  const unknown = interpretChunks([bytes]).filter(({ command }) => command.kind === 'unknown');
  expect(unknown.map(({ offset, length }) => [offset, length])).toEqual([
    [2, 2],
    [6, 1],
  ]);
  expect(print(bytes)?.lines).toEqual(['A', 'B']);
});

test('a status question inside an image is taken for dots, as printers do', () => {
  const image = Buffer.concat([
    Uint8Array.of(0x1d, 0x76, 0x30, 0, 3, 0, 1, 0),
    Uint8Array.of(0x10, 0x04, 0x01),
  ]);
  expect(interpretChunks([image]).map(({ command }) => command.kind)).toEqual(['raster']);
});

describe('any bytes whatever', () => {
  /** Noise, with the beginnings of real commands in it so that their parameters are reached. */
  const head = fc.constantFrom(
    ...[
      '1b40',
      '1d7630',
      '1d286b',
      '1d6b49',
      '1d6b04',
      '1d5642',
      '1c26',
      '1c2e',
      '1b2a21',
      '1d384c',
    ],
    ...['1d2111', '1d77', '1b72', '1b42', '1004', '1b64ff', '1d284c', '1d286b03003151303d51'],
  );
  const noise = fc
    .array(
      fc.oneof(
        head,
        fc.uint8Array({ maxLength: 12 }).map((b) => Buffer.from(b).toString('hex')),
      ),
    )
    .map((pieces) => Buffer.from(pieces.join(''), 'hex'));
  const font = fc.constantFrom<PrinterFont>('gb18030', 'gbk', 'utf8', 'none');

  test('are interpreted, printed and drawn without an error, and nothing of them is lost', () => {
    fc.assert(
      fc.property(noise, font, (bytes, printerFont) => {
        const commands = interpret(bytes, { font: printerFont });
        expect(commands.reduce((sum, { length }) => sum + length, 0)).toBe(bytes.length);
        for (const paper of printOnPaper(bytes, { widthDots: 384, font: printerFont })) {
          expect(paper.heightDots).toBeLessThan(200_000);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('that claim a picture of 4 GB are not waited for', () => {
    const claim = Uint8Array.of(0x1d, 0x76, 0x30, 0, 0xff, 0xff, 0xff, 0xff);
    const interpreter = new Interpreter();
    let commands = interpreter.push(claim);
    for (let sent = 0; sent < 300_000; sent += 1_000) {
      commands = [...commands, ...interpreter.push(Buffer.alloc(1_000, 0x41))];
    }
    expect(commands[0]?.command.kind).toBe('unknown');
    expect(commands.filter(({ command }) => command.kind === 'text').length).toBeGreaterThan(60);
  });

  test('that never cut fill no endless paper: it is torn off', () => {
    const feeds = Buffer.alloc(3_000, Uint8Array.of(0x1b, 0x64, 0xff));
    const papers = printOnPaper(feeds, { widthDots: 576 });
    expect(papers.length).toBeGreaterThan(100);
    expect(Math.max(...papers.map(({ heightDots }) => heightDots))).toBeLessThan(40_000);
  });
});

test('a printer that comes up in Chinese mode reads single bytes after our first command', () => {
  const blocks = [{ kind: 'line', text: 'Caf\u00e9 12', align: 'left' }, { kind: 'cut' }] as const;
  const bytes = Buffer.concat(encodeDocument({ widthCells: 48, blocks }, profile));
  const [paper] = printOnPaper(bytes, { widthDots: 576, startsInChinese: true });
  expect(paper?.lines).toEqual(['Caf\u00e9 12']);
});

test.each<PrinterFont>(['gbk', 'utf8', 'none'])(
  'Chinese meant for GB18030 is mojibake or a box on a printer of %s',
  (printerFont) => {
    const blocks = [{ kind: 'line', text: '收款 €', align: 'left' }, { kind: 'cut' }] as const;
    const bytes = Buffer.concat(encodeDocument({ widthCells: 48, blocks }, profile));
    const paper = print(bytes, printerFont);
    expect(paper?.unknown).toEqual([]);
    expect(paper?.lines[0]).not.toBe('收款 €');
  },
);
