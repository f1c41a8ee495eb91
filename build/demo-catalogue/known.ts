import { type Word, word } from './words.ts';

/** Goods that everyone knows by name, so that a demonstration can be followed without a list. */
export type Known = {
  readonly code?: string;
  readonly category: Word;
  readonly name: Word;
  readonly unit: string;
  readonly picture: string;
  readonly yuan: number;
  readonly taxPercent: 0 | 9 | 13;
};

const drinks = '饮料|飲料|Drinks';
const snacks = '零食|Snacks';
const noodles = '方便速食|方便速食|Noodles';
const services = '服务|服務|Services';

function known(
  category: string,
  name: string,
  unit: string,
  picture: string,
  yuan: number,
  taxPercent: Known['taxPercent'] = 13,
): Known {
  return { category: word(category), name: word(name), unit, picture, yuan, taxPercent };
}

export const knownGoods: readonly Known[] = [
  {
    ...known(drinks, '矿泉水 550ml|礦泉水 550ml|Mineral water 550 ml', '瓶', 'bottle', 2),
    code: '6901234567892',
  },
  known(drinks, '可口可乐 330ml|可口可樂 330ml|Coca-Cola 330 ml', '罐', 'can', 3),
  known(drinks, '可口可乐 500ml|可口可樂 500ml|Coca-Cola 500 ml', '瓶', 'bottle', 3.5),
  known(drinks, '零度可口可乐 330ml|零度可口可樂 330ml|Coca-Cola Zero 330 ml', '罐', 'can', 3),
  known(drinks, '百事可乐 330ml|百事可樂 330ml|Pepsi 330 ml', '罐', 'can', 3),
  known(drinks, '雪碧 500ml|Sprite 500 ml', '瓶', 'bottle', 3.5),
  known(drinks, '农夫山泉 550ml|農夫山泉 550ml|Nongfu Spring 550 ml', '瓶', 'bottle', 2),
  known(drinks, '王老吉凉茶 310ml|王老吉涼茶 310ml|Wanglaoji herbal tea 310 ml', '罐', 'can', 4.5),
  known(drinks, '红牛 250ml|紅牛 250ml|Red Bull 250 ml', '罐', 'can', 6),
  known(
    drinks,
    '康师傅冰红茶 500ml|康師傅冰紅茶 500ml|Master Kong iced tea 500 ml',
    '瓶',
    'tea',
    3.5,
  ),
  known(snacks, '旺旺雪饼 84g|旺旺雪餅 84g|Want Want rice crackers 84 g', '袋', 'biscuit', 6.5),
  known(snacks, '奥利奥 116g|奧利奧 116g|Oreo 116 g', '盒', 'biscuit', 8.9),
  known(snacks, '德芙巧克力 43g|德芙巧克力 43g|Dove chocolate 43 g', '块', 'chocolate', 9.9),
  known(snacks, '大白兔奶糖 114g|White Rabbit candy 114 g', '袋', 'candy', 9.5),
  known(
    noodles,
    '康师傅红烧牛肉面|康師傅紅燒牛肉麵|Master Kong braised beef noodles',
    '桶',
    'noodle-cup',
    5.5,
  ),
  known(
    '粮油调味|糧油調味|Staples',
    '老干妈风味豆豉 280g|老干媽風味豆豉 280g|Laoganma chilli sauce 280 g',
    '瓶',
    'sauce',
    10.9,
  ),
  known('乳品|Dairy', '蒙牛纯牛奶 250ml|蒙牛純牛奶 250ml|Mengniu milk 250 ml', '盒', 'milk', 3.5),
  known('乳品|Dairy', '伊利安慕希 205g|Yili Ambrosial yoghurt 205 g', '盒', 'yoghurt', 6),
  known('酒类|酒類|Alcohol', '青岛啤酒 500ml|青島啤酒 500ml|Tsingtao beer 500 ml', '罐', 'beer', 6),
  known(services, '购物袋（小）|購物袋（小）|Small carrier bag', '个', 'bag', 0.2),
  known(services, '购物袋（大）|購物袋（大）|Large carrier bag', '个', 'bag', 0.5),
  known(services, '打印 A4|列印 A4|Printing A4', '页', 'notebook', 0.5),
  known(services, '快递代寄|快遞代寄|Parcel drop-off', '件', 'bag', 10),
  known(services, '加热餐食|加熱餐食|Heating a meal', '次', 'rice', 0.5),
  known(
    services,
    '交通卡充值 50 元|交通卡儲值 50 元|Transport card top-up 50 yuan',
    '次',
    'card',
    50,
    0,
  ),
  known(
    services,
    '交通卡充值 100 元|交通卡儲值 100 元|Transport card top-up 100 yuan',
    '次',
    'card',
    100,
    0,
  ),
];
