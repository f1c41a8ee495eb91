import type { DayReport, ReceiptDocument } from '../../main/contract/queries.ts';
import type { DevicesSnapshot } from '../../main/contract/snapshots.ts';

/** What the sample shop has on record: a receipt, a day, its devices. */

/** Monday 2 March 2026, 14:32 in Shanghai. */
export const sampleTime = Date.UTC(2026, 2, 2, 6, 32, 10);
const minuteMs = 60_000;

export const paidByWallet = {
  id: 'tender-2',
  kind: 'wallet',
  provider: 'wechat',
  amountMinor: 2_000,
  tenderedMinor: 2_000,
} as const;

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
  netMinor: 208_680,
  byTender: [
    { kind: 'wallet', provider: 'wechat', count: 39, amountMinor: 158_930 },
    { kind: 'cash', provider: null, count: 18, amountMinor: 53_300 },
  ],
  refunds: {
    count: 2,
    amountMinor: 3_550,
    taxMinor: 409,
    byTender: [
      { kind: 'cash', provider: null, count: 1, amountMinor: 1_200 },
      { kind: 'wallet', provider: 'wechat', count: 1, amountMinor: 2_350 },
    ],
  },
  byHour: byHour.map((count, hour) => ({
    hour,
    count,
    amountMinor: count * 3_790 + hour * count * 11,
  })),
  cash: { floatMinor: 30_000, salesMinor: 53_300, refundsMinor: 1_200, expectedMinor: 82_100 },
  lastSales: Array.from({ length: 8 }, (_, place) => ({
    saleId: `sale-${place}`,
    receiptNumber: `T01-0000${43 - place}`,
    at: sampleTime - place * 7 * minuteMs,
    staffName: '李娜',
    lineCount: 1 + (place % 4),
    totalMinor: 1_250 + place * 830,
    tenders: [
      place % 3 === 0 ? { ...paidByWallet, kind: 'cash' as const, provider: null } : paidByWallet,
    ],
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
        at: sampleTime - 42_000,
      },
      lastOut: null,
      lastSuccessAt: sampleTime - 42_000,
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
      lastIn: { hex: '16 12 72 12', text: '␖␒r␒', at: sampleTime - 3_000 },
      lastOut: { hex: '10 04 01 10 04 02 10 04 04', text: '␐␄␁␐␄␂␐␄␄', at: sampleTime - 3_100 },
      lastSuccessAt: sampleTime - 260_000,
      lastFailureAt: sampleTime - 3_000,
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
      lastOut: { hex: '1b 70 00 19 fa', text: '␛p␀␙ú', at: sampleTime - 600_000 },
      lastSuccessAt: sampleTime - 600_000,
      lastFailureAt: null,
      lastFailure: null,
    },
  ],
};
