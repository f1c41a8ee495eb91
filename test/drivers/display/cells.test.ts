import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeLine, lineCells } from '../../../drivers/display/cells.ts';
import { displayProtocols, throughPrinter } from '../../../drivers/display/protocols.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const shown = (text: string, charset: 'ascii' | 'gb18030'): string =>
  new TextDecoder('gb18030').decode(encodeLine(text, charset));

describe('a line', () => {
  test.each([
    ['Milk           12.50', 'Milk           12.50'],
    ['Milk', 'Milk                '],
    ['a text that is longer than it', 'a text that is longe'],
    ['¥12.50', 'Y12.50              '],
    ['牛奶 Milk', '???? Milk           '],
    ['a\x1b@b\rc', 'a?@b?c              '],
  ])('of %j in ASCII reads %j', (text, expected) => {
    expect(shown(text, 'ascii')).toBe(expected);
  });

  test.each([
    ['牛奶 Milk', '牛奶 Milk           '],
    ['¥12.50', '￥12.50             '],
    ['一二三四五六七八九十十一', '一二三四五六七八九十'],
    ['a一二三四五六七八九十', 'a一二三四五六七八九 '],
    ['🍎 苹果', '？ 苹果             '],
    ['牛\x0c奶', '牛?奶               '],
  ])('of %j in Chinese reads %j', (text, expected) => {
    expect(shown(text, 'gb18030')).toBe(expected);
  });

  test('is twenty bytes without a command among them, whatever it says', () => {
    const charset = fc.constantFrom<'ascii' | 'gb18030'>('ascii', 'gb18030');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), charset, (text, font) => {
        const bytes = encodeLine(text, font);
        expect(bytes).toHaveLength(lineCells);
        expect(bytes.every((byte) => byte >= 0x20 && byte !== 0x7f)).toBe(true);
      }),
    );
  });
});

describe('the bytes', () => {
  const a = encodeLine('A', 'ascii');
  const b = encodeLine('B', 'ascii');

  test('of a CD5220 are two whole lines, begun with CLR', () => {
    const { init, show } = displayProtocols.cd5220;
    expect(hex(init)).toBe('0c1b400c');
    expect(hex(show(a, b))).toBe(`1b5141${hex(a)}0d1b5142${hex(b)}0d`);
  });

  test('of an ESC/POS display go to the first cell of each line', () => {
    const { init, show } = displayProtocols.escpos;
    expect(hex(init)).toBe('1b400c');
    expect(hex(show(a, b))).toBe(`1f240101${hex(a)}1f240102${hex(b)}`);
  });

  test('behind a printer are put between the selection of the display and of the printer', () => {
    expect(hex(throughPrinter(Uint8Array.of(0x0c)))).toBe('1b3d020c1b3d01');
  });
});
