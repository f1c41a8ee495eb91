import { pinyin } from 'pinyin-pro';
import { isHan } from './fold.ts';

/** One character of a folded name; a Chinese one with how it is typed, such as `ke` or `lv`. */
export type Sound = { readonly character: string; readonly syllable: string | null };

/**
 * The syllables of the Chinese characters of a folded name, in order, without tones. The whole name
 * is asked at once, as the reading of a character depends on its neighbours.
 */
export function syllablesOf(foldedName: string): string[] {
  const characters = [...foldedName];
  const readings = pinyin(foldedName, { toneType: 'none', type: 'array', v: true });
  const isAligned = readings.length === characters.length;
  return characters.flatMap((character, index) => {
    if (!isHan(character)) return [];
    const reading = isAligned ? readings[index] : pinyin(character, { toneType: 'none', v: true });
    return [reading === undefined || !/^[a-z]+$/.test(reading) ? '?' : reading];
  });
}

/** Pairs a folded name with its syllables. */
export function soundsOf(foldedName: string, syllables: readonly string[]): Sound[] {
  let next = 0;
  return [...foldedName].map((character) => {
    if (!isHan(character)) return { character, syllable: null };
    const syllable = syllables[next] ?? null;
    next += 1;
    return { character, syllable };
  });
}
