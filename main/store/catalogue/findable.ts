import type { CatalogueItem } from '../../contract/sync/catalogue.ts';
import { fold } from './fold.ts';
import { type Sound, soundsOf, syllablesOf } from './pinyin.ts';

/** What an item is found by, folded. */
export type Findable = {
  /** The simplified Chinese name first, each spelling once. */
  readonly names: readonly string[];
  /** The first name, character by character. */
  readonly sounds: readonly Sound[];
  readonly codes: readonly string[];
};

/** The same as text, as it is kept beside the item. */
export type FindableText = {
  readonly names: string;
  readonly codes: string;
  readonly syllables: string;
};

export function findableText(item: CatalogueItem): FindableText {
  const { name } = item;
  const texts = [name['zh-CN'], name['zh-TW'], name.en].filter((text) => text !== undefined);
  const names = [...new Set(texts.map(fold))];
  return {
    names: names.join('\n'),
    codes: item.codes.map(fold).join('\n'),
    syllables: syllablesOf(names[0] ?? '').join(' '),
  };
}

export function findableFromText({ names, codes, syllables }: FindableText): Findable {
  const everyName = names.split('\n');
  return {
    names: everyName,
    sounds: soundsOf(everyName[0] ?? '', syllables.split(' ')),
    codes: codes === '' ? [] : codes.split('\n'),
  };
}
