import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findableFromText, findableText } from '../../../../main/store/catalogue/findable.ts';
import { fold } from '../../../../main/store/catalogue/fold.ts';
import { readingsOf } from '../../../../main/store/catalogue/syllables.ts';
import { changes, item, openShelf } from './shelf.ts';

const names: Record<string, { 'zh-CN': string; 'zh-TW'?: string; en?: string }> = {
  coke: { 'zh-CN': '可口可乐 330ml', 'zh-TW': '可口可樂 330ml', en: 'Coca-Cola 330 ml' },
  pepsi: { 'zh-CN': '百事可乐 330ml', 'zh-TW': '百事可樂 330ml', en: 'Pepsi 330 ml' },
  water: { 'zh-CN': '矿泉水 550ml', 'zh-TW': '礦泉水 550ml', en: 'Mineral water 550 ml' },
  tea: { 'zh-CN': '绿茶 500ml', en: 'Green tea 500 ml' },
  melon: { 'zh-CN': '西瓜', en: 'Watermelon' },
  milk: { 'zh-CN': '鲜牛奶', en: 'Fresh milk' },
  cafe: { 'zh-CN': '速溶咖啡', en: 'Café au lait' },
};
const codes: Record<string, string> = { coke: '6954767423579', water: '6901234567892' };

function stocked() {
  const { catalogue } = openShelf();
  const items = Object.entries(names).map(([id, name]) =>
    item({ id, name, codes: codes[id] ? [codes[id]] : [] }),
  );
  catalogue.apply(changes({ items }), 5);
  return { catalogue, find: (text: string) => catalogue.search(text, 20).map(({ id }) => id) };
}

describe('searching as one types', () => {
  it.each([
    ['kkkl', ['coke']],
    ['kekoukele', ['coke']],
    ['kekouk', ['coke']],
    ['kkkl330', ['coke']],
    ['kekkl', ['coke']],
    ['可kkl', ['coke']],
    ['可口kl', ['coke']],
    ['KEKOU', ['coke']],
    ['百事kele', ['pepsi']],
    ['可乐', ['coke', 'pepsi']],
    ['可樂', ['coke', 'pepsi']],
    ['kele', ['coke', 'pepsi']],
    ['kl', ['coke', 'pepsi']],
    ['kkou', ['coke']],
    ['coca', ['coke']],
    ['cola', ['coke']],
    ['lvcha', ['tea']],
    ['lc', ['tea']],
    ['绿', ['tea']],
    ['xigua', ['melon']],
    ['xg', ['melon']],
    ['xianniu', ['milk']],
    ['cafe', ['cafe']],
    ['ＫＫＫＬ', ['coke']],
    ['可乐 330', ['coke', 'pepsi']],
    ['330 可乐', ['coke', 'pepsi']],
    ['water 550', ['water']],
    ['ml mineral', ['water']],
    ['茶 g', ['tea']],
    ['6901234567892', ['water']],
    ['690123', ['water']],
    ['567892', ['water']],
    ['0000', []],
    ['zzzz', []],
    ['', []],
    [' "*() ', []],
    ['可乐" OR name:"水', []],
  ])('%s finds %j', (text, found) => {
    expect(stocked().find(text)).toEqual(found);
  });

  it('puts what begins with the words before what contains them', () => {
    expect(stocked().find('water')).toEqual(['melon', 'water']);
    expect(stocked().find('水')).toEqual(['water']);
    expect(stocked().find('k')).toEqual(['coke', 'water', 'pepsi', 'cafe']);
  });

  it('puts the item with exactly this code first', () => {
    const { catalogue } = openShelf();
    const items = [
      item({ id: 'long', codes: ['A10'], name: { 'zh-CN': 'A1 纸' } }),
      item({ id: 'exact', codes: ['A1'] }),
    ];
    catalogue.apply(changes({ items }), 5);
    expect(catalogue.search('a1', 9).map(({ id }) => id)).toEqual(['exact', 'long']);
  });

  it('gives no more than is asked for, and the same ones every time', () => {
    const { catalogue } = openShelf();
    const items = Array.from({ length: 300 }, (_, n) =>
      item({ id: `i${n}`, name: { 'zh-CN': `清泉矿泉水 ${n}` } }),
    );
    catalogue.apply(changes({ items }), 5);
    const found = catalogue.search('清泉', 60);
    expect(found).toHaveLength(60);
    expect(catalogue.search('清泉', 60)).toEqual(found);
  });

  it('finds every item by any three characters of its name, pinyin, initials or code', () => {
    const { find } = stocked();
    const entries = Object.entries(names).flatMap(([id, name]) => {
      const { sounds } = findableFromText(findableText(item({ id, name })));
      const initials = sounds.map(({ character, syllable }) => syllable?.[0] ?? character);
      const texts = [...Object.values(name).map(fold), initials.join(''), codes[id] ?? ''];
      const suffixes = sounds.map((_, start) =>
        sounds
          .slice(start)
          .map(({ character, syllable }) => syllable ?? character)
          .join(''),
      );
      return [
        ...texts
          .filter((text) => text.length >= 3)
          .map((text) => ({ id, text, from: text.length - 3 })),
        ...suffixes.filter((text) => text.length >= 3).map((text) => ({ id, text, from: 0 })),
      ];
    });
    fc.assert(
      fc.property(fc.constantFrom(...entries), fc.nat(), fc.nat(), ({ id, text, from }, a, b) => {
        const start = a % (from + 1);
        const length = 3 + (b % (text.length - start - 2));
        expect(find(text.slice(start, start + length))).toContain(id);
      }),
    );
  });

  it('answers anything that can be typed', () => {
    const { find } = stocked();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(Array.isArray(find(text))).toBe(true);
      }),
    );
  });

  it('cuts typed letters into syllables without trying every way', () => {
    expect(readingsOf('kekl')[0]).toEqual(['ke', 'k', 'l']);
    expect(readingsOf('xian')).toContainEqual(['xi', 'an']);
    expect(readingsOf('cvu')).toEqual([]);
    expect(readingsOf('nanananananananananananananananananananananananananananana')).toHaveLength(
      6,
    );
  });
});
