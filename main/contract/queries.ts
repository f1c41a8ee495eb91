import * as v from 'valibot';
import { benchQueries } from './bench/queries.ts';
import { limits } from './limits.ts';
import { tenderKinds } from './payments/names.ts';
import { paymentQueries } from './payments/queries.ts';
import { devicesSnapshot, staffShown, tenderShown, topics } from './snapshots.ts';
import { amountMinor, id, localName, minor, timestamp } from './values.ts';

/** What a page may ask to see. A query changes nothing. */
const nothing = v.strictObject({});

export const itemTile = v.object({
  id,
  name: localName,
  categoryId: id,
  unit: v.string(),
  soldBy: v.picklist(['count', 'weight']),
  priceMinor: amountMinor,
  picture: v.nullable(v.string()),
  /** The first of its codes. */
  code: v.nullable(v.string()),
});
export type ItemTile = v.InferOutput<typeof itemTile>;

export const categoryShown = v.object({ id, name: localName, picture: v.nullable(v.string()) });
export type CategoryShown = v.InferOutput<typeof categoryShown>;

/** One block of a receipt, laid out in character cells; the printer and the preview draw the same blocks. */
export const receiptBlock = v.variant('kind', [
  v.object({
    kind: v.literal('line'),
    text: v.string(),
    align: v.picklist(['left', 'center', 'right']),
    isBold: v.optional(v.boolean()),
    size: v.optional(v.picklist(['normal', 'tall', 'double'])),
  }),
  v.object({ kind: v.literal('qr'), data: v.string(), moduleDots: v.number() }),
  v.object({
    kind: v.literal('barcode'),
    symbology: v.picklist(['ean13', 'code128']),
    data: v.string(),
    heightDots: v.number(),
  }),
  v.object({
    kind: v.literal('image'),
    widthDots: v.number(),
    heightDots: v.number(),
    /** One bit a dot, rows padded to whole bytes, base64. */
    bits: v.string(),
  }),
  v.object({ kind: v.literal('feed'), lines: v.number() }),
  v.object({ kind: v.literal('cut') }),
]);
export type ReceiptBlock = v.InferOutput<typeof receiptBlock>;

export const receiptDocument = v.object({
  widthCells: v.number(),
  blocks: v.array(receiptBlock),
});
export type ReceiptDocument = v.InferOutput<typeof receiptDocument>;

export const saleRow = v.object({
  saleId: id,
  receiptNumber: v.string(),
  at: timestamp,
  staffName: v.string(),
  lineCount: v.number(),
  totalMinor: minor,
  tenders: v.array(tenderShown),
});
export type SaleRow = v.InferOutput<typeof saleRow>;

/** What came in or went out by one way to pay. */
const byTender = v.array(
  v.object({
    kind: v.picklist(tenderKinds),
    provider: v.nullable(v.string()),
    count: v.number(),
    amountMinor: minor,
  }),
);

export const dayReport = v.object({
  businessDay: v.string(),
  currency: v.string(),
  saleCount: v.number(),
  grossMinor: minor,
  discountMinor: minor,
  /** In the sales, refunds not taken off. */
  taxMinor: minor,
  /** Sales less refunds. */
  netMinor: minor,
  /** Sales alone. */
  byTender,
  /** Completed on this day, whenever their sales were. */
  refunds: v.object({
    count: v.number(),
    amountMinor: minor,
    taxMinor: minor,
    /** By the way the money went, rounded to coins where it went in cash. */
    byTender,
  }),
  /** 24 rows, the store's local hours. */
  byHour: v.array(v.object({ hour: v.number(), count: v.number(), amountMinor: minor })),
  /** In the drawer: the float and cash sales, less what was refunded in cash. */
  cash: v.object({
    floatMinor: minor,
    salesMinor: minor,
    refundsMinor: minor,
    expectedMinor: minor,
  }),
  lastSales: v.array(saleRow),
});
export type DayReport = v.InferOutput<typeof dayReport>;

export const queries = {
  'till.snapshot': { input: nothing, output: topics.till },
  'customer.snapshot': { input: nothing, output: topics.customer },
  'devices.snapshot': { input: nothing, output: devicesSnapshot },
  'demo.snapshot': { input: nothing, output: topics.demo },
  'staff.list': { input: nothing, output: v.array(staffShown) },
  'catalogue.categories': { input: nothing, output: v.array(categoryShown) },
  'catalogue.browse': {
    input: v.strictObject({
      categoryId: v.nullable(id),
      offset: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      limit: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(limits.pageOfItems)),
    }),
    output: v.object({ items: v.array(itemTile), total: v.number() }),
  },
  'catalogue.search': {
    input: v.strictObject({ text: v.pipe(v.string(), v.maxLength(60)) }),
    output: v.array(itemTile),
  },
  /** Null for the open business day. */
  'report.day': {
    input: v.strictObject({ businessDay: v.nullable(v.string()) }),
    output: dayReport,
  },
  /** Of a finished sale, or of a finished refund by its own id. */
  'receipt.preview': { input: v.strictObject({ saleId: id }), output: receiptDocument },
  ...paymentQueries,
  ...benchQueries,
} as const;

export type QueryName = keyof typeof queries;
export type QueryInput<Name extends QueryName> = v.InferOutput<(typeof queries)[Name]['input']>;
export type QueryOutput<Name extends QueryName> = v.InferOutput<(typeof queries)[Name]['output']>;

export function isQueryName(name: string): name is QueryName {
  return Object.hasOwn(queries, name);
}
