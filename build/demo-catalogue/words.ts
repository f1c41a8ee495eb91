/** A name in simplified Chinese, traditional Chinese and English. */
export type Word = { readonly cn: string; readonly tw: string; readonly en: string };

/** `可乐|可樂|cola`; two parts when both kinds of Chinese are written alike. */
export function word(text: string): Word {
  const [cn = '', second = '', third] = text.split('|');
  return third === undefined ? { cn, tw: cn, en: second } : { cn, tw: second, en: third };
}

/** Words separated by commas. */
export function words(text: string): Word[] {
  return text.split(',').map((part) => word(part.trim()));
}

/** Invented makers: no shop sells these. */
export const brands = {
  drinks: words('清泉|Qingquan, 晨露|Chenlu, 山野|Shanye, 蓝湾|藍灣|Lanwan, 甘泉谷|Ganquangu'),
  tea: words('云雾|雲霧|Yunwu, 采茶坊|採茶坊|Caichafang, 茗山|Mingshan, 山间|山間|Shanjian'),
  snacks: words(
    '小松果|Pinecone, 乐咔|樂咔|Leka, 阿香婆婆|Axiang, 麦小满|麥小滿|Maixiaoman, 果乐家|果樂家|Guolejia',
  ),
  noodles: words(
    '面馆街|麵館街|Noodle Street, 老灶头|老灶頭|Laozao, 一碗香|Yiwanxiang, 巷味|Xiangwei',
  ),
  staples: words(
    '金穗|Jinsui, 丰禾|豐禾|Fenghe, 田园人|田園人|Tianyuanren, 好灶台|好灶臺|Haozaotai',
  ),
  dairy: words(
    '草原晨|Caoyuanchen, 牧歌|Muge, 白云牧场|白雲牧場|Baiyun, 小牛犊|小牛犢|Little Calf',
  ),
  bakery: words(
    '麦香村|麥香村|Maixiangcun, 巷口烘焙|Alley Bakery, 晨麦|晨麥|Chenmai, 暖炉|暖爐|Warm Oven',
  ),
  frozen: words('冰河|Binghe, 家宴|Jiayan, 雪屋|Snow Hut, 北国鲜|北國鮮|Beiguoxian'),
  alcohol: words('江畔|Jiangpan, 古窖坊|Gujiaofang, 北麦|北麥|Beimai, 南岭|南嶺|Nanling'),
  household: words(
    '净家|淨家|Jingjia, 白鸽|白鴿|White Dove, 柔云|柔雲|Rouyun, 洁雅居|潔雅居|Jieyaju',
  ),
  care: words('雪肌|Xueji, 草木集|Caomuji, 齿语|齒語|Chiyu, 沐语|沐語|Muyu'),
  stationery: words('墨点|墨點|Modian, 书桌|書桌|Shuzhuo, 方寸|Fangcun, 小学堂|小學堂|Xiaoxuetang'),
} as const;
