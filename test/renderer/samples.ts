import type {
  CategoryShown,
  DayReport,
  ItemTile,
  ReceiptDocument,
} from '../../main/contract/queries.ts';
import type {
  BasketShown,
  CustomerSnapshot,
  DemoSnapshot,
  DevicesSnapshot,
  LineShown,
  PaymentShown,
  StaffShown,
  TillSnapshot,
} from '../../main/contract/snapshots.ts';
import type { LocalName } from '../../main/contract/values.ts';

/** A shop in the middle of its day, as main would show it. Monday 2 March 2026, 14:32 in Shanghai. */
export const at = Date.UTC(2026, 2, 2, 6, 32, 10);
const minuteMs = 60_000;

export const staff: readonly StaffShown[] = [
  { id: 'staff-1', name: '李娜', role: 'cashier' },
  { id: 'staff-2', name: '王强', role: 'cashier' },
  { id: 'staff-3', name: '陈静', role: 'manager' },
  { id: 'staff-4', name: 'Tomás', role: 'technician' },
];

type Goods = readonly [zh: string, en: string, priceMinor: number, picture: string | null];

const goods: readonly Goods[] = [
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

function named(zh: string, en: string): LocalName {
  return { 'zh-CN': zh, en };
}

const weighed = new Set(['apple', 'banana', 'tomato']);

function tile(place: number): ItemTile {
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

function line(place: number, quantityMilli: number, discountMinor = 0): LineShown {
  const { id: itemId, categoryId: _, priceMinor, ...item } = tile(place);
  const grossMinor = Math.round((priceMinor * quantityMilli) / 1_000);
  return {
    ...item,
    id: `line-${place}`,
    itemId,
    quantityMilli,
    unitPriceMinor: priceMinor,
    listPriceMinor: priceMinor,
    discount: discountMinor > 0 ? { kind: 'amount', amountMinor: discountMinor } : null,
    grossMinor,
    discountMinor,
    amountMinor: grossMinor - discountMinor,
    taxRateBasisPoints: 1_300,
  };
}

export function basketOf(lines: readonly LineShown[], offMinor = 0): BasketShown {
  const subtotalMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const totalMinor = subtotalMinor - offMinor;
  const taxMinor = Math.round((totalMinor * 13) / 113);
  return {
    saleId: 'sale-1',
    lines: [...lines],
    lastLineId: lines.at(-1)?.id ?? null,
    discount: offMinor > 0 ? { kind: 'amount', amountMinor: offMinor } : null,
    totals: {
      subtotalMinor,
      lineDiscountMinor: lines.reduce((sum, { discountMinor }) => sum + discountMinor, 0),
      saleDiscountMinor: offMinor,
      taxes: [{ rateBasisPoints: 1_300, baseMinor: totalMinor - taxMinor, taxMinor }],
      taxMinor,
      totalMinor,
    },
    tenders: [],
    dueMinor: totalMinor,
    dueCashMinor: totalMinor,
    canUndo: true,
  };
}

export const basket = basketOf(
  [line(0, 2_000), line(1, 1_000), line(4, 1_358), line(3, 3_000, 150), line(6, 1_000)],
  100,
);

export const largeBasket = basketOf(
  Array.from({ length: 14 }, (_, place) =>
    line(place, weighed.has(goods[place]?.[3] ?? '') ? 2_405 : 24_000),
  ),
);

export const till: TillSnapshot = {
  revision: 1,
  screen: 'sale',
  language: 'zh-CN',
  theme: 'light',
  isDemo: true,
  now: at,
  store: {
    name: named('街角便利店 人民路店', 'Corner Store, Renmin Road'),
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    pricesIncludeTax: true,
    quickNotesMinor: [1_000, 2_000, 5_000, 10_000],
    wallets: ['wechat'],
  },
  terminalNumber: 'T01',
  staff: { id: 'staff-1', name: '李娜', role: 'cashier' },
  shift: {
    id: 'shift-1',
    businessDay: '2026-03-02',
    openedAt: at - 400 * minuteMs,
    floatMinor: 30_000,
    saleCount: 42,
  },
  basket,
  splitMinor: null,
  payment: null,
  done: null,
  suspended: [],
  catalogue: { version: '7', items: 2_140, updatedAt: at - 200 * minuteMs },
  status: {
    hub: { state: 'online', unsent: 0, unsentSince: null, reason: null },
    printer: { health: 'ready', reason: null },
    scanner: { health: 'ready', reason: null },
    drawer: { health: 'ready', reason: null },
    wallet: { health: 'ready', reason: null },
    deviceProcess: 'up',
  },
  notices: [],
  fault: null,
};

export function payment(change: Partial<PaymentShown>): PaymentShown {
  return {
    attemptId: 'attempt-1',
    provider: 'wechat',
    amountMinor: basket.dueMinor,
    phase: 'asking',
    startedAt: at - 12_000,
    deadlineAt: at + 33_000,
    canStop: true,
    failure: null,
    ...change,
  };
}

const wallet = {
  id: 'tender-2',
  kind: 'wallet',
  provider: 'wechat',
  amountMinor: 2_000,
  tenderedMinor: 2_000,
} as const;

/** Every screen, and the states of it that look different. */
export const screens = {
  'sign-in': { screen: 'sign-in', staff: null, shift: null, basket: null },
  'shift-open': { screen: 'shift-open', shift: null, basket: null },
  'sale-empty': { basket: null },
  sale: {
    suspended: [{ saleId: 'sale-9', at: at - 9 * minuteMs, lineCount: 3, totalMinor: 4_560 }],
  },
  'sale-troubled': {
    basket: largeBasket,
    status: {
      ...till.status,
      hub: {
        state: 'offline',
        unsent: 12,
        unsentSince: at - 31 * minuteMs,
        reason: 'net.unreachable',
      },
      printer: { health: 'attention', reason: 'device.paper-out' },
      wallet: { health: 'off', reason: 'payment.provider-unreachable' },
    },
    notices: [
      {
        id: 'n1',
        kind: 'attention',
        code: 'device.paper-out',
        action: { kind: 'reprint', value: 'sale-8' },
        at,
      },
      {
        id: 'n2',
        kind: 'refused',
        code: 'item-not-found',
        data: { code: '6999999999997' },
        action: { kind: 'search', value: 'kl' },
        at,
      },
    ],
  },
  pay: { screen: 'pay' },
  'pay-rest': {
    screen: 'pay',
    basket: {
      ...basket,
      tenders: [wallet],
      dueMinor: basket.dueMinor - 2_000,
      dueCashMinor: basket.dueMinor - 2_000,
    },
    splitMinor: 1_000,
  },
  'pay-asking': { screen: 'pay', payment: payment({}) },
  'pay-waiting': { screen: 'pay', payment: payment({ phase: 'waiting' }) },
  'pay-unknown': { screen: 'pay', payment: payment({ phase: 'unknown' }) },
  'pay-reversing': {
    screen: 'pay',
    payment: payment({ phase: 'reversing', canStop: false, deadlineAt: null }),
  },
  'pay-failed': {
    screen: 'pay',
    payment: payment({ phase: 'failed', failure: { code: 'payment.not-enough-funds' } }),
  },
  done: {
    screen: 'done',
    basket: null,
    done: {
      saleId: 'sale-1',
      receiptNumber: 'T01-000043',
      totalMinor: basket.dueMinor,
      tenders: [
        {
          id: 'tender-1',
          kind: 'cash',
          provider: null,
          amountMinor: basket.dueMinor,
          tenderedMinor: 10_000,
        },
      ],
      changeMinor: 10_000 - basket.dueMinor,
      printing: 'printed',
    },
  },
  'shift-close': { screen: 'shift-close', basket: null },
  today: { screen: 'today', basket: null },
  devices: { screen: 'devices', basket: null },
  unsafe: {
    screen: 'unsafe',
    staff: null,
    shift: null,
    basket: null,
    fault: {
      code: 'settings.broken',
      data: {
        path: '/var/lib/saoma/settings.json',
        reason: 'printer.port: expected a number, received "91OO"',
      },
    },
  },
} as const satisfies Record<string, Partial<TillSnapshot>>;

const receiptLines = [
  ['center', '街角便利店 人民路店', 'double'],
  ['left', '销售小票'.padEnd(24 - 4) + ''.padEnd(4) + 'T01-000043'.padStart(20)],
  ['left', '-'.repeat(48)],
  ['left', `可口可乐 330ml${' '.repeat(14)}2 x 3.00${' '.repeat(8)}6.00`],
  ['left', `红富士苹果${' '.repeat(10)}1.358 kg x 9.98${' '.repeat(8)}13.55`],
  ['left', `康师傅红烧牛肉面${' '.repeat(12)}3 x 4.50${' '.repeat(7)}13.50`],
  ['left', `  优惠${' '.repeat(37)}-1.50`],
  ['left', '-'.repeat(48)],
] as const;

export const receipt: ReceiptDocument = {
  widthCells: 48,
  blocks: [
    ...receiptLines.map(([align, text, size]) => ({
      kind: 'line' as const,
      align,
      text,
      size: size ?? ('normal' as const),
    })),
    { kind: 'line', text: '合计 ¥45.33', align: 'right', isBold: true, size: 'tall' },
    { kind: 'feed', lines: 1 },
    { kind: 'qr', data: 'https://example.test/invoice/T01-000043', moduleDots: 6 },
    { kind: 'line', text: '扫码开具发票', align: 'center' },
    { kind: 'barcode', symbology: 'code128', data: 'T01-000043', heightDots: 60 },
    { kind: 'line', text: '谢谢惠顾，欢迎再来', align: 'center' },
    { kind: 'cut' },
  ],
};

const byHour = [0, 0, 0, 0, 0, 0, 0, 3, 8, 6, 5, 9, 14, 7, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0];

export const report: DayReport = {
  businessDay: '2026-03-02',
  currency: 'CNY',
  saleCount: 56,
  grossMinor: 218_460,
  discountMinor: 6_230,
  taxMinor: 24_416,
  netMinor: 212_230,
  byTender: [
    { kind: 'wallet', provider: 'wechat', count: 39, amountMinor: 158_930 },
    { kind: 'cash', provider: null, count: 18, amountMinor: 53_300 },
  ],
  byHour: byHour.map((count, hour) => ({
    hour,
    count,
    amountMinor: count * 3_790 + hour * count * 11,
  })),
  cash: { floatMinor: 30_000, salesMinor: 53_300, expectedMinor: 83_300 },
  lastSales: Array.from({ length: 8 }, (_, place) => ({
    saleId: `sale-${place}`,
    receiptNumber: `T01-0000${43 - place}`,
    at: at - place * 7 * minuteMs,
    staffName: '李娜',
    lineCount: 1 + (place % 4),
    totalMinor: 1_250 + place * 830,
    tenders: [place % 3 === 0 ? { ...wallet, kind: 'cash' as const, provider: null } : wallet],
  })),
};

export const devices: DevicesSnapshot = {
  devices: [
    {
      id: 'scanner-1',
      kind: 'scanner',
      state: 'open',
      health: 'ready',
      reason: null,
      path: '/dev/serial/by-id/usb-Honeywell_1900_20014B1234-if00',
      lastIn: {
        hex: '36 39 30 31 32 33 34 35 36 37 38 39 32 0d 0a',
        text: '6901234567892␍␊',
        at: at - 42_000,
      },
      lastOut: null,
      lastSuccessAt: at - 42_000,
      lastFailureAt: null,
      lastFailure: null,
    },
    {
      id: 'printer-1',
      kind: 'printer',
      state: 'open',
      health: 'attention',
      reason: 'device.paper-out',
      path: '192.168.1.87:9100',
      lastIn: { hex: '16 12 72 12', text: '␖␒r␒', at: at - 3_000 },
      lastOut: { hex: '10 04 01 10 04 02 10 04 04', text: '␐␄␁␐␄␂␐␄␄', at: at - 3_100 },
      lastSuccessAt: at - 260_000,
      lastFailureAt: at - 3_000,
      lastFailure: 'device.paper-out',
    },
    {
      id: 'drawer-1',
      kind: 'drawer',
      state: 'open',
      health: 'ready',
      reason: null,
      path: 'printer-1 · pin 2',
      lastIn: null,
      lastOut: { hex: '1b 70 00 19 fa', text: '␛p␀␙ú', at: at - 600_000 },
      lastSuccessAt: at - 600_000,
      lastFailureAt: null,
      lastFailure: null,
    },
  ],
};

export const demo: DemoSnapshot = {
  printer: 'ready',
  isScannerPlugged: true,
  isOnline: true,
  scannerPath: '/dev/pts/4',
  papers: [],
  staff: [
    { name: '李娜', pin: '1111' },
    { name: '王强', pin: '2222' },
    { name: '陈静', pin: '8888' },
    { name: 'Tomás', pin: '9999' },
  ],
};

export const customer: CustomerSnapshot = {
  revision: 1,
  phase: 'basket',
  language: 'zh-CN',
  theme: 'light',
  storeName: till.store.name,
  currency: 'CNY',
  lines: [...basket.lines],
  lastLineId: basket.lastLineId,
  totals: basket.totals,
  dueMinor: basket.dueMinor,
  changeMinor: 0,
  paidMinor: 0,
  payment: null,
};

/** Every phase of the customer's window. */
export const customerPhases = {
  idle: { phase: 'idle', lines: [], totals: null },
  basket: {},
  pay: { phase: 'pay' },
  waiting: { phase: 'waiting', payment: payment({ phase: 'waiting' }) },
  refused: {
    phase: 'refused',
    payment: payment({ phase: 'failed', failure: { code: 'payment.not-enough-funds' } }),
  },
  thanks: { phase: 'thanks', paidMinor: basket.dueMinor, changeMinor: 10_000 - basket.dueMinor },
} as const satisfies Record<string, Partial<CustomerSnapshot>>;
