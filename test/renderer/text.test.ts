import { IntlMessageFormat } from 'intl-messageformat';
import { beforeEach, describe, expect, it } from 'vitest';
import { failureCodes } from '../../main/contract/failure.ts';
import { texts } from '../../main/contract/text/index.ts';
import type { Language } from '../../main/contract/values.ts';
import { failureWords, nameOf, noticeWords, speak, t, wordFor } from '../../renderer/text.ts';

const languages: readonly Language[] = ['zh-CN', 'zh-TW', 'en'];
const keys = Object.keys(texts['zh-CN']);

/** The names of the values that a sentence wants. */
function wanted(words: string): readonly string[] {
  return [...words.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? '').toSorted();
}

function entries(language: Language): readonly (readonly [string, string])[] {
  return Object.entries(texts[language]);
}

describe('the language files', () => {
  it.each(languages)('%s has every word, none empty, none more', (language) => {
    expect(Object.keys(texts[language]).toSorted()).toEqual(keys.toSorted());
    expect(entries(language).filter(([, words]) => words.trim() === '')).toEqual([]);
  });

  it.each(languages)('%s wants the same values in each sentence as Chinese does', (language) => {
    const chinese = new Map(entries('zh-CN'));
    const differing = entries(language).filter(([key, words]) => {
      const names = new Set(wanted(words));
      return wanted(chinese.get(key) ?? '').some((name) => !names.has(name));
    });
    expect(differing).toEqual([]);
  });

  it.each(languages)('%s parses as messages', (language) => {
    for (const [, words] of entries(language)) new IntlMessageFormat(words, language);
  });

  it.each(languages)('%s says of each failure what it is and what to do', (language) => {
    speak(language, 'CNY', 'Asia/Shanghai');
    for (const code of failureCodes) {
      const { what, todo } = failureWords(code);
      expect(what).not.toBe('');
      expect(todo).not.toBe(what);
    }
  });

  it('a failure’s sentence needs no values: nobody may be left with a hole in it', () => {
    const holes = languages.flatMap((language) =>
      entries(language).filter(([key, words]) => key.startsWith('failure.') && words.includes('{')),
    );
    expect(holes).toEqual([]);
  });

  it('Chinese sentences use full-width punctuation', () => {
    const half = entries('zh-CN').filter(([, words]) => /\p{Script=Han}[,;!?]/u.test(words));
    expect(half).toEqual([]);
  });
});

describe('words on the page', () => {
  beforeEach(() => speak('en', 'CNY', 'Asia/Shanghai'));

  it('count in the language’s own way', () => {
    expect(t('basket.lines', { count: 1 })).toBe('1 line');
    expect(t('basket.lines', { count: 1_200 })).toBe('1,200 lines');
    speak('zh-CN', 'CNY', 'Asia/Shanghai');
    expect(t('basket.lines', { count: 1 })).toBe('1 项');
  });

  it('a notice is known by its own code or by a failure’s', () => {
    expect(noticeWords('item-not-found', { code: '690' }).what).toContain('690');
    expect(noticeWords('device.paper-out', {})).toEqual(failureWords('device.paper-out'));
  });

  it('a notice that this page does not know still says something', () => {
    expect(noticeWords('from-the-future', {})).toEqual(failureWords('internal'));
  });

  it('a provider without a translation keeps its own name', () => {
    expect(wordFor('provider', 'wechat')).toBe('WeChat Pay');
    expect(wordFor('provider', 'newpay')).toBe('newpay');
  });

  it('a name that was not translated is shown as it was written', () => {
    expect(nameOf({ 'zh-CN': '苹果', en: 'Apple' })).toBe('Apple');
    expect(nameOf({ 'zh-CN': '苹果' })).toBe('苹果');
  });
});
