import type { Findable } from './findable.ts';
import { fold, foldedWords } from './fold.ts';
import type { Sound } from './pinyin.ts';

/** What was typed, in the forms it is compared in. */
export type Query = {
  /** Folded and without spaces. */
  readonly whole: string;
  /** Folded words, parted at spaces and where letters, digits and Chinese meet. */
  readonly words: readonly string[];
};

export function parseQuery(text: string): Query {
  const words = foldedWords(text).flatMap(
    (word) => word.match(/\p{Script=Han}+|\p{N}+|[^\p{Script=Han}\p{N}]+/gu) ?? [],
  );
  return { whole: fold(text), words };
}

/**
 * How well an item answers a query, 0 the best; null when it does not. Ranks, not scores: a list
 * that grows by one typed character must not be shuffled.
 */
export function rankOf({ whole, words }: Query, item: Findable): number | null {
  const { names, sounds, codes } = item;
  if (codes.includes(whole)) return 0;
  if (names.includes(whole)) return 1;
  if (names.some((name) => name.startsWith(whole)) || soundsAt(whole, sounds, 0)) return 2;
  if (codes.some((code) => code.startsWith(whole))) return 3;
  if (names.some((name) => name.includes(whole)) || soundsLike(whole, sounds)) return 4;
  if (codes.some((code) => code.includes(whole))) return 5;
  return words.length > 1 && words.every((word) => hasWord(word, item)) ? 6 : null;
}

function hasWord(word: string, item: Findable): boolean {
  return (
    item.names.some((name) => name.includes(word)) ||
    soundsLike(word, item.sounds) ||
    item.codes.some((code) => code.includes(word))
  );
}

function soundsLike(typed: string, sounds: readonly Sound[]): boolean {
  return sounds.some((_, start) => soundsAt(typed, sounds, start));
}

/**
 * Whether `typed` spells the characters from `start` on, each by itself or by the beginning of its
 * syllable: `kkkl`, `kekoukele`, `kkou` and `可口kl` all spell 可口可乐.
 */
function soundsAt(typed: string, sounds: readonly Sound[], start: number): boolean {
  if (typed === '') return true;
  const sound = sounds[start];
  if (!sound) return false;
  const { character, syllable } = sound;
  if (typed.startsWith(character)) {
    if (soundsAt(typed.slice(character.length), sounds, start + 1)) return true;
  }
  for (let length = syllable?.length ?? 0; length > 0; length -= 1) {
    const isSpelt = syllable !== null && typed.startsWith(syllable.slice(0, length));
    if (isSpelt && soundsAt(typed.slice(length), sounds, start + 1)) return true;
  }
  return false;
}
