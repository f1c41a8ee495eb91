import * as v from 'valibot';
import { id } from '../contract/values.ts';

/** The devices of a terminal as settings name them; `main/devices/resolve.ts` makes a driver's configuration of each. */
const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const profileName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/));

const serial = v.strictObject({
  type: v.literal('serial'),
  path,
  baudRate: v.pipe(v.number(), v.integer(), v.minValue(300), v.maxValue(4_000_000)),
  dataBits: v.picklist([7, 8]),
  stopBits: v.picklist([1, 2]),
  parity: v.picklist(['none', 'even', 'odd']),
  flowControl: v.exactOptional(v.picklist(['rts-cts', 'xon-xoff'])),
});
const tcp = v.strictObject({ type: v.literal('tcp'), host: v.string(), port });
const characterDevice = v.strictObject({ type: v.literal('character-device'), path });
const cups = v.strictObject({ type: v.literal('cups'), queue: path });
const hid = v.strictObject({ type: v.literal('hid'), path });
/** The wire of a simulated HID device. */
const hidSocket = v.strictObject({ type: v.literal('hid-socket'), path });
const throughPrinter = v.strictObject({ type: v.literal('printer'), printer: id });

export const deviceSettings = v.variant('kind', [
  v.strictObject({
    id,
    kind: v.literal('scanner'),
    transport: v.variant('type', [serial, hid, hidSocket]),
    /** `payment` reads customers' phones, `goods` everything else; `any` when absent. */
    role: v.exactOptional(v.picklist(['any', 'goods', 'payment'])),
    /** How a HID scanner's reports are laid out. */
    profile: v.exactOptional(profileName),
    prefix: v.exactOptional(v.string()),
    suffix: v.exactOptional(v.string()),
  }),
  v.strictObject({
    id,
    kind: v.literal('printer'),
    transport: v.variant('type', [serial, tcp, characterDevice, cups]),
    profile: profileName,
    /** How Chinese goes over the wire, in the place of what the profile says: the probe's answer. */
    cjk: v.exactOptional(v.picklist(['gb18030', 'gbk', 'utf8', 'none'])),
    role: v.exactOptional(v.picklist(['receipt', 'kitchen', 'label'])),
  }),
  v.strictObject({
    id,
    kind: v.literal('drawer'),
    printer: id,
    pin: v.picklist([2, 5]),
    /** Level of the connector's pin 3 while it is open; learned in set-up. */
    openLevel: v.exactOptional(v.picklist([0, 1])),
    leftOpenMs: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1_000))),
  }),
  v.strictObject({
    id,
    kind: v.literal('display'),
    transport: v.variant('type', [serial, tcp, throughPrinter]),
    protocol: v.picklist(['cd5220', 'escpos']),
    charset: v.picklist(['ascii', 'gb18030']),
  }),
  v.strictObject({
    id,
    kind: v.literal('scale'),
    transport: v.variant('type', [serial, tcp, hid, hidSocket]),
    protocol: v.picklist(['toledo-8217', 'nci', 'mt-sics', 'hid']),
  }),
  v.strictObject({
    id,
    kind: v.literal('reader'),
    transport: v.variant('type', [hid, hidSocket]),
    protocol: v.picklist(['neo2', 'mms']),
    /** Reads cards by itself, as they come; for badges at sign-in. */
    isPolling: v.exactOptional(v.boolean()),
  }),
]);

export type DeviceSettings = v.InferOutput<typeof deviceSettings>;
