import { type Word, word } from './words.ts';

/** Goods that the shop's scale weighs; the price is for a kilogram. */
export type Fresh = {
  readonly category: Word;
  readonly name: Word;
  readonly picture: string;
  readonly taxPercent: 0 | 9;
  readonly yuanPerKilogram: number;
};

function fresh(category: string, taxPercent: Fresh['taxPercent'], lines: string): Fresh[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', picture = '', yuan = ''] = line.trim().split(' ; ');
      return {
        category: word(category),
        name: word(name),
        picture,
        taxPercent,
        yuanPerKilogram: Number(yuan),
      };
    });
}

export const freshGoods: readonly Fresh[] = [
  ...fresh(
    '水果|Fruit',
    9,
    `
    红富士苹果|紅富士蘋果|Fuji apples ; apple ; 11.8
    嘎啦苹果|嘎啦蘋果|Gala apples ; apple ; 9.8
    黄元帅苹果|黃元帥蘋果|Golden Delicious apples ; apple ; 10.8
    香蕉|bananas ; banana ; 6.9
    小米蕉|baby bananas ; banana ; 12.8
    赣南脐橙|贛南臍橙|Gannan navel oranges ; orange ; 12.8
    冰糖橙|sweet oranges ; orange ; 10.8
    砂糖橘|sugar mandarins ; orange ; 13.8
    蜜柚|honey pomelo ; orange ; 7.8
    柠檬|檸檬|lemons ; orange ; 15.8
    巨峰葡萄|Kyoho grapes ; grapes ; 17.8
    阳光玫瑰葡萄|陽光玫瑰葡萄|Shine Muscat grapes ; grapes ; 39.8
    红提|紅提|red globe grapes ; grapes ; 25.8
    西瓜|watermelon ; watermelon ; 4.8
    麒麟西瓜|Qilin watermelon ; watermelon ; 6.8
    哈密瓜|Hami melon ; watermelon ; 9.8
    雪梨|snow pears ; pear ; 8.8
    香梨|fragrant pears ; pear ; 12.8
    水蜜桃|peaches ; apple ; 16.8
    草莓|strawberries ; strawberry ; 39.8
    樱桃|櫻桃|cherries ; strawberry ; 69.8
    猕猴桃|奇異果|kiwifruit ; pear ; 19.8
    芒果|mangoes ; pear ; 15.8
    火龙果|火龍果|dragon fruit ; strawberry ; 13.8
    石榴|pomegranates ; apple ; 16.8`,
  ),
  ...fresh(
    '蔬菜|Vegetables',
    0,
    `
    小白菜|bok choy ; greens ; 5.8
    大白菜|Chinese cabbage ; greens ; 2.8
    菠菜|spinach ; greens ; 9.8
    生菜|萵苣|lettuce ; greens ; 7.8
    油麦菜|油麥菜|romaine ; greens ; 8.8
    空心菜|water spinach ; greens ; 8.6
    韭菜|Chinese chives ; greens ; 7.6
    芹菜|celery ; greens ; 6.8
    西兰花|西蘭花|broccoli ; greens ; 10.8
    卷心菜|高麗菜|cabbage ; greens ; 3.6
    香菜|coriander ; greens ; 19.8
    小葱|小蔥|spring onions ; greens ; 12.8
    胡萝卜|胡蘿蔔|carrots ; carrot ; 4.8
    白萝卜|白蘿蔔|white radish ; carrot ; 3.2
    西红柿|番茄|tomatoes ; tomato ; 8.8
    圣女果|聖女果|cherry tomatoes ; tomato ; 16.8
    土豆|馬鈴薯|potatoes ; potato ; 4.6
    红薯|地瓜|sweet potatoes ; potato ; 6.8
    紫薯|purple sweet potatoes ; potato ; 8.8
    山药|山藥|Chinese yam ; potato ; 13.8
    生姜|生薑|ginger ; potato ; 16.8
    大蒜|garlic ; potato ; 12.8
    洋葱|洋蔥|onions ; potato ; 4.8
    莲藕|蓮藕|lotus root ; potato ; 12.8
    黄瓜|小黃瓜|cucumbers ; cucumber ; 6.8
    苦瓜|bitter gourd ; cucumber ; 9.8
    丝瓜|絲瓜|loofah ; cucumber ; 9.6
    青椒|green peppers ; cucumber ; 8.8
    茄子|aubergines ; cucumber ; 6.9
    四季豆|green beans ; cucumber ; 11.8
    南瓜|pumpkin ; carrot ; 4.8
    玉米|sweetcorn ; carrot ; 7.8
    香菇|shiitake mushrooms ; mushroom ; 19.8
    金针菇|金針菇|enoki mushrooms ; mushroom ; 11.8
    平菇|oyster mushrooms ; mushroom ; 10.8
    木耳|wood ear ; mushroom ; 25.8`,
  ),
  ...fresh(
    '肉禽蛋鱼|肉禽蛋魚|Meat and fish',
    0,
    `
    五花肉|pork belly ; meat ; 36.8
    猪里脊|豬里脊|pork loin ; meat ; 39.8
    猪排骨|豬排骨|pork ribs ; meat ; 56.8
    猪前腿肉|豬前腿肉|pork shoulder ; meat ; 29.8
    猪蹄|豬腳|pig’s trotters ; meat ; 38.8
    猪肉馅|豬絞肉|minced pork ; meat ; 32.8
    牛腩|beef brisket ; meat ; 78.8
    牛腱子|beef shank ; meat ; 86.8
    肥牛卷|肥牛捲|sliced beef ; meat ; 92.8
    羊腿肉|leg of lamb ; meat ; 82.8
    羊肉卷|羊肉捲|sliced lamb ; meat ; 88.8
    鸡胸肉|雞胸肉|chicken breast ; chicken ; 23.8
    鸡腿|雞腿|chicken legs ; chicken ; 21.8
    鸡翅中|雞翅中|chicken wings ; chicken ; 49.8
    三黄鸡|三黃雞|whole chicken ; chicken ; 29.8
    鸭腿|鴨腿|duck legs ; chicken ; 24.8
    鲜鸡蛋|鮮雞蛋|eggs ; egg ; 11.8
    土鸡蛋|土雞蛋|free-range eggs ; egg ; 23.8
    咸鸭蛋|鹹鴨蛋|salted duck eggs ; egg ; 26.8
    草鱼|草魚|grass carp ; fish ; 19.8
    鲫鱼|鯽魚|crucian carp ; fish ; 25.8
    鲈鱼|鱸魚|sea bass ; fish ; 45.8
    带鱼|帶魚|hairtail ; fish ; 39.8
    三文鱼|鮭魚|salmon ; fish ; 158
    基围虾|基圍蝦|prawns ; fish ; 78.8`,
  ),
];
