import type { CatalogueItem } from '../../contract/sync/catalogue.ts';
import type { Findable } from './findable.ts';
import { foldedWords, isHan } from './fold.ts';
import type { Sound } from './pinyin.ts';

/** What the search index keeps of one item. */
export type IndexEntries = {
  /** Whole texts, for queries that begin them. */
  readonly terms: readonly string[];
  readonly name: string;
  /** `KeKouKeLe330ml`: a capital begins each syllable. */
  readonly pinyin: string;
  /** `kkkl330ml` */
  readonly initials: string;
  readonly code: string;
  /** Pieces of one and two characters, separated by spaces. */
  readonly grams: string;
};

/** @param name as it is written: its words begin where its spaces are, which folding takes away. */
export function indexEntries(name: CatalogueItem['name'], found: Findable): IndexEntries {
  const { names, sounds, codes } = found;
  const typed = sounds.map(({ character, syllable }) => syllable ?? character).join('');
  const initials = initialsOf(sounds);
  return {
    terms: [...new Set([...names, typed, initials, ...codes].filter((term) => term !== ''))],
    name: names.join('\n'),
    pinyin: sounds.map(({ character, syllable }) => capitalised(syllable) ?? character).join(''),
    initials,
    code: codes.join('\n'),
    grams: [...gramsOf(name, found, initials)].join(' '),
  };
}

export function capitalised(syllable: string | null): string | null {
  return syllable === null ? null : syllable.charAt(0).toUpperCase() + syllable.slice(1);
}

function initialsOf(sounds: readonly Sound[]): string {
  return sounds.map(({ character, syllable }) => syllable?.charAt(0) ?? character).join('');
}

/**
 * What one or two typed characters may mean: Chinese characters anywhere, initials anywhere, the
 * beginning of a syllable, the beginning of a word.
 */
function gramsOf(
  name: CatalogueItem['name'],
  { names, sounds }: Findable,
  initials: string,
): Set<string> {
  const grams = new Set<string>();
  for (const text of names) {
    const characters = [...text];
    characters.forEach((character, index) => {
      const next = characters[index + 1];
      if (isHan(character)) grams.add(character);
      if (next && (isHan(character) || isHan(next))) grams.add(character + next);
    });
  }
  for (let index = 0; index < initials.length; index += 1) {
    grams.add(initials.charAt(index));
    grams.add(initials.slice(index, index + 2));
  }
  const words = Object.values(name).flatMap((text) => foldedWords(text ?? ''));
  for (const word of [...sounds.map(({ syllable }) => syllable ?? ''), ...words]) {
    grams.add(word.slice(0, 1));
    grams.add(word.slice(0, 2));
  }
  grams.delete('');
  return grams;
}
