import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellWidth,
  clip,
  padEnd,
  padStart,
  spread,
  wrap,
} from '../../../../main/domain/receipt/cells.ts';

const character = fc.constantFrom(...'abc XYZ 0123 .-', '扫', '码', '￥', '×', '、', '😀');
const texts = fc.string({ unit: character, maxLength: 80 });
const widths = fc.integer({ min: 2, max: 48 });

/** All but the spaces, which a line break swallows. */
const ink = (text: string) => text.replaceAll(' ', '');

describe('the width of a text', () => {
  it.each([
    ['', 0],
    ['Cola 1', 6],
    ['可乐', 4],
    ['￥12', 4],
    ['2×3', 4],
    ['😀', 2],
  ])('%j is %d cells', (text, cells) => {
    expect(cellWidth(text)).toBe(cells);
  });
});

describe('wrapping', () => {
  it('makes no line wider than the paper and loses no character', () => {
    fc.assert(
      fc.property(texts, widths, (text, cells) => {
        const lines = wrap(text, cells);
        expect(lines.every((line) => cellWidth(line) <= cells)).toBe(true);
        expect(ink(lines.join(''))).toBe(ink(text));
      }),
    );
  });

  it('leaves what fits as it is', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(wrap(text, cellWidth(text))).toEqual([text]);
      }),
    );
  });

  it('makes no empty line', () => {
    fc.assert(
      fc.property(
        texts.map((text) => text.trim()).filter((text) => text !== ''),
        widths,
        (text, cells) => wrap(text, cells).every((line) => line.trim() !== ''),
      ),
    );
  });

  it('breaks between words where it can, and between Chinese characters', () => {
    expect(wrap('Fresh whole milk', 11)).toEqual(['Fresh whole', 'milk']);
    expect(wrap('全脂纯牛奶', 5)).toEqual(['全脂', '纯牛', '奶']);
    expect(wrap('Supercalifragilistic', 8)).toEqual(['Supercal', 'ifragili', 'stic']);
  });
});

it('clipping keeps whole characters', () => {
  expect(clip('可乐汽水', 5)).toBe('可乐');
  expect(clip('可乐', 4)).toBe('可乐');
});

it('padding fills to the width, and never cuts', () => {
  fc.assert(
    fc.property(texts, widths, (text, cells) => {
      const width = Math.max(cells, cellWidth(text));
      expect(cellWidth(padEnd(text, cells))).toBe(width);
      expect(cellWidth(padStart(text, cells))).toBe(width);
      expect(padEnd(text, cells).startsWith(text)).toBe(true);
      expect(padStart(text, cells).endsWith(text)).toBe(true);
    }),
  );
});

describe('two texts at the ends of a line', () => {
  it('stand apart on lines as wide as the paper, the right one at its edge', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: -99_999_999, max: 99_999_999 }), (left, amount) => {
        const lines = spread(left, String(amount), 32);
        const last = lines.at(-1) ?? '';
        expect(cellWidth(last)).toBe(32);
        expect(last.endsWith(` ${amount}`)).toBe(true);
        expect(lines.every((line) => cellWidth(line) <= 32)).toBe(true);
        expect(ink(lines.join(''))).toBe(ink(left) + amount);
      }),
    );
  });
});
