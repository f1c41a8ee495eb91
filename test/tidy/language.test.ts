import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../main/contract/failure.ts';
import { findEastAsian, findUntranslated, placeholders } from './language.ts';
import { parse, programs, read, syntax } from './tree.ts';

/** Where Chinese is data rather than words on a screen, and why. */
const chineseAllowed: Readonly<Record<string, string>> = {
  'main/contract/sync/catalogue.ts': 'units as shops write them, by example',
  'main/payments/alipay/bill-words.ts': 'headings and names in a bill of Alipay',
  'main/payments/wechat/words.ts': 'headings in a bill of WeChat, and a text of its refusals',
  'main/store/catalogue/import/cells.ts': 'words that stand in the cells of an import',
  'main/store/catalogue/import/columns.ts': 'headings that stand over an import',
  'main/store/catalogue/import/commit-import.ts': 'the unit of a piece when an import names none',
  'main/store/catalogue/ranking.ts': 'how a name is spelt in pinyin, by example',
  'renderer/screens/sale/discount-words.ts': 'how people say a discount, by example',
};

const languages = ['zh-CN', 'zh-TW', 'en'] as const;

function textsOf(language: (typeof languages)[number]): Readonly<Record<string, string>> {
  return JSON.parse(read(`main/contract/text/${language}.json`));
}

describe('words on screen', () => {
  it('stand in the language files only: no Chinese or Japanese in a program', () => {
    const found = programs
      .filter((path) => /^(main|renderer|hub)\//.test(path) && !(path in chineseAllowed))
      .flatMap((path) => findEastAsian(path, read(path)));
    expect(found).toEqual([]);
  });

  it('stand in the language files only: no English in a screen', () => {
    const screens = programs.filter((path) => /^renderer\/.*\.tsx$/.test(path));
    expect(screens.flatMap((path) => findUntranslated(syntax(path)))).toEqual([]);
  });

  it.each(["label('扫码')", '// 現金', "const yen = '￥';", "const sign = 'テスト'"])(
    'are found when planted: %s',
    (line) => {
      expect(findEastAsian('planted.ts', line)).toHaveLength(1);
    },
  );

  it.each([
    ['<b>Pay now</b>', 'planted.tsx:1: Pay now'],
    ['<img alt="Logo" />', 'planted.tsx:1: Logo'],
    ['<button aria-label="Close">×</button>', 'planted.tsx:1: Close'],
  ])('are found when planted: %s', (screen, finding) => {
    expect(findUntranslated(parse('planted.tsx', `const x = ${screen};`))).toEqual([finding]);
  });

  it('what is looked up, and signs, are not words', () => {
    const screen = '<b class="big" title={text("pay.title")}>× {text("pay.now")} – 1.50</b>';
    expect(findUntranslated(parse('planted.tsx', `const x = ${screen};`))).toEqual([]);
    expect(findEastAsian('planted.ts', '// ¥ “quoted” × — …')).toEqual([]);
  });

  it('allows Chinese only to files that have some', () => {
    const idle = Object.keys(chineseAllowed).filter(
      (path) => findEastAsian(path, read(path)).length === 0,
    );
    expect(idle).toEqual([]);
  });
});

describe('the language files', () => {
  it('have the same keys', () => {
    const keys = Object.keys(textsOf('zh-CN')).sort();
    for (const language of languages) {
      expect(Object.keys(textsOf(language)).sort(), language).toEqual(keys);
    }
  });

  it('have the same placeholders for each key, and sentences that can be read', () => {
    const reference = textsOf('zh-CN');
    for (const language of languages) {
      for (const [key, sentence] of Object.entries(textsOf(language))) {
        const expected = placeholders(reference[key] ?? '', 'zh-CN');
        expect(placeholders(sentence, language), `${language} ${key}`).toEqual(expected);
      }
    }
  });

  it('say nothing with an empty sentence', () => {
    for (const language of languages) {
      const empty = Object.entries(textsOf(language)).filter(([, text]) => text.trim() === '');
      expect(empty, language).toEqual([]);
    }
  });

  it.each(languages)('say for every failure what happened and what to do, in %s', (language) => {
    const texts = textsOf(language);
    const wanted = failureCodes.flatMap((code) => [`failure.${code}`, `failure.${code}.do`]);
    expect(wanted.filter((key) => !texts[key])).toEqual([]);
  });

  it('placeholders are found wherever they stand', () => {
    expect(
      placeholders('{n, plural, one {# of {all}} other {<b>{n}</b> of {all}}} {at, time}', 'en'),
    ).toEqual(['all', 'at', 'b', 'n']);
    expect(placeholders('plain', 'en')).toEqual([]);
    expect(() => placeholders('{open', 'en')).toThrow();
  });
});
