import { texts } from '../contract/text/index.ts';
import type { Language } from '../contract/values.ts';

/** A sentence by its key; the key itself where there is none, for what a device or profile names. */
export type Word = (key: string) => string;

export function wordsIn(language: Language): Word {
  const words: Readonly<Record<string, string>> = texts[language];
  return (key) => words[key] ?? key;
}
