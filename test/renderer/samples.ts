import type {
  BasketShown,
  CustomerSnapshot,
  DemoSnapshot,
  LineShown,
  PaymentShown,
  StaffShown,
  TillSnapshot,
} from '../../main/contract/snapshots.ts';
import { goods, named, tile, weighed } from './sample-goods.ts';
import { moneyScreens } from './sample-money.ts';
import { paidByWallet, sampleTime } from './sample-records.ts';

/** A shop in the middle of its day, as main would show it. */
export const at = sampleTime;
const minuteMs = 60_000;

export const staff: readonly StaffShown[] = [
  { id: 'staff-1', name: '李娜', role: 'cashier' },
  { id: 'staff-2', name: '王强', role: 'cashier' },
  { id: 'staff-3', name: '陈静', role: 'manager' },
  { id: 'staff-4', name: 'Tomás', role: 'technician' },
];

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

const offer = { merchant: '杭州扫码便利店有限公司', isAvailable: true, reason: null, hop: null };

/** A shop with an account of each kind, whose acquirer cannot be reached. */
const payWays: TillSnapshot['ways'] = [
  { ...offer, way: 'presented', accountId: 'wechat', provider: 'wechat', wallets: ['wechat'] },
  { ...offer, way: 'shown', accountId: 'wechat', provider: 'wechat', wallets: ['wechat'] },
  { ...offer, way: 'presented', accountId: 'alipay', provider: 'alipay', wallets: ['alipay'] },
  { ...offer, way: 'shown', accountId: 'alipay', provider: 'alipay', wallets: ['alipay'] },
  {
    ...offer,
    way: 'presented',
    accountId: 'unionpay',
    provider: 'unionpay',
    wallets: ['unionpay', 'ecny'],
    isAvailable: false,
    reason: 'payment.provider-unreachable',
    hop: 'gateway',
  },
  { ...offer, way: 'link', accountId: 'unionpay', provider: 'unionpay', wallets: ['unionpay'] },
  { ...offer, way: 'card', accountId: 'card', provider: 'card', wallets: [] },
  { ...offer, way: 'static', accountId: 'static', provider: 'static', wallets: ['wechat'] },
];

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
    wallets: ['wechat', 'alipay', 'unionpay', 'ecny'],
  },
  badgeStaffId: null,
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
  ways: payWays,
  ask: null,
  refund: null,
  doubts: 0,
  done: null,
  scale: { reading: { id: 'reading-1', milligrams: 1_250_000 }, failure: null },
  suspended: [],
  catalogue: { version: '7', items: 2_140, updatedAt: at - 200 * minuteMs },
  status: {
    hub: { state: 'online', unsent: 0, unsentSince: null, reason: null, hop: null },
    printer: { health: 'ready', reason: null },
    scanner: { health: 'ready', reason: null },
    drawer: { health: 'ready', reason: null },
    wallet: { health: 'ready', reason: null },
    deviceProcess: 'up',
  },
  notices: [],
  fault: null,
};

/** An EMVCo code with Chinese characters, as long as real ones are. */
export const shownCode =
  '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN' +
  '5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603' +
  '***0708A60086670902ME91320016A0112233449988770708123456786304A13A';

export function payment(change: Partial<PaymentShown>): PaymentShown {
  return {
    attemptId: 'attempt-1',
    provider: 'wechat',
    way: 'presented',
    wallet: 'wechat',
    orderNumber: '0190a8f0000070008000000000000001',
    shown: null,
    canAccept: false,
    amountMinor: basket.dueMinor,
    phase: 'asking',
    startedAt: at - 12_000,
    deadlineAt: at + 33_000,
    canStop: true,
    failure: null,
    ...change,
  };
}

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
    doubts: 3,
    status: {
      ...till.status,
      hub: {
        state: 'offline',
        unsent: 12,
        unsentSince: at - 31 * minuteMs,
        reason: 'net.unreachable',
        hop: 'gateway',
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
      tenders: [paidByWallet],
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
  'pay-showing': {
    screen: 'pay',
    payment: payment({ phase: 'showing', way: 'shown', shown: shownCode }),
  },
  'pay-link': {
    screen: 'pay',
    payment: payment({
      phase: 'showing',
      way: 'link',
      provider: 'unionpay',
      shown: 'https://pay.example.com/link/0190a8f0000070008000000000000001',
      deadlineAt: at + 24 * 60 * minuteMs,
    }),
  },
  'pay-card': {
    screen: 'pay',
    payment: payment({ way: 'card', provider: 'card', wallet: null }),
  },
  'pay-static': {
    screen: 'pay',
    payment: payment({ phase: 'showing', way: 'static', shown: shownCode, canAccept: true }),
  },
  'pay-unresolved': {
    screen: 'pay',
    payment: payment({ phase: 'unresolved', canStop: false, deadlineAt: null }),
  },
  'pay-late': { screen: 'pay', payment: payment({ phase: 'late' }) },
  'pay-which-wallet': {
    screen: 'pay',
    ask: {
      askId: 'ask-1',
      kind: 'which-wallet',
      hint: '0042',
      amountMinor: basket.dueMinor,
      wallets: ['wechat', 'alipay', 'unionpay', 'ecny'],
    },
  },
  'pay-confirm': {
    screen: 'pay',
    ask: {
      askId: 'ask-2',
      kind: 'confirm-amount',
      hint: '6789',
      amountMinor: 1_299_900,
      wallets: ['alipay'],
    },
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
  ...moneyScreens,
  devices: {
    screen: 'devices',
    basket: null,
    staff: { id: 'staff-4', name: 'Tomás', role: 'technician' },
  },
  reconcile: {
    screen: 'reconcile',
    basket: null,
    staff: { id: 'staff-3', name: '陈静', role: 'manager' },
  },
  accounts: {
    screen: 'accounts',
    basket: null,
    staff: { id: 'staff-3', name: '陈静', role: 'manager' },
  },
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

export const demo: DemoSnapshot = {
  printer: 'ready',
  isScannerPlugged: true,
  card: null,
  scaleGrams: 0,
  display: ['欢迎光临', 'Welcome'],
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
  show: {
    phase: 'show',
    payment: payment({ phase: 'showing', way: 'shown', shown: shownCode }),
  },
  refused: {
    phase: 'refused',
    payment: payment({ phase: 'failed', failure: { code: 'payment.not-enough-funds' } }),
  },
  thanks: { phase: 'thanks', paidMinor: basket.dueMinor, changeMinor: 10_000 - basket.dueMinor },
} as const satisfies Record<string, Partial<CustomerSnapshot>>;
