import * as v from 'valibot';
import { approval, id, shortText } from '../values.ts';
import { benchLevels, benchTestNames } from './names.ts';

/**
 * What a technician asks of the bench. Each answers at once; what comes of it is pushed in the
 * bench's snapshot, because a device may take its time.
 */
const nothing = v.strictObject({});
const device = v.strictObject({ deviceId: id });

const address = v.variant('type', [
  v.strictObject({
    type: v.literal('serial'),
    path: shortText,
    baudRate: v.pipe(v.number(), v.integer(), v.minValue(300), v.maxValue(4_000_000)),
    dataBits: v.picklist([7, 8]),
    stopBits: v.picklist([1, 2]),
    parity: v.picklist(['none', 'even', 'odd']),
  }),
  v.strictObject({ type: v.literal('hid'), path: shortText }),
  v.strictObject({ type: v.literal('character-device'), path: shortText }),
  v.strictObject({
    type: v.literal('tcp'),
    host: shortText,
    port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  }),
  v.strictObject({ type: v.literal('cups'), queue: shortText }),
  /** A drawer, or a display wired through its printer. */
  v.strictObject({ type: v.literal('printer'), printer: id }),
]);
export type BindAddress = v.InferOutput<typeof address>;

export const benchCommands = {
  // health
  'bench.check-health': v.strictObject({ deviceId: id, level: v.picklist(benchLevels) }),
  'bench.check-all': v.strictObject({ level: v.picklist(['internal', 'external']) }),
  'bench.identify': device,
  'bench.test': v.strictObject({ deviceId: id, test: v.picklist(benchTestNames) }),

  // finding and binding
  'bench.find': nothing,
  'bench.auto-baud': v.strictObject({ path: shortText }),
  /** Adds a device, or puts another in the place of `deviceId`. Settings are written, then it starts. */
  'bench.bind': v.strictObject({
    deviceId: v.nullable(id),
    kind: v.picklist(['scanner', 'printer', 'drawer', 'display', 'scale', 'reader']),
    address,
    /** A printer's or scanner's profile, by name. */
    profile: v.nullable(shortText),
    /** A scanner's or printer's role. */
    role: v.nullable(v.picklist(['any', 'goods', 'payment', 'receipt', 'kitchen', 'label'])),
    /** A scale's, reader's or display's protocol. */
    protocol: v.nullable(
      v.picklist(['toledo-8217', 'nci', 'mt-sics', 'hid', 'neo2', 'mms', 'cd5220', 'escpos']),
    ),
  }),
  'bench.unbind': device,
  /** The next scan, whichever scanner it comes from, gives that scanner this role. */
  'bench.learn-scanner': v.strictObject({ role: v.picklist(['any', 'goods', 'payment']) }),
  /** The drawer stands as said: its level now is learned. */
  'bench.learn-drawer': v.strictObject({ deviceId: id, isOpen: v.boolean() }),

  // printer
  'bench.probe': device,
  /** Which numbered line was printed rightly; null for none of them. */
  'bench.probe-answer': v.strictObject({
    deviceId: id,
    line: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))),
  }),

  // wire
  'bench.send-raw': v.strictObject({
    deviceId: id,
    hex: v.pipe(v.string(), v.regex(/^([0-9a-f]{2}){1,512}$/)),
    approval,
  }),
  'bench.record': v.strictObject({ deviceId: id, isRecording: v.boolean() }),
  /** Reads a card again and again until stopped. */
  'bench.soak': v.strictObject({ deviceId: id, isRunning: v.boolean() }),

  // the terminal itself
  'bench.storage': nothing,
  'bench.drill': v.strictObject({ drill: v.picklist(['disk-full', 'power-cut']) }),
  'bench.network': nothing,
  'bench.report': nothing,
} as const;
