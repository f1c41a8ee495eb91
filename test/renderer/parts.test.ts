import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code128Modules, ean13Modules } from '../../renderer/parts/bars.ts';
import { fromSteps, type Key, press, toSteps } from '../../renderer/parts/digits.ts';
import { cellWidth, runsOf } from '../../renderer/parts/receipt-cells.ts';

const yuan = { decimals: 2, maximum: 100_000_000 };
const typed = (keys: readonly Key[], rules = yuan) =>
  keys.reduce((text, key) => press(text, key, rules), '');

describe('the keypad', () => {
  it('types an amount as it is said: one, two, point, five is 12.50', () => {
    const text = typed(['1', '2', '.', '5']);
    expect(text).toBe('12.5');
    expect(toSteps(text, 2)).toBe(1_250);
  });

  it('ignores a third decimal, a second point and leading zeros', () => {
    expect(typed(['0', '0', '7', '.', '2', '5', '9', '.'])).toBe('7.25');
  });

  it('begins with a point as nought point', () => {
    expect(typed(['.', '3'])).toBe('0.3');
  });

  it('takes no more than the largest amount', () => {
    expect(typed(['9', '9', '00'], { decimals: 0, maximum: 9_999 })).toBe('9900');
    expect(typed(['9', '9', '9', '00'], { decimals: 0, maximum: 9_999 })).toBe('999');
  });

  it('whatever is pressed, the text is a number within bounds, and erasing empties it', () => {
    const keys: Key[] = ['0', '1', '5', '9', '00', '.', 'erase'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...keys)), (pressed) => {
        const text = typed(pressed);
        expect(text).toMatch(/^$|^\d+(\.\d{0,2})?$/);
        expect(toSteps(text, 2)).toBeLessThanOrEqual(yuan.maximum);
        expect(Array.from(text).reduce((left) => press(left, 'erase', yuan), text)).toBe('');
      }),
    );
  });

  it('shows a value the way it would be typed', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.constantFrom(0, 2, 3), (steps, decimals) => {
        expect(toSteps(fromSteps(steps, decimals), decimals)).toBe(steps);
      }),
    );
    expect(fromSteps(1_250, 2)).toBe('12.5');
    expect(fromSteps(2_000, 2)).toBe('20');
  });
});

describe('the receipt’s cells', () => {
  it('Chinese and full-width signs take two, Latin takes one', () => {
    expect(cellWidth('可口可乐 330ml')).toBe(14);
    expect(cellWidth('合计：￥')).toBe(8);
    expect(cellWidth('¥12.50')).toBe(6);
  });

  it('runs keep the text whole', () => {
    const character = fc.constantFrom(...'ab 12.-', '可', '乐', '，', '￥', 'Á', '𠮷');
    fc.assert(
      fc.property(fc.array(character), (characters) => {
        const text = characters.join('');
        const runs = runsOf(text);
        expect(runs.map((run) => run.text).join('')).toBe(text);
        for (const run of runs) expect(cellWidth(run.text)).toBe(run.isWide ? 2 : run.text.length);
      }),
    );
  });
});

describe('the receipt’s bars', () => {
  it('draws EAN-13 in 95 modules between its guards', () => {
    // GS1 General Specifications, figure 5.2.1-1: left half of a code that begins with 6 is ABBBAA.
    const modules = ean13Modules('6901234567892');
    expect(modules).toHaveLength(95);
    expect(modules).toMatch(/^101.{42}01010.{42}101$/);
    expect(modules?.slice(3, 10)).toBe('0001011');
  });

  it('draws Code 128 with start, check and stop', () => {
    // Set B start is 211214, stop is 2331112; a symbol is 11 modules and the stop 13.
    const modules = code128Modules('T01-000043');
    expect(modules).toHaveLength(11 * 12 + 13);
    expect(modules).toMatch(/^11010010000.*1100011101011$/);
  });

  it('draws nothing for data that the bars cannot hold', () => {
    expect(ean13Modules('123')).toBeNull();
    expect(code128Modules('小票')).toBeNull();
  });
});
