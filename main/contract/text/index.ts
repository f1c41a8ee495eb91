import type { Language } from '../values.ts';
import en from './en.json' with { type: 'json' };
import zhCN from './zh-CN.json' with { type: 'json' };
import zhTW from './zh-TW.json' with { type: 'json' };

/** Every word that people read, by a flat key; the same keys in each language. */
export type TextKey = keyof typeof zhCN;

export const texts: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
};
