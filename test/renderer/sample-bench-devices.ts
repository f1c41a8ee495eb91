import type { BenchDevice, HealthShown } from '../../main/contract/bench/snapshot.ts';
import { sampleTime as at } from './sample-records.ts';

export const dayMs = 86_400_000;

const healthy: HealthShown = {
  level: 'internal',
  at: at - 90_000,
  durationMs: 3,
  isHealthy: true,
  codes: ['healthy'],
  facts: { connection: 'open', 'milliseconds since the last byte': 42_000 },
};

const well = {
  role: null,
  model: null,
  connection: 'open',
  lifecycle: 'enabled',
  power: 'online',
  identity: {},
  lastSuccessAt: at - 42_000,
  lastFailure: null,
  counters: [],
  health: [healthy],
  running: null,
  result: null,
} as const satisfies Partial<BenchDevice>;

const counters = (values: Readonly<Record<string, readonly [number, number]>>) =>
  Object.entries(values).map(([name, [today, life]]) => ({ name, today, life }));

const scanner: BenchDevice = {
  ...well,
  health: [...well.health],
  id: 'scanner-1',
  kind: 'scanner',
  role: 'goods',
  model: 'Honeywell 1900',
  path: 'usb:0c2e:0b61:20014B1234',
  identity: { vendor: 'Honeywell', product: 'Xenon 1900', 'serial number': '20014B1234' },
  counters: counters({
    GoodScanCount: [412, 182_304],
    CommunicationErrorCount: [0, 3],
    HoursPoweredCount: [6, 8_211],
  }),
};

const printer: BenchDevice = {
  ...well,
  id: 'printer-1',
  kind: 'printer',
  role: 'receipt',
  model: '80 mm, GB 18030',
  path: '192.168.1.87:9100',
  power: 'offline',
  identity: { firmware: '1.04 ESC/POS', product: 'POS-80' },
  lastSuccessAt: at - 260_000,
  lastFailure: { at: at - 3_000, code: 'device.paper-out' },
  counters: counters({
    ReceiptLinePrintedCount: [3_190, 1_204_551],
    ReceiptCharacterPrintedCount: [88_102, 41_022_911],
    PaperCutCount: [118, 60_214],
    FailedPaperCutCount: [0, 1],
    ReceiptCoverOpenCount: [2, 511],
    CommunicationErrorCount: [4, 39],
  }),
  health: [
    { ...healthy, isHealthy: false, codes: ['paper-out', 'paper-near-end'] },
    {
      level: 'external',
      at: at - 2 * dayMs,
      durationMs: 1_840,
      isHealthy: true,
      codes: ['printed-strip'],
      facts: { profile: '80mm', waiting: 0 },
    },
  ],
  result: {
    test: 'ruler',
    at: at - 61_000,
    failure: null,
    facts: { confirmation: 'accepted' },
  },
};

const drawer: BenchDevice = {
  ...well,
  health: [],
  id: 'drawer-1',
  kind: 'drawer',
  path: 'printer-1 · pin 2',
  power: 'unknown',
  counters: counters({ DrawerGoodOpenCount: [58, 30_117], DrawerFailedOpenCount: [0, 2] }),
  result: { test: 'level', at: at - 30_000, failure: null, facts: { level: 1 } },
};

const display: BenchDevice = {
  ...well,
  health: [...well.health],
  id: 'display-1',
  kind: 'display',
  model: 'CD5220',
  path: 'usb:067b:2303@1-1.4',
  counters: counters({ OnlineTransitionCount: [1, 96] }),
};

const scale: BenchDevice = {
  ...well,
  health: [...well.health],
  id: 'scale-1',
  kind: 'scale',
  model: 'Toledo 8217',
  path: 'usb:0403:6001:A10KZP9X',
  connection: 'lost',
  lifecycle: 'error',
  power: 'off-offline',
  lastFailure: { at: at - 9_000, code: 'device.offline' },
  counters: counters({ GoodWeightReadCount: [77, 20_002], FailedWeightReadCount: [1, 60] }),
  result: { test: 'weigh', at: at - 95_000, failure: null, facts: { weight: '1.234 kg' } },
};

const reader: BenchDevice = {
  ...well,
  health: [...well.health],
  id: 'reader-1',
  kind: 'reader',
  model: 'NEO 2',
  path: 'usb:0acd:3810:828T000123',
  lifecycle: 'busy',
  running: 'card',
  identity: { firmware: 'VP3300 NEO v1.01.147', 'serial number': '828T000123' },
  counters: counters({ GoodReadCount: [12, 4_010], FailedReadCount: [1, 122] }),
};

/** One of each kind, some well and some not. */
export const benchDevices: readonly BenchDevice[] = [
  scanner,
  printer,
  drawer,
  display,
  scale,
  reader,
];
