import { brands, type Word, word, words } from './words.ts';

/** A kind of goods that comes in brands, varieties and sizes. */
export type Family = {
  readonly category: Word;
  readonly kind: Word;
  readonly unit: string;
  readonly picture: string;
  readonly taxPercent: 0 | 9 | 13;
  /** Of the size with factor 1. */
  readonly yuan: number;
  readonly brands: readonly Word[];
  readonly varieties: readonly Word[];
  /** `500ml×1.4`: what the packet says, and its price against the smallest. */
  readonly sizes: string;
};

/** @param lines each `kind ; unit ; picture ; yuan ; varieties ; sizes`. */
function families(
  category: string,
  taxPercent: Family['taxPercent'],
  makers: readonly Word[],
  lines: string,
): Family[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [kind = '', unit = '', picture = '', yuan = '', varieties = '', sizes = ''] = line
        .trim()
        .split(' ; ');
      return {
        category: word(category),
        kind: word(kind),
        unit,
        picture,
        taxPercent,
        yuan: Number(yuan),
        brands: makers,
        varieties: words(varieties),
        sizes,
      };
    });
}

const drinks = '饮料|飲料|Drinks';
const snacks = '零食|Snacks';
const instant = '方便速食|方便速食|Noodles';
const staples = '粮油调味|糧油調味|Staples';
const dairy = '乳品|Dairy';
const bakery = '烘焙|Bakery';
const frozen = '冷冻|冷凍|Frozen';
const alcohol = '酒类|酒類|Alcohol';
const household = '家居日用|Household';
const care = '个人护理|個人護理|Personal care';
const stationery = '文具|Stationery';

export const packedFamilies: readonly Family[] = [
  ...families(
    drinks,
    13,
    brands.drinks,
    `
    矿泉水|礦泉水|mineral water ; 瓶 ; bottle ; 1.5 ; 天然|natural, 弱碱性|弱鹼性|alkaline ; 380ml×1 550ml×1.3 1.5L×2.4 5L×6
    苏打水|蘇打水|soda water ; 瓶 ; bottle ; 3.5 ; 原味|plain, 柠檬|檸檬|lemon, 白桃|white peach, 青瓜|cucumber ; 400ml×1 1L×2
    汽水|soft drink ; 罐 ; can ; 2.5 ; 橙味|orange, 荔枝|lychee, 葡萄|grape, 柠檬|檸檬|lemon, 菠萝|鳳梨|pineapple ; 330ml×1 500ml×1.4 1.25L×2.6
    可乐|可樂|cola ; 罐 ; can ; 2.5 ; 经典|經典|classic, 无糖|無糖|sugar-free ; 330ml×1 500ml×1.3 2L×3
    果汁|juice ; 盒 ; juice ; 4 ; 橙|柳橙|orange, 苹果|蘋果|apple, 葡萄|grape, 芒果|mango, 西柚|葡萄柚|grapefruit, 混合|mixed ; 250ml×1 1L×3.2
    咖啡|coffee ; 瓶 ; coffee ; 5 ; 拿铁|拿鐵|latte, 美式|Americano, 摩卡|mocha, 卡布奇诺|卡布奇諾|cappuccino ; 268ml×1 480ml×1.6
    运动饮料|運動飲料|sports drink ; 瓶 ; bottle ; 4.5 ; 青柠|青檸|lime, 葡萄柚|grapefruit, 水蜜桃|peach ; 500ml×1 1L×1.8`,
  ),
  ...families(
    drinks,
    13,
    brands.tea,
    `
    茶饮料|茶飲料|bottled tea ; 瓶 ; tea ; 3.5 ; 绿|綠|green, 红|紅|black, 茉莉|jasmine, 乌龙|烏龍|oolong, 柠檬|檸檬|lemon, 无糖普洱|無糖普洱|unsweetened pu’er ; 330ml×1 500ml×1.3 1L×2.2
    茶叶|茶葉|loose tea ; 罐 ; tea ; 38 ; 龙井|龍井|Longjing, 铁观音|鐵觀音|Tieguanyin, 茉莉|jasmine, 大红袍|大紅袍|Dahongpao, 普洱|pu’er ; 100g×1 250g×2.3`,
  ),
  ...families(
    snacks,
    13,
    brands.snacks,
    `
    薯片|洋芋片|crisps ; 袋 ; chips ; 5 ; 原味|original, 番茄|tomato, 黄瓜|黃瓜|cucumber, 烧烤|燒烤|barbecue, 麻辣|spicy, 海苔|seaweed ; 45g×1 75g×1.5 135g×2.4
    饼干|餅乾|biscuits ; 盒 ; biscuit ; 6 ; 牛奶|milk, 苏打|蘇打|soda, 巧克力夹心|巧克力夾心|chocolate cream, 芝麻|sesame, 全麦|全麥|wholewheat ; 100g×1 300g×2.3
    巧克力|chocolate ; 块 ; chocolate ; 8 ; 牛奶|milk, 黑|dark, 榛子|hazelnut, 抹茶|matcha ; 40g×1 80g×1.8
    软糖|軟糖|gummies ; 袋 ; candy ; 5 ; 草莓|strawberry, 葡萄|grape, 酸奶|優格|yoghurt, 混合|mixed ; 50g×1 120g×2
    硬糖|hard candy ; 袋 ; candy ; 4 ; 薄荷|mint, 话梅|話梅|plum, 柠檬|檸檬|lemon, 椰子|coconut ; 60g×1 150g×2.2
    坚果|堅果|nuts ; 袋 ; nuts ; 12 ; 每日混合|daily mixed, 腰果|cashew, 巴旦木|杏仁果|almond, 开心果|開心果|pistachio ; 100g×1 250g×2.3
    瓜子|葵瓜子|sunflower seeds ; 袋 ; nuts ; 6 ; 原香|original, 焦糖|caramel, 五香|five-spice ; 108g×1 308g×2.4
    牛肉干|牛肉乾|beef jerky ; 袋 ; meat ; 15 ; 五香|five-spice, 麻辣|spicy, 沙爹|satay ; 50g×1 100g×1.9`,
  ),
  ...families(
    instant,
    13,
    brands.noodles,
    `
    杯面|杯麵|cup noodles ; 杯 ; noodle-cup ; 5 ; 红烧牛肉|紅燒牛肉|braised beef, 老坛酸菜|老壇酸菜|pickled cabbage, 海鲜|海鮮|seafood, 番茄|tomato, 香辣|spicy ; 65g×1 110g×1.4
    袋面|袋麵|instant noodles ; 袋 ; noodles ; 3 ; 红烧牛肉|紅燒牛肉|braised beef, 老坛酸菜|老壇酸菜|pickled cabbage, 鸡汤|雞湯|chicken soup, 葱油|蔥油|scallion oil ; 100g×1 5连包×4.5
    米粉|rice noodles ; 袋 ; noodles ; 6 ; 螺蛳|螺螄|river snail, 酸辣|hot and sour, 桂林|Guilin ; 280g×1 330g×1.2
    自热米饭|自熱米飯|self-heating rice ; 盒 ; rice ; 16 ; 鱼香肉丝|魚香肉絲|Yuxiang pork, 咖喱牛肉|curry beef, 腊味|臘味|cured meat ; 300g×1
    粥|congee ; 罐 ; can ; 4 ; 八宝|八寶|eight-treasure, 小米南瓜|millet and pumpkin, 绿豆|綠豆|mung bean ; 280g×1 360g×1.3`,
  ),
  ...families(
    staples,
    9,
    brands.staples,
    `
    大米|rice ; 袋 ; rice ; 16 ; 东北|東北|Northeast, 长粒香|長粒香|long-grain, 泰国香|泰國香|Thai jasmine ; 2.5kg×1 5kg×1.9 10kg×3.7
    面粉|麵粉|flour ; 袋 ; rice ; 9 ; 高筋|strong, 中筋|all-purpose, 低筋|cake ; 1kg×1 2.5kg×2.2
    食用油|cooking oil ; 桶 ; oil ; 18 ; 花生|peanut, 大豆|soybean, 玉米|corn, 菜籽|rapeseed ; 900ml×1 1.8L×1.9 5L×4.6
    食盐|食鹽|salt ; 袋 ; sauce ; 2.5 ; 加碘|iodised, 海|sea ; 250g×1 400g×1.4`,
  ),
  ...families(
    staples,
    13,
    brands.staples,
    `
    酱油|醬油|soy sauce ; 瓶 ; sauce ; 8 ; 生抽|light, 老抽|dark, 薄盐|薄鹽|low-salt ; 500ml×1 1L×1.8
    醋|vinegar ; 瓶 ; sauce ; 6 ; 陈|陳年|aged, 米|rice, 白|white ; 420ml×1 800ml×1.7
    辣酱|辣醬|chilli sauce ; 瓶 ; sauce ; 9 ; 香辣|spicy, 豆豉|black bean, 蒜蓉|garlic ; 210g×1 280g×1.3`,
  ),
  ...families(
    dairy,
    13,
    brands.dairy,
    `
    纯牛奶|純牛奶|milk ; 盒 ; milk ; 3 ; 全脂|whole, 低脂|low-fat, 高钙|高鈣|high-calcium ; 200ml×1 250ml×1.2 1L×4
    酸奶|優格|yoghurt ; 杯 ; yoghurt ; 4 ; 原味|plain, 草莓|strawberry, 黄桃|黃桃|peach, 蓝莓|藍莓|blueberry, 燕麦|燕麥|oat ; 100g×1 200g×1.7
    奶酪|起司|cheese ; 盒 ; cheese ; 12 ; 原味|plain, 草莓|strawberry, 切片|sliced ; 90g×1 200g×2
    豆浆|豆漿|soy milk ; 盒 ; carton ; 3.5 ; 原味|plain, 黑豆|black bean, 红枣|紅棗|jujube ; 250ml×1 1L×3
    乳酸菌饮料|乳酸菌飲料|probiotic drink ; 瓶 ; yoghurt ; 3 ; 原味|plain, 芒果|mango, 草莓|strawberry ; 100ml×1 340ml×2.2`,
  ),
  ...families(
    bakery,
    13,
    brands.bakery,
    `
    吐司|toast bread ; 袋 ; bread ; 8 ; 原味|plain, 全麦|全麥|wholewheat, 牛奶|milk, 提子|raisin ; 300g×1 450g×1.4
    面包|麵包|bun ; 个 ; bread ; 4 ; 豆沙|red bean, 肉松|肉鬆|pork floss, 椰蓉|coconut, 奶酥|butter ; 80g×1 4个装×3.6
    蛋糕|cake ; 盒 ; cake ; 10 ; 戚风|戚風|chiffon, 巧克力|chocolate, 红枣|紅棗|jujube, 瑞士卷|瑞士捲|Swiss roll ; 150g×1 320g×2
    月饼|月餅|mooncake ; 个 ; cake ; 6 ; 莲蓉|蓮蓉|lotus, 五仁|five-nut, 豆沙|red bean ; 80g×1 125g×1.5`,
  ),
  ...families(
    frozen,
    13,
    brands.frozen,
    `
    水饺|水餃|dumplings ; 袋 ; dumpling ; 14 ; 猪肉白菜|豬肉白菜|pork and cabbage, 韭菜鸡蛋|韭菜雞蛋|leek and egg, 三鲜|三鮮|three delicacies, 虾仁|蝦仁|prawn ; 450g×1 1kg×2
    汤圆|湯圓|rice balls ; 袋 ; dumpling ; 10 ; 黑芝麻|black sesame, 花生|peanut, 豆沙|red bean ; 320g×1 500g×1.4
    雪糕|ice cream ; 支 ; ice-cream ; 4 ; 香草|vanilla, 巧克力|chocolate, 绿豆|綠豆|mung bean, 芒果|mango, 抹茶|matcha ; 65g×1 4支装×3.6
    鱼丸|魚丸|fish balls ; 袋 ; fish ; 13 ; 原味|plain, 包心|stuffed ; 250g×1 500g×1.9`,
  ),
  ...families(
    alcohol,
    13,
    brands.alcohol,
    `
    啤酒|beer ; 罐 ; beer ; 4 ; 清爽|light, 纯生|純生|draft, 黑|dark, 小麦|小麥|wheat ; 330ml×1 500ml×1.4
    白酒|baijiu ; 瓶 ; liquor ; 28 ; 42度|42%, 52度|52% ; 250ml×1 500ml×1.9
    葡萄酒|wine ; 瓶 ; wine ; 48 ; 干红|乾紅|dry red, 干白|乾白|dry white, 桃红|桃紅|rosé ; 375ml×1 750ml×1.7
    米酒|rice wine ; 瓶 ; liquor ; 12 ; 原味|plain, 桂花|osmanthus ; 480ml×1`,
  ),
  ...families(
    household,
    13,
    brands.household,
    `
    抽纸|抽取式衛生紙|tissues ; 包 ; tissue ; 4 ; 原木|natural, 柔韧|柔韌|soft, 加厚|thick ; 100抽×1 3包装×2.8
    卷纸|捲筒衛生紙|toilet rolls ; 提 ; tissue ; 15 ; 三层|三層|3-ply, 四层|四層|4-ply ; 4卷×1 10卷×2.2
    洗衣液|洗衣精|laundry liquid ; 瓶 ; detergent ; 18 ; 薰衣草|lavender, 除菌|antibacterial, 柔顺|柔順|softening ; 1kg×1 2kg×1.8
    洗洁精|洗碗精|washing-up liquid ; 瓶 ; detergent ; 7 ; 柠檬|檸檬|lemon, 绿茶|綠茶|green tea ; 500g×1 1.1kg×1.8
    垃圾袋|bin bags ; 卷 ; bag ; 6 ; 加厚|thick, 抽绳|抽繩|drawstring ; 30只×1 90只×2.5
    电池|電池|batteries ; 卡 ; battery ; 9 ; 5号|3號|AA, 7号|4號|AAA ; 2节×1 4节×1.8
    湿巾|濕紙巾|wet wipes ; 包 ; tissue ; 5 ; 婴儿|嬰兒|baby, 厨房|廚房|kitchen, 除菌|antibacterial ; 10片×1 80片×2.4
    保鲜膜|保鮮膜|cling film ; 卷 ; tape ; 8 ; 食品级|食品級|food-grade, 加厚|thick ; 20m×1 60m×2`,
  ),
  ...families(
    care,
    13,
    brands.care,
    `
    牙膏|toothpaste ; 支 ; toothbrush ; 9 ; 薄荷|mint, 美白|whitening, 茶洁|茶潔|tea, 儿童|兒童|children’s ; 90g×1 180g×1.7
    牙刷|toothbrush ; 支 ; toothbrush ; 6 ; 软毛|軟毛|soft, 细丝|細絲|slim, 儿童|兒童|children’s ; 单支×1 3支装×2.6
    香皂|soap ; 块 ; soap ; 4 ; 玫瑰|rose, 薄荷|mint, 牛奶|milk ; 100g×1 3块装×2.7
    洗发水|洗髮精|shampoo ; 瓶 ; shampoo ; 19 ; 去屑|anti-dandruff, 柔顺|柔順|smoothing, 控油|oil-control ; 200ml×1 400ml×1.8 750ml×3
    沐浴露|沐浴乳|shower gel ; 瓶 ; shampoo ; 17 ; 玫瑰|rose, 海盐|海鹽|sea salt, 牛奶|milk ; 250ml×1 720ml×2.5
    护手霜|護手霜|hand cream ; 支 ; shampoo ; 15 ; 玫瑰|rose, 洋甘菊|camomile ; 50g×1 100g×1.7`,
  ),
  ...families(
    stationery,
    13,
    brands.stationery,
    `
    中性笔|中性筆|gel pen ; 支 ; pen ; 2 ; 黑色|black, 蓝色|藍色|blue, 红色|紅色|red ; 0.5mm×1 0.38mm×1.1 12支装×10
    铅笔|鉛筆|pencil ; 支 ; pen ; 1 ; HB|HB, 2B|2B ; 单支×1 12支装×10
    笔记本|筆記本|notebook ; 本 ; notebook ; 5 ; 横线|橫線|ruled, 方格|squared, 空白|plain ; A5×1 B5×1.4 A4×1.8
    胶带|膠帶|sticky tape ; 卷 ; tape ; 3 ; 透明|clear, 双面|雙面|double-sided ; 12mm×1 18mm×1.4`,
  ),
];
