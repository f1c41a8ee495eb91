import type { CategoryShown, ItemTile } from '../../main/contract/queries.ts';
import type { LocalName } from '../../main/contract/values.ts';

/** What the sample shop sells. */
type Goods = readonly [zh: string, en: string, priceMinor: number, picture: string | null];

export const goods: readonly Goods[] = [
  ['可口可乐 330ml', 'Coca-Cola 330 ml', 300, 'can'],
  ['农夫山泉饮用天然水 550ml', 'Nongfu Spring natural water 550 ml', 200, 'bottle'],
  ['蒙牛纯牛奶 250ml', 'Mengniu milk 250 ml', 350, 'milk'],
  ['康师傅红烧牛肉面', 'Master Kong braised beef noodles', 450, 'noodles'],
  ['红富士苹果', 'Fuji apples', 998, 'apple'],
  ['香蕉', 'Bananas', 698, 'banana'],
  ['土司面包 400g', 'Sliced bread 400 g', 1_280, 'bread'],
  ['乐事薯片 原味 75g', 'Lay’s crisps, classic 75 g', 750, 'chips'],
  ['鲜鸡蛋 10 枚', 'Fresh eggs, ten', 1_590, 'egg'],
  ['东北大米 5kg', 'Northeast rice 5 kg', 3_990, 'rice'],
  ['抽纸 3 包', 'Tissues, 3 packs', 1_190, 'tissue'],
  ['青岛啤酒 500ml', 'Tsingtao beer 500 ml', 550, 'beer'],
  ['美式咖啡', 'Americano', 1_500, 'coffee'],
  ['绿茶 500ml', 'Green tea 500 ml', 400, 'tea'],
  ['西红柿', 'Tomatoes', 598, 'tomato'],
];

export const categories: readonly CategoryShown[] = (
  [
    ['饮料', 'Drinks', 'can'],
    ['零食', 'Snacks', 'chips'],
    ['生鲜', 'Fresh', 'apple'],
    ['粮油', 'Staples', 'rice'],
    ['日用', 'Household', 'tissue'],
    ['酒类', 'Beer and wine', 'beer'],
  ] as const
).map(([zh, en, picture], place) => ({ id: `category-${place}`, name: named(zh, en), picture }));

export function named(zh: string, en: string): LocalName {
  return { 'zh-CN': zh, en };
}

export const weighed = new Set(['apple', 'banana', 'tomato']);

export function tile(place: number): ItemTile {
  const [zh, en, priceMinor, picture] = goods[place % goods.length] ?? ['商品', 'Goods', 100, null];
  const soldBy = picture !== null && weighed.has(picture) ? 'weight' : 'count';
  return {
    id: `item-${place}`,
    name: named(zh, en),
    categoryId: `category-${place % 6}`,
    unit: soldBy === 'weight' ? 'kg' : '件',
    soldBy,
    priceMinor,
    picture,
    code: String(6_900_000_000_000 + place),
  };
}

export const items: readonly ItemTile[] = Array.from({ length: 24 }, (_, place) => tile(place));
