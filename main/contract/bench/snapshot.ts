import * as v from 'valibot';
import { failureCodes } from '../failure.ts';
import { id, timestamp } from '../values.ts';
import { benchLevels, benchTestNames } from './names.ts';

/** What the bench shows: whole, pushed when anything of it changes, while a technician looks. */
const counter = v.object({ name: v.string(), today: v.number(), life: v.number() });

export const healthShown = v.object({
  level: v.picklist(benchLevels),
  at: timestamp,
  durationMs: v.number(),
  isHealthy: v.boolean(),
  /** `health.<code>` in the language files; the first is the headline. */
  codes: v.array(v.string()),
  facts: v.record(v.string(), v.union([v.string(), v.number()])),
});
export type HealthShown = v.InferOutput<typeof healthShown>;

export const benchDevice = v.object({
  id,
  kind: v.picklist(['scanner', 'printer', 'drawer', 'display', 'scale', 'reader']),
  role: v.nullable(v.string()),
  /** Title of its profile, or its protocol. */
  model: v.nullable(v.string()),
  path: v.string(),
  connection: v.picklist(['closed', 'opening', 'open', 'lost']),
  lifecycle: v.picklist(['closed', 'claimed', 'enabled', 'busy', 'error']),
  power: v.picklist(['unknown', 'online', 'offline', 'off-offline']),
  /** Vendor, product, serial number, firmware: what the device said of itself. */
  identity: v.record(v.string(), v.string()),
  lastSuccessAt: v.nullable(timestamp),
  lastFailure: v.nullable(v.object({ at: timestamp, code: v.string() })),
  counters: v.array(counter),
  /** The newest of each level. */
  health: v.array(healthShown),
  /** What it is doing for the bench now. */
  running: v.nullable(v.union([v.picklist(benchLevels), v.picklist(benchTestNames)])),
  /** What came of the last test. */
  result: v.nullable(
    v.object({
      test: v.string(),
      at: timestamp,
      failure: v.nullable(v.picklist(failureCodes)),
      /** Values as they are to be shown, such as `weight: 1.234 kg`. */
      facts: v.record(v.string(), v.union([v.string(), v.number()])),
    }),
  ),
});
export type BenchDevice = v.InferOutput<typeof benchDevice>;

export const foundShown = v.object({
  interface: v.picklist(['serial', 'hid', 'usb-printer']),
  node: v.string(),
  path: v.string(),
  title: v.string(),
  serialNumber: v.nullable(v.string()),
  portPath: v.nullable(v.string()),
  kinds: v.array(v.string()),
  profile: v.nullable(v.string()),
  /** Already bound to this device. */
  deviceId: v.nullable(id),
});
export type FoundShown = v.InferOutput<typeof foundShown>;

export const scanShown = v.object({
  at: timestamp,
  deviceId: id,
  code: v.string(),
  aim: v.nullable(v.string()),
  symbology: v.nullable(v.string()),
  checkDigit: v.picklist(['right', 'wrong', 'none']),
  /** Element strings by application identifier; titles are `gs1.<ai>` or the identifier. */
  gs1: v.array(v.object({ ai: v.string(), value: v.string() })),
  /** Milliseconds between keys, of a keyboard wedge. */
  gapsMs: v.array(v.number()),
  /** The setting that would mend the reading, as `bench.advice.<code>`; null when it is good. */
  advice: v.nullable(v.string()),
});
export type ScanShown = v.InferOutput<typeof scanShown>;

export const cardShown = v.object({
  at: timestamp,
  deviceId: id,
  kind: v.string(),
  uid: v.string(),
  isRandomUid: v.boolean(),
  ats: v.nullable(v.string()),
  balanceMinor: v.nullable(v.number()),
  cardNumber: v.nullable(v.string()),
  history: v.array(
    v.object({
      kind: v.string(),
      amountMinor: v.number(),
      date: v.string(),
      time: v.string(),
    }),
  ),
  /** Texts and addresses on the card. */
  ndef: v.array(v.string()),
  /** The member or staff a signed token on it names; null without one that verifies. */
  badge: v.nullable(v.object({ kind: v.string(), id: v.string() })),
});
export type CardShown = v.InferOutput<typeof cardShown>;

export const storageShown = v.object({
  at: timestamp,
  path: v.string(),
  databaseBytes: v.number(),
  walBytes: v.number(),
  freeBytes: v.number(),
  isIntact: v.boolean(),
  /** Upper edge of each bucket in microseconds, and how many syncs fell into it. */
  syncs: v.array(v.object({ upToUs: v.number(), count: v.number() })),
  syncMedianUs: v.number(),
  syncP99Us: v.number(),
});

export const hopShown = v.object({
  hop: v.picklist(['interface', 'gateway', 'dns', 'hub', 'provider']),
  isReachable: v.nullable(v.boolean()),
  durationMs: v.nullable(v.number()),
  /** What it tried: an interface's name, an address, a host. */
  target: v.string(),
  reason: v.nullable(v.string()),
});

export const drillShown = v.object({
  drill: v.picklist(['disk-full', 'power-cut']),
  at: timestamp,
  isPassed: v.boolean(),
  durationMs: v.number(),
  facts: v.record(v.string(), v.union([v.string(), v.number()])),
});

export const benchSnapshot = v.object({
  devices: v.array(benchDevice),
  /** `run all`: how far it has come; null when it is not running. */
  run: v.nullable(v.object({ done: v.number(), total: v.number() })),
  finding: v.nullable(
    v.object({
      at: timestamp,
      isBusy: v.boolean(),
      devices: v.array(foundShown),
      /** Why nothing could be listed; null when it was. */
      failure: v.nullable(v.picklist(failureCodes)),
    }),
  ),
  autoBaud: v.nullable(
    v.object({
      path: v.string(),
      isBusy: v.boolean(),
      /** What was heard, with the rest of the line's settings; null when nothing readable came. */
      baudRate: v.nullable(v.number()),
      dataBits: v.optional(v.picklist([7, 8])),
      stopBits: v.optional(v.picklist([1, 2])),
      parity: v.optional(v.picklist(['none', 'even', 'odd'])),
      code: v.nullable(v.string()),
      failure: v.nullable(v.picklist(failureCodes)),
    }),
  ),
  /** The role that the next scan gives its scanner. */
  learningRole: v.nullable(v.string()),
  /** Lines that were printed and wait for a person's answer. */
  probe: v.nullable(
    v.object({
      deviceId: id,
      lines: v.array(v.object({ number: v.number(), cjk: v.string() })),
      /** What the profile became, once answered; null while it is asked. */
      chosen: v.nullable(v.string()),
    }),
  ),
  /** Newest first, at most 20. */
  scans: v.array(scanShown),
  cards: v.array(cardShown),
  soak: v.nullable(
    v.object({
      deviceId: id,
      isRunning: v.boolean(),
      reads: v.number(),
      failures: v.number(),
      replugs: v.number(),
      medianMs: v.number(),
    }),
  ),
  recording: v.nullable(
    v.object({
      deviceId: id,
      isRunning: v.boolean(),
      transfers: v.number(),
      bytes: v.number(),
      /** Where it was written; null while it runs. */
      path: v.nullable(v.string()),
    }),
  ),
  storage: v.nullable(storageShown),
  isStorageBusy: v.boolean(),
  drills: v.array(drillShown),
  drillRunning: v.nullable(v.picklist(['disk-full', 'power-cut'])),
  network: v.nullable(v.object({ at: timestamp, isBusy: v.boolean(), hops: v.array(hopShown) })),
  clock: v.object({
    now: timestamp,
    timeZone: v.string(),
    /** Hub's clock less ours; null when it has not answered yet. */
    hubOffsetMs: v.nullable(v.number()),
    uptimeMs: v.number(),
  }),
  versions: v.record(v.string(), v.string()),
  /** The newest signed report. */
  report: v.nullable(v.object({ at: timestamp, path: v.string(), pagePath: v.string() })),
  profiles: v.object({
    printers: v.array(v.object({ name: v.string(), title: v.string() })),
    scanners: v.array(v.object({ name: v.string(), title: v.string() })),
    broken: v.array(v.object({ path: v.string(), reason: v.string() })),
  }),
});
export type BenchSnapshot = v.InferOutput<typeof benchSnapshot>;
