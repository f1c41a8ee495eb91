import type {
  AccountShown,
  DifferenceShown,
  ReconciledDay,
} from '../../main/contract/payments/queries.ts';
import type { QueryOutput } from '../../main/contract/queries.ts';
import { sampleTime as at } from './sample-records.ts';

/** Accounts of two merchants in every state, and a fortnight of their statements. */

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type Key = AccountShown['keys'][number];

function key(name: Key['key'], change: Partial<Key> = {}): Key {
  return {
    key: name,
    isSet: true,
    fingerprint: '3f9a1c7be0d24586',
    setAt: at - 200 * dayMs,
    expiresAt: null,
    isListening: false,
    ...change,
  };
}

const missing = { isSet: false, fingerprint: null, setAt: null };

const wechat: AccountShown = {
  accountId: 'wechat',
  provider: 'wechat',
  merchantId: 'north',
  merchantName: '杭州扫码便利店有限公司',
  merchantNumber: '1900006891',
  terminalNumber: 'T01',
  origin: 'https://api.mch.weixin.qq.com',
  isOffered: true,
  isReady: true,
  failure: null,
  keys: [
    key('merchant-key'),
    key('merchant-certificate', { expiresAt: at + 12 * dayMs }),
    key('platform-key', { isListening: true }),
  ],
  test: { at: at - 30_000, state: 'good', failure: null },
};

export const accountList: QueryOutput<'account.list'> = {
  activeMerchantId: 'north',
  accounts: [
    wechat,
    {
      ...wechat,
      accountId: 'alipay',
      provider: 'alipay',
      merchantNumber: '2021004112345678',
      origin: 'https://openapi.alipay.com',
      isReady: false,
      failure: 'account.key-invalid',
      keys: [key('merchant-key', missing), key('platform-key')],
      test: null,
    },
    {
      ...wechat,
      accountId: 'unionpay',
      provider: 'unionpay',
      merchantNumber: '898330153990001',
      terminalNumber: '33019921',
      origin: 'https://gateway.acquirer.example',
      keys: [key('merchant-key'), key('platform-key')],
      test: { at: at - 90_000, state: 'bad', failure: 'payment.provider-unreachable' },
    },
    {
      ...wechat,
      accountId: 'static',
      provider: 'static',
      merchantNumber: '',
      terminalNumber: null,
      origin: null,
      isOffered: false,
      keys: [],
      test: null,
    },
    {
      ...wechat,
      accountId: 'wechat-south',
      merchantId: 'south',
      merchantName: 'South Gate Fruit & Vegetables Company Limited',
      merchantNumber: '1900007123',
      keys: [
        key('merchant-key'),
        key('merchant-certificate', { expiresAt: at - dayMs }),
        key('platform-key'),
      ],
      test: { at, state: 'asking', failure: null },
    },
  ],
};

const noRows = { count: 0, amountMinor: 0 };

function unread(
  accountId: string,
  provider: ReconciledDay['provider'],
  day: string,
): ReconciledDay {
  return {
    accountId,
    provider,
    day,
    state: 'none',
    failure: null,
    rowsRead: 0,
    importedAt: null,
    closedAt: null,
    closedBy: null,
    matched: noRows,
    refunded: noRows,
    elsewhere: noRows,
    feeMinor: 0,
    netMinor: 0,
    openDifferences: 0,
    differences: 0,
  };
}

const read = {
  state: 'open',
  importedAt: at - 4 * hourMs,
  matched: { count: 1_312, amountMinor: 15_893_040 },
  refunded: { count: 4, amountMinor: 31_250 },
  elsewhere: { count: 807, amountMinor: 9_480_015 },
  feeMinor: 60_273,
  netMinor: 15_801_517,
} as const satisfies Partial<ReconciledDay>;

const closed = { ...read, state: 'closed', closedAt: at - 3 * hourMs, closedBy: '陈静' } as const;

export const reconciledDays: QueryOutput<'reconcile.days'> = [
  unread('wechat', 'wechat', '2026-03-02'),
  unread('alipay', 'alipay', '2026-03-02'),
  unread('unionpay', 'unionpay', '2026-03-02'),
  unread('wechat-south', 'wechat', '2026-03-02'),
  { ...unread('wechat', 'wechat', '2026-03-01'), ...read, openDifferences: 5, differences: 61 },
  { ...unread('alipay', 'alipay', '2026-03-01'), ...read },
  { ...unread('unionpay', 'unionpay', '2026-03-01'), state: 'reading', rowsRead: 412_900 },
  {
    ...unread('wechat-south', 'wechat', '2026-03-01'),
    state: 'failed',
    failure: 'statement.not-ready',
  },
  { ...unread('wechat', 'wechat', '2026-02-28'), ...closed, differences: 1 },
  { ...unread('alipay', 'alipay', '2026-02-28'), ...closed },
  {
    ...unread('unionpay', 'unionpay', '2026-02-28'),
    state: 'failed',
    failure: 'statement.unreadable',
  },
  { ...unread('wechat-south', 'wechat', '2026-02-28'), ...closed },
];

function difference(change: Partial<DifferenceShown>, place: number): DifferenceShown {
  return {
    differenceId: `difference-${place}`,
    kind: 'ours-only',
    of: 'payment',
    orderNumber: `0190a8f000007000800000000000000${place}`,
    providerRef: `420000224620260301473829105${place}`,
    attemptId: `attempt-${place}`,
    oursMinor: 2_350,
    theirsMinor: 2_350,
    at: at - dayMs - place * 47 * 60_000,
    resolution: null,
    reason: null,
    resolvedBy: null,
    ...change,
  };
}

/** The first page of a bad day. */
export const differences: QueryOutput<'reconcile.differences'> = {
  total: 61,
  rows: [
    difference({ kind: 'theirs-only', oursMinor: null, attemptId: null }, 0),
    difference({ kind: 'ours-only', theirsMinor: null }, 1),
    difference({ kind: 'amount-differs', of: 'refund', theirsMinor: 2_530 }, 2),
    difference({ kind: 'state-differs', oursMinor: null, theirsMinor: 1_299_900 }, 3),
    difference({ kind: 'twice' }, 4),
    difference(
      {
        kind: 'ours-only',
        of: 'refund',
        theirsMinor: null,
        resolution: 'found-later',
        reason: '已在商户平台核对',
        resolvedBy: '陈静',
      },
      5,
    ),
  ],
};

export const inbox: QueryOutput<'inbox.list'> = [
  { file: 'apiclient_key.pem', bytes: 1_704, changedAt: at - 5 * 60_000 },
  { file: '1900006891All2026-03-01_2026-03-02.csv.gz', bytes: 4_310_778, changedAt: at - hourMs },
  {
    file: '20882012345678900156_20260301_业务明细.zip',
    bytes: 812_400,
    changedAt: at - 2 * hourMs,
  },
];
