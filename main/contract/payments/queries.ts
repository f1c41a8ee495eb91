import * as v from 'valibot';
import { failureCodes } from '../failure.ts';
import { id, minor, timestamp } from '../values.ts';
import { accountKeys, day, resolutions } from './commands.ts';
import { payWays, providerIds, tenderKinds } from './names.ts';

const nothing = v.strictObject({});
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A payment or a refund whose end is not known, or not agreed, yet; or one that was searched for. */
export const doubtRow = v.object({
  kind: v.picklist(['payment', 'refund']),
  id,
  saleId: id,
  provider: v.picklist(providerIds),
  accountId: v.nullable(id),
  way: v.picklist(payWays),
  orderNumber: v.string(),
  providerRef: v.nullable(v.string()),
  payerHint: v.nullable(v.string()),
  amountMinor: minor,
  /** The machine's own state, such as `reversing` or `unverified`. */
  state: v.string(),
  failure: v.nullable(v.picklist(failureCodes)),
  at: timestamp,
  /** When the terminal asks next by itself; null: it does not. */
  nextAt: v.nullable(timestamp),
  receiptNumber: v.nullable(v.string()),
  /** What a person can do about it now. */
  actions: v.array(v.picklist(['ask', 'attach', 'return', 'decide'])),
});
export type DoubtRow = v.InferOutput<typeof doubtRow>;

export const deskShown = v.object({
  rows: v.array(doubtRow),
  /** What became of the last questions by the customer's number. Forgotten at a restart. */
  lookUps: v.array(
    v.object({
      accountId: id,
      providerRef: v.string(),
      at: timestamp,
      state: v.picklist(['asking', 'found', 'not-found', 'unknown']),
      failure: v.nullable(v.picklist(failureCodes)),
      /** The payment here that the number belongs to. */
      attemptId: v.nullable(id),
    }),
  ),
});
export type DeskShown = v.InferOutput<typeof deskShown>;

export const reconciledDay = v.object({
  accountId: id,
  provider: v.picklist(providerIds),
  day,
  state: v.picklist(['none', 'reading', 'failed', 'open', 'closed']),
  failure: v.nullable(v.picklist(failureCodes)),
  /** Rows read so far, while it is being read. */
  rowsRead: count,
  importedAt: v.nullable(timestamp),
  closedAt: v.nullable(timestamp),
  closedBy: v.nullable(v.string()),
  /** Rows and sums of the statement that are this terminal's. */
  matched: v.object({ count, amountMinor: minor }),
  refunded: v.object({ count, amountMinor: minor }),
  /** Rows of other terminals of the same account. */
  elsewhere: v.object({ count, amountMinor: minor }),
  feeMinor: minor,
  /** What the provider pays out for this terminal: payments less refunds less fees. */
  netMinor: minor,
  openDifferences: count,
  differences: count,
});
export type ReconciledDay = v.InferOutput<typeof reconciledDay>;

export const differenceShown = v.object({
  differenceId: id,
  kind: v.picklist(['ours-only', 'theirs-only', 'amount-differs', 'state-differs', 'twice']),
  of: v.picklist(['payment', 'refund']),
  orderNumber: v.string(),
  providerRef: v.nullable(v.string()),
  attemptId: v.nullable(id),
  oursMinor: v.nullable(minor),
  theirsMinor: v.nullable(minor),
  at: v.nullable(timestamp),
  resolution: v.nullable(v.picklist(resolutions)),
  reason: v.nullable(v.string()),
  resolvedBy: v.nullable(v.string()),
});
export type DifferenceShown = v.InferOutput<typeof differenceShown>;

export const accountShown = v.object({
  accountId: id,
  provider: v.picklist(providerIds),
  /** Who is paid: the merchant's name and number at the provider. */
  merchantId: id,
  merchantName: v.string(),
  merchantNumber: v.string(),
  /** The acquirer's number for this terminal, its serial and place, as far as they go along. */
  terminalNumber: v.nullable(v.string()),
  origin: v.nullable(v.string()),
  isOffered: v.boolean(),
  isReady: v.boolean(),
  failure: v.nullable(v.picklist(failureCodes)),
  keys: v.array(
    v.object({
      key: v.picklist(accountKeys),
      isSet: v.boolean(),
      /** The first characters of its SHA-256, to compare with the provider's console. */
      fingerprint: v.nullable(v.string()),
      setAt: v.nullable(timestamp),
      expiresAt: v.nullable(timestamp),
      isListening: v.boolean(),
    }),
  ),
  test: v.nullable(
    v.object({
      at: timestamp,
      state: v.picklist(['asking', 'good', 'bad']),
      failure: v.nullable(v.picklist(failureCodes)),
    }),
  ),
});
export type AccountShown = v.InferOutput<typeof accountShown>;

/** A finished sale, as a refund looks for it. */
export const foundSale = v.object({
  saleId: id,
  receiptNumber: v.string(),
  at: timestamp,
  totalMinor: minor,
  refundedMinor: minor,
  lineCount: v.number(),
});
export type FoundSale = v.InferOutput<typeof foundSale>;

export const paymentQueries = {
  'desk.list': { input: nothing, output: deskShown },
  /** By the phone's bill number, our order number, a receipt number; narrowed by amount and time. */
  'desk.search': {
    input: v.strictObject({
      text: v.pipe(v.string(), v.maxLength(64)),
      amountMinor: v.nullable(minor),
      fromAt: v.nullable(timestamp),
      toAt: v.nullable(timestamp),
    }),
    output: v.array(doubtRow),
  },
  /** The end of a receipt number, or an amount; newest first. */
  'sale.find': {
    input: v.strictObject({ text: v.pipe(v.string(), v.maxLength(60)) }),
    output: v.array(foundSale),
  },
  /** What a refund of these lines, or of an amount, would give back, and by which tenders. */
  'refund.plan': {
    input: v.strictObject({
      saleId: id,
      lines: v.array(v.strictObject({ lineId: id, quantityMilli: v.number() })),
      amountMinor: v.nullable(minor),
    }),
    output: v.object({
      amountMinor: minor,
      taxMinor: minor,
      needsApproval: v.boolean(),
      parts: v.array(
        v.object({
          kind: v.picklist(tenderKinds),
          provider: v.nullable(v.string()),
          amountMinor: minor,
        }),
      ),
    }),
  },
  'reconcile.days': { input: nothing, output: v.array(reconciledDay) },
  'reconcile.differences': {
    input: v.strictObject({ accountId: id, day, offset: count }),
    output: v.object({ rows: v.array(differenceShown), total: count }),
  },
  /** Files that can be taken in: in the data folder's `inbox`, and on a USB stick. */
  'inbox.list': {
    input: nothing,
    output: v.array(v.object({ file: v.string(), bytes: count, changedAt: timestamp })),
  },
  'account.list': {
    input: nothing,
    output: v.object({ activeMerchantId: v.nullable(id), accounts: v.array(accountShown) }),
  },
} as const;
