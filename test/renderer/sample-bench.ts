import type { TraceRow } from '../../main/contract/bench/queries.ts';
import type { BenchSnapshot, FoundShown, HealthShown } from '../../main/contract/bench/snapshot.ts';
import { benchDevices, dayMs } from './sample-bench-devices.ts';
import { sampleTime as at } from './sample-records.ts';

/** A terminal on a technician's bench. */
const found: readonly FoundShown[] = [
  {
    interface: 'serial',
    node: '/dev/ttyACM0',
    path: 'usb:0c2e:0b61:20014B1234',
    title: 'Honeywell Xenon 1900',
    serialNumber: '20014B1234',
    portPath: '1-2.3',
    kinds: ['scanner'],
    profile: 'honeywell-serial',
    deviceId: 'scanner-1',
  },
  {
    interface: 'hid',
    node: '/dev/hidraw2',
    path: 'usb:1eab:0c10@1-2.4',
    title: 'Newland NLS-FR40',
    serialNumber: null,
    portPath: '1-2.4',
    kinds: ['scanner'],
    profile: null,
    deviceId: null,
  },
  {
    interface: 'serial',
    node: '/dev/ttyUSB0',
    path: 'usb:067b:2303@1-1.4',
    title: 'Prolific PL2303 USB-Serial',
    serialNumber: null,
    portPath: '1-1.4',
    kinds: [],
    profile: null,
    deviceId: null,
  },
];

const scanned = {
  deviceId: 'scanner-1',
  aim: ']E0',
  symbology: 'EAN-13',
  checkDigit: 'right',
  gs1: [],
  gapsMs: [],
  advice: null,
} as const;

export const bench: BenchSnapshot = {
  devices: [...benchDevices],
  run: { done: 2, total: 6 },
  finding: { at: at - 5_000, isBusy: false, devices: [...found], failure: null },
  autoBaud: {
    path: 'usb:0c2e:0b61:20014B1234',
    isBusy: false,
    baudRate: 115_200,
    code: '6901234567892',
    failure: null,
  },
  learningRole: 'goods',
  probe: {
    deviceId: 'printer-1',
    lines: [
      { number: 1, cjk: 'gb18030' },
      { number: 2, cjk: 'gbk' },
      { number: 3, cjk: 'utf8' },
    ],
    chosen: null,
  },
  scans: [
    {
      ...scanned,
      gapsMs: [],
      gs1: [
        { ai: '01', value: '06901234567892' },
        { ai: '17', value: '260331' },
        { ai: '10', value: 'A2B-77' },
        { ai: '3103', value: '001250' },
      ],
      at: at - 42_000,
      code: '010690123456789217260331\u001d10A2B-77\u001d3103001250',
      aim: ']d2',
      symbology: 'GS1 DataMatrix',
      advice: 'send-gs',
    },
    {
      ...scanned,
      gs1: [],
      gapsMs: [12, 11, 14, 12, 12, 48, 12, 11, 12, 13, 12, 12],
      at: at - 60_000,
      code: '6901234567892',
    },
    {
      ...scanned,
      gs1: [],
      gapsMs: [],
      at: at - 75_000,
      code: '6901234567893',
      checkDigit: 'wrong',
    },
    {
      ...scanned,
      gs1: [],
      gapsMs: [],
      at: at - 80_000,
      code: 'https://example.test/invoice/T01-000043?from=till',
      aim: ']Q1',
      symbology: 'QR Code',
      checkDigit: 'none',
    },
  ],
  cards: [
    {
      at: at - 20_000,
      deviceId: 'reader-1',
      kind: 'iso14443-4a',
      uid: '04a1b2c3d4e580',
      isRandomUid: false,
      ats: '0a78807102',
      balanceMinor: 4_350,
      cardNumber: '3104 8800 1234 5678 903',
      history: [
        { kind: 'purchase', amountMinor: 200, date: '2026-03-01', time: '18:02:11' },
        { kind: 'load', amountMinor: 5_000, date: '2026-02-27', time: '09:40:55' },
      ],
      ndef: [],
      badge: null,
    },
    {
      at: at - 50_000,
      deviceId: 'reader-1',
      kind: 'phone',
      uid: '08f3aa10',
      isRandomUid: true,
      ats: null,
      balanceMinor: null,
      cardNumber: null,
      history: [],
      ndef: ['https://example.test/member/8821', '会员 8821'],
      badge: { kind: 'member', id: 'member-8821' },
    },
  ],
  soak: {
    deviceId: 'reader-1',
    isRunning: true,
    reads: 1_204,
    failures: 2,
    replugs: 0,
    medianMs: 212,
  },
  recording: {
    deviceId: 'printer-1',
    isRunning: false,
    transfers: 42,
    bytes: 18_230,
    path: '/var/lib/saoma/recordings/printer-1-2026-03-02T14-30-01.trace',
  },
  storage: {
    at: at - 600_000,
    path: '/var/lib/saoma/terminal.sqlite',
    databaseBytes: 84_213_760,
    walBytes: 1_236_992,
    freeBytes: 51_220_000_000,
    isIntact: true,
    syncs: [
      [250, 0],
      [500, 12],
      [1_000, 71],
      [2_000, 96],
      [4_000, 15],
      [8_000, 4],
      [16_000, 1],
      [32_000, 1],
    ].map(([upToUs = 0, count = 0]) => ({ upToUs, count })),
    syncMedianUs: 1_120,
    syncP99Us: 7_900,
  },
  isStorageBusy: false,
  drills: [
    {
      drill: 'disk-full',
      at: at - dayMs,
      isPassed: true,
      durationMs: 2_310,
      facts: { method: 'page-limit', stoppedWith: 'store.full', salesKept: 412, findings: 0 },
    },
  ],
  drillRunning: 'power-cut',
  network: {
    at: at - 30_000,
    isBusy: false,
    hops: [
      { hop: 'interface', isReachable: true, durationMs: 1, target: 'enp1s0', reason: null },
      { hop: 'gateway', isReachable: true, durationMs: 2, target: '192.168.1.1', reason: null },
      { hop: 'dns', isReachable: true, durationMs: 14, target: 'hub.example.test', reason: null },
      {
        hop: 'hub',
        isReachable: false,
        durationMs: 5_000,
        target: 'https://hub.example.test:8443',
        reason: 'timeout',
      },
      {
        hop: 'provider',
        isReachable: null,
        durationMs: null,
        target: 'api.mch.example.test',
        reason: null,
      },
    ],
  },
  clock: {
    now: at,
    timeZone: 'Asia/Shanghai',
    hubOffsetMs: 180,
    uptimeMs: 3 * dayMs + 4_320_000,
  },
  versions: {
    saoma: '0.1.0',
    node: '24.21.0',
    sqlite: '3.51.0',
    openssl: '3.5.4',
    chromium: '141.0.7390.54',
    system: 'Linux 6.12.48 x64',
    distribution: 'Debian GNU/Linux 13',
  },
  report: {
    at: at - 15_000,
    path: '/var/lib/saoma/reports/T01-2026-03-02T14-31-55.json',
    pagePath: '/var/lib/saoma/reports/T01-2026-03-02T14-31-55.html',
  },
  profiles: {
    printers: [
      { name: '58mm', title: '58 mm' },
      { name: '80mm', title: '80 mm' },
      { name: '80mm-utf8', title: '80 mm, UTF-8' },
    ],
    scanners: [
      { name: 'honeywell-serial', title: 'Honeywell, serial' },
      { name: 'hid-pos', title: 'HID POS' },
    ],
    broken: [
      { path: '/var/lib/saoma/profiles/printers/odd.json', reason: 'widthDots: expected a number' },
    ],
  },
};

/** The terminal as it starts: nothing looked at yet, no device of any kind. */
export const bareBench: BenchSnapshot = {
  ...bench,
  devices: [],
  run: null,
  finding: null,
  autoBaud: null,
  learningRole: null,
  probe: null,
  scans: [],
  cards: [],
  soak: null,
  recording: null,
  storage: null,
  drills: [],
  drillRunning: null,
  network: null,
  clock: { ...bench.clock, hubOffsetMs: null },
  report: null,
  profiles: { ...bench.profiles, broken: [] },
};

const wire = [
  ['out', '100401100402100404', 'DLE EOT 1  DLE EOT 2  DLE EOT 4'],
  ['in', '16321272', 'online, cover closed, paper near end'],
  ['out', '1b401c26', 'ESC @ initialise  FS & Chinese on'],
  [
    'out',
    'bdd6bdc7b1e3c0fbb5ea20c8cbc3f1c2b7b5ea0a2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d2d0a',
    '街角便利店 人民路店 ⏎ ---------------- ⏎',
  ],
  ['out', '1d564200', 'GS V 66 0 cut'],
  ['in', '14000f0f', 'automatic status: paper out'],
] as const;

export const trace: readonly TraceRow[] = Array.from({ length: 18 }, (_, place) => {
  const [direction, hex, decoded] = wire[place % wire.length] ?? wire[0];
  return {
    number: place + 1,
    at: at - (18 - place) * 417,
    direction,
    hex,
    byteCount: hex.length / 2,
    decoded,
  };
});

export const history: readonly HealthShown[] = Array.from({ length: 9 }, (_, place) => ({
  level: place % 3 === 2 ? 'external' : 'internal',
  at: at - place * 3 * dayMs,
  durationMs: place % 3 === 2 ? 1_820 : 3,
  isHealthy: place !== 4,
  codes: place === 4 ? ['no-answer', 'error'] : ['healthy'],
  facts: {},
}));
