import { describe, expect, it } from 'vitest';
import type { Language } from '../../main/contract/values.ts';
import {
  clock,
  countdown,
  currencySymbol,
  date,
  day,
  type Locale,
  money,
  note,
  percent,
  quantity,
} from '../../renderer/format.ts';

const languages: readonly Language[] = ['zh-CN', 'zh-TW', 'en'];
const inShanghai = (language: Language, currency = 'CNY'): Locale => ({
  language,
  currency,
  timeZone: 'Asia/Shanghai',
});

describe('money', () => {
  it.each(languages)('is written with its sign and two decimals in %s', (language) => {
    expect(money(1_250, inShanghai(language))).toBe('¥12.50');
    expect(money(123_456_789, inShanghai(language))).toBe('¥1,234,567.89');
  });

  it('that is taken off has a true minus before the sign', () => {
    expect(money(-150, inShanghai('zh-CN'))).toBe('−¥1.50');
  });

  it('of a currency without small coins has no decimals', () => {
    expect(money(1_250, inShanghai('en', 'JPY'))).toBe('¥1,250');
    expect(currencySymbol(inShanghai('en', 'HKD'))).toBe('$');
  });

  it('on a note is whole, and keeps its decimals when it is not', () => {
    expect(note(2_000, inShanghai('zh-CN'))).toBe('¥20');
    expect(note(50, inShanghai('zh-CN'))).toBe('¥0.50');
  });
});

describe('figures', () => {
  it('a quantity shows no needless zeros', () => {
    expect(quantity(2_000, inShanghai('zh-CN'))).toBe('2');
    expect(quantity(358, inShanghai('zh-CN'))).toBe('0.358');
  });

  it('a rate is a percentage', () => {
    expect(percent(1_300, inShanghai('en'))).toBe('13%');
    expect(percent(925, inShanghai('en'))).toBe('9.25%');
  });
});

describe('time', () => {
  it('is told in the store’s time zone, on a clock of 24 hours', () => {
    const at = Date.UTC(2026, 2, 1, 16, 5);
    for (const language of languages) expect(clock(at, inShanghai(language))).toBe('00:05');
  });

  it('a business day keeps its date in every time zone', () => {
    const inHonolulu = { ...inShanghai('en'), timeZone: 'Pacific/Honolulu' };
    expect(day('2026-03-02', inHonolulu)).toBe('Mon, March 2, 2026');
    expect(day('2026-03-02', inShanghai('zh-CN'))).toBe('2026年3月2日周一');
  });

  it('a date is the store’s, with its year', () => {
    const at = Date.UTC(2026, 11, 31, 16, 0);
    expect(date(at, inShanghai('zh-CN'))).toBe('2027/1/1');
    expect(date(at, inShanghai('en'))).toBe('1/1/2027');
  });

  it('that is left is rounded up, and is never less than nothing', () => {
    expect(countdown(65_000)).toBe('1:05');
    expect(countdown(900)).toBe('0:01');
    expect(countdown(-1)).toBe('0:00');
  });
});
