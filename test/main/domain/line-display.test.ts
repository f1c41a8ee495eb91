import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TextKey, texts } from '../../../main/contract/text/index.ts';
import {
  type DisplayedSale,
  type DisplayVoice,
  displayCells,
  displayLines,
} from '../../../main/domain/line-display.ts';
import { cellWidth } from '../../../main/domain/receipt/cells.ts';

const voice = (language: 'en' | 'zh-CN' | 'zh-TW'): DisplayVoice => ({
  word: (key) => texts[language][`display.${key}` satisfies TextKey],
  name: (name) => name[language] ?? name['zh-CN'],
});

const milk = {
  id: 'milk',
  name: { 'zh-CN': '鲜牛奶', en: 'Fresh milk' },
  soldBy: 'count',
  unit: '盒',
  quantityMilli: 2_000,
  amountMinor: 2_500,
} as const;
const apples = {
  id: 'apples',
  name: { 'zh-CN': '红富士苹果', en: 'Fuji apples' },
  soldBy: 'weight',
  unit: 'kg',
  quantityMilli: 358,
  amountMinor: 422,
} as const;

const sale: DisplayedSale = {
  phase: 'basket',
  storeName: { 'zh-CN': '扫码便利店', en: 'Corner Shop' },
  currency: 'CNY',
  lines: [milk, apples],
  lastLineId: 'apples',
  totals: { totalMinor: 2_922 },
  dueMinor: 2_922,
  changeMinor: 0,
  paidMinor: 0,
};

const shown = (change: Partial<DisplayedSale>, language: 'en' | 'zh-CN' = 'en') =>
  displayLines({ ...sale, ...change }, voice(language));

describe('the customer reads', () => {
  it.each<[string, Partial<DisplayedSale>, readonly [string, string]]>([
    ['the shop’s name before a sale', { phase: 'idle' }, ['      Welcome', '    Corner Shop']],
    ['where to go instead', { phase: 'closed' }, ['    Till closed', '  Next one, please']],
    ['the item that came last, weighed', {}, ['0.358kg Fuji ap 4.22', 'Total          29.22']],
    [
      'how many of one item',
      { lastLineId: 'milk' },
      ['2x Fresh milk  25.00', 'Total          29.22'],
    ],
    ['the total before paying', { phase: 'pay' }, ['Total          29.22', '    Cash or code']],
    [
      'what is still due',
      { phase: 'pay', dueMinor: 922 },
      ['Total          29.22', 'To pay          9.22'],
    ],
    ['that the phone waits', { phase: 'waiting' }, ['To pay         29.22', '  Confirm on phone']],
    ['that it was refused', { phase: 'refused' }, ['      Not paid', 'To pay         29.22']],
    [
      'the change',
      { phase: 'thanks', paidMinor: 2_922, changeMinor: 78 },
      ['Paid           29.22', 'Change          0.78'],
    ],
    ['thanks', { phase: 'thanks', paidMinor: 2_922 }, ['Paid           29.22', '     Thank you']],
  ])('%s', (_, change, expected) => {
    expect(shown(change)).toEqual(expected);
  });

  it('the same in Chinese, two cells a character', () => {
    expect(shown({}, 'zh-CN')).toEqual(['0.358kg 红富士  4.22', '合计           29.22']);
  });

  it('never more than a line has cells, and all of the money', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 40 });
    const phases = ['idle', 'basket', 'pay', 'waiting', 'refused', 'thanks', 'closed'] as const;
    fc.assert(
      fc.property(name, fc.constantFrom(...phases), fc.nat(1_000_000_000), (text, phase, minor) => {
        const lines = displayLines(
          {
            ...sale,
            phase,
            storeName: { 'zh-CN': text },
            lines: [{ ...apples, name: { 'zh-CN': text }, amountMinor: minor }],
            totals: { totalMinor: minor },
          },
          voice('zh-CN'),
        );
        for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(displayCells);
        const money = `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
        if (phase === 'basket') expect(lines.every((line) => line.endsWith(money))).toBe(true);
      }),
    );
  });
});

it.each(['en', 'zh-CN', 'zh-TW'] as const)('the words in %s fit their line', (language) => {
  const words = Object.entries(texts[language]).filter(([key]) => key.startsWith('display.'));
  expect(words.length).toBeGreaterThan(0);
  expect(words.filter(([, text]) => cellWidth(text) > displayCells)).toEqual([]);
  if (language === 'en') expect(words.every(([, text]) => /^[ -~]+$/.test(text))).toBe(true);
});
