import * as v from 'valibot';
import { benchSnapshot } from './bench/snapshot.ts';
import { demoCards } from './commands.ts';
import { failureCodes } from './failure.ts';
import {
  hopNames,
  paymentScreens,
  payWays,
  providerIds,
  tenderKinds,
  walletIds,
} from './payments/names.ts';
import { codeAsked, payWayShown, refundShown } from './payments/snapshot.ts';
import {
  basisPoints,
  discount,
  id,
  language,
  localName,
  minor,
  theme,
  timestamp,
} from './values.ts';

/** What main shows. A snapshot is whole: the page draws it and keeps nothing of its own. */

const failureShown = v.object({
  code: v.picklist(failureCodes),
  data: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
});
export type FailureShown = v.InferOutput<typeof failureShown>;

export const roles = ['cashier', 'manager', 'technician'] as const;
export const staffShown = v.object({ id, name: v.string(), role: v.picklist(roles) });
export type StaffShown = v.InferOutput<typeof staffShown>;

export const lineShown = v.object({
  id,
  itemId: id,
  code: v.nullable(v.string()),
  name: localName,
  unit: v.string(),
  soldBy: v.picklist(['count', 'weight']),
  picture: v.nullable(v.string()),
  quantityMilli: v.number(),
  unitPriceMinor: minor,
  /** The catalogue's price, when it was overridden. */
  listPriceMinor: minor,
  discount: v.nullable(discount),
  /** Quantity by price, before any discount. */
  grossMinor: minor,
  /** What the line's own discount takes off, as a positive amount. */
  discountMinor: minor,
  /** What remains before the sale's discount. */
  amountMinor: minor,
  taxRateBasisPoints: basisPoints,
});
export type LineShown = v.InferOutput<typeof lineShown>;

export const tenderShown = v.object({
  id,
  kind: v.picklist(tenderKinds),
  provider: v.nullable(v.string()),
  amountMinor: minor,
  /** Cash handed over; the same as `amountMinor` for a wallet. */
  tenderedMinor: minor,
});
export type TenderShown = v.InferOutput<typeof tenderShown>;

export const totalsShown = v.object({
  subtotalMinor: minor,
  lineDiscountMinor: minor,
  saleDiscountMinor: minor,
  taxes: v.array(v.object({ rateBasisPoints: basisPoints, baseMinor: minor, taxMinor: minor })),
  taxMinor: minor,
  totalMinor: minor,
});
export type TotalsShown = v.InferOutput<typeof totalsShown>;

export const basketShown = v.object({
  saleId: id,
  lines: v.array(lineShown),
  /** The line that the last scan or tap changed. */
  lastLineId: v.nullable(id),
  discount: v.nullable(discount),
  totals: totalsShown,
  tenders: v.array(tenderShown),
  dueMinor: minor,
  /** What is due in cash, where small coins are rounded away. */
  dueCashMinor: minor,
  canUndo: v.boolean(),
});
export type BasketShown = v.InferOutput<typeof basketShown>;

/** One wallet payment that is going on, or whose end has not been seen by the cashier yet. */
export const paymentShown = v.object({
  attemptId: id,
  provider: v.picklist(providerIds),
  way: v.picklist(payWays),
  /** Whose wallet it is, when the code or the provider has said so. */
  wallet: v.nullable(v.picklist(walletIds)),
  orderNumber: v.string(),
  amountMinor: minor,
  phase: v.picklist([
    'asking', // sent, no answer yet
    'showing', // the customer is to scan what is shown, or to pay the link
    'waiting', // the customer must do something on the phone
    'unknown', // no clear answer: asking again
    'reversing', // being undone, or the money given back
    'paid',
    'failed',
    'reversed',
    'unverified', // taken for paid on a supervisor's word
    'unresolved', // nobody says any more what became of it; a person decides
    'late', // found paid after it was given up; a person decides
  ]),
  /** What the customer scans, or the link's address. */
  shown: v.nullable(v.string()),
  startedAt: timestamp,
  /** When the waiting ends by itself and the reversal begins. */
  deadlineAt: v.nullable(timestamp),
  canStop: v.boolean(),
  /** A supervisor may take the customer's word, by the shop's rule. */
  canAccept: v.boolean(),
  failure: v.nullable(failureShown),
});
export type PaymentShown = v.InferOutput<typeof paymentShown>;

export const doneShown = v.object({
  saleId: id,
  receiptNumber: v.string(),
  totalMinor: minor,
  tenders: v.array(tenderShown),
  changeMinor: minor,
  printing: v.picklist(['none', 'queued', 'printing', 'printed', 'interrupted', 'expired']),
});
export type DoneShown = v.InferOutput<typeof doneShown>;

/** A quiet card beside the sale: something failed that must not stop it. */
export const noticeShown = v.object({
  id,
  kind: v.picklist(['refused', 'attention', 'information']),
  code: v.string(),
  data: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  /** What the card's button does. */
  action: v.nullable(
    v.object({ kind: v.picklist(['reprint', 'resume-sale', 'search']), value: v.string() }),
  ),
  at: timestamp,
});
export type NoticeShown = v.InferOutput<typeof noticeShown>;

export const deviceHealth = ['ready', 'attention', 'off', 'none'] as const;

export const statusShown = v.object({
  hub: v.object({
    state: v.picklist(['online', 'offline', 'paused', 'none']),
    unsent: v.number(),
    unsentSince: v.nullable(timestamp),
    reason: v.nullable(v.string()),
    /** Where the line to it is broken, when that is known. */
    hop: v.nullable(v.picklist(hopNames)),
  }),
  printer: v.object({ health: v.picklist(deviceHealth), reason: v.nullable(v.string()) }),
  scanner: v.object({ health: v.picklist(deviceHealth), reason: v.nullable(v.string()) }),
  drawer: v.object({ health: v.picklist(deviceHealth), reason: v.nullable(v.string()) }),
  wallet: v.object({ health: v.picklist(deviceHealth), reason: v.nullable(v.string()) }),
  deviceProcess: v.picklist(['up', 'restarting']),
});
export type StatusShown = v.InferOutput<typeof statusShown>;

export const scaleShown = v.object({
  /** The stable weight that lies on it now. */
  reading: v.nullable(v.object({ id, milligrams: v.number() })),
  /** Why there is none: `device.unstable` while the goods move. Null while nobody watches. */
  failure: v.nullable(v.picklist(failureCodes)),
});
export type ScaleShown = v.InferOutput<typeof scaleShown>;

export const screens = [
  'sign-in',
  'shift-open',
  'sale',
  'pay',
  'done',
  'today',
  'devices',
  'shift-close',
  ...paymentScreens,
  'unsafe',
] as const;

export const tillSnapshot = v.object({
  revision: v.number(),
  screen: v.picklist(screens),
  language,
  theme,
  isDemo: v.boolean(),
  now: timestamp,
  store: v.object({
    name: localName,
    currency: v.string(),
    timeZone: v.string(),
    pricesIncludeTax: v.boolean(),
    quickNotesMinor: v.array(minor),
    wallets: v.array(v.string()),
  }),
  /** Who held a badge before the reader and has not typed the PIN yet. */
  badgeStaffId: v.nullable(id),
  terminalNumber: v.string(),
  staff: v.nullable(staffShown),
  shift: v.nullable(
    v.object({
      id,
      businessDay: v.string(),
      openedAt: timestamp,
      floatMinor: minor,
      saleCount: v.number(),
    }),
  ),
  basket: v.nullable(basketShown),
  /** How much the next wallet payment takes; null for all that is due. */
  splitMinor: v.nullable(minor),
  payment: v.nullable(paymentShown),
  /** Every way to pay but cash, those that are unavailable too. */
  ways: v.array(payWayShown),
  /** What main wants to know about a scanned payment code. */
  ask: v.nullable(codeAsked),
  /** On the refund screen. */
  refund: v.nullable(refundShown),
  /** Payments and refunds whose end is not known or not agreed. */
  doubts: v.number(),
  done: v.nullable(doneShown),
  /** Null for a terminal without a scale. */
  scale: v.nullable(scaleShown),
  suspended: v.array(
    v.object({ saleId: id, at: timestamp, lineCount: v.number(), totalMinor: minor }),
  ),
  catalogue: v.object({ version: v.string(), items: v.number(), updatedAt: v.nullable(timestamp) }),
  status: statusShown,
  notices: v.array(noticeShown),
  /** Why the terminal does not sell, on the `unsafe` screen. */
  fault: v.nullable(failureShown),
});
export type TillSnapshot = v.InferOutput<typeof tillSnapshot>;

/** The customer's window: never staff, never another customer. */
export const customerSnapshot = v.object({
  revision: v.number(),
  phase: v.picklist(['idle', 'basket', 'pay', 'show', 'waiting', 'refused', 'thanks', 'closed']),
  language,
  theme,
  storeName: localName,
  currency: v.string(),
  lines: v.array(lineShown),
  lastLineId: v.nullable(id),
  totals: v.nullable(totalsShown),
  dueMinor: minor,
  changeMinor: minor,
  paidMinor: minor,
  payment: v.nullable(paymentShown),
});
export type CustomerSnapshot = v.InferOutput<typeof customerSnapshot>;

export const deviceKinds = ['scanner', 'printer', 'drawer', 'display', 'scale', 'reader'] as const;

export const deviceShown = v.object({
  id,
  kind: v.picklist(deviceKinds),
  state: v.picklist(['closed', 'opening', 'open', 'lost']),
  health: v.picklist(deviceHealth),
  reason: v.nullable(v.string()),
  /** Where it is: a device path or host and port. */
  path: v.string(),
  lastIn: v.nullable(v.object({ hex: v.string(), text: v.string(), at: timestamp })),
  lastOut: v.nullable(v.object({ hex: v.string(), text: v.string(), at: timestamp })),
  lastSuccessAt: v.nullable(timestamp),
  lastFailureAt: v.nullable(timestamp),
  lastFailure: v.nullable(v.string()),
});
export type DeviceShown = v.InferOutput<typeof deviceShown>;

export const devicesSnapshot = v.object({ devices: v.array(deviceShown) });
export type DevicesSnapshot = v.InferOutput<typeof devicesSnapshot>;

/** What the demo panel shows of the world outside. */
export const demoSnapshot = v.object({
  printer: v.picklist(['ready', 'paper-out', 'cover-open', 'unplugged']),
  isScannerPlugged: v.boolean(),
  card: v.nullable(v.picklist(demoCards)),
  /** Null while it moves. */
  scaleGrams: v.nullable(v.number()),
  /** The two lines that the customer's display shows. */
  display: v.tuple([v.string(), v.string()]),
  isOnline: v.boolean(),
  scannerPath: v.string(),
  /** PNG pictures of the newest papers, newest first, as data URLs. */
  papers: v.array(v.string()),
  staff: v.array(v.object({ name: v.string(), pin: v.string() })),
});
export type DemoSnapshot = v.InferOutput<typeof demoSnapshot>;

export const sounds = ['item', 'not-found', 'paid', 'refused', 'attention'] as const;
export const soundEvent = v.object({ sound: v.picklist(sounds) });
export type SoundEvent = v.InferOutput<typeof soundEvent>;

/** Everything main pushes, by topic. */
export const topics = {
  till: tillSnapshot,
  customer: customerSnapshot,
  devices: devicesSnapshot,
  /** To a manager or a technician on the devices screen. */
  bench: benchSnapshot,
  demo: demoSnapshot,
  sound: soundEvent,
} as const;

export type TopicName = keyof typeof topics;
export type TopicPayload<Name extends TopicName> = v.InferOutput<(typeof topics)[Name]>;
