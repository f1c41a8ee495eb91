import * as v from 'valibot';
import { failureCodes } from '../failure.ts';
import { id, localName, minor, quantityMilli, timestamp } from '../values.ts';
import { hopNames, payWays, providerIds, tenderKinds, walletIds } from './names.ts';

/** What the pages see of payments besides the one that is going on. */

/** A way to pay without cash, as the pay screen offers it. */
export const payWayShown = v.object({
  way: v.picklist(payWays),
  accountId: id,
  provider: v.picklist(providerIds),
  /** Whose codes it takes, or whose apps can scan what it shows. */
  wallets: v.array(v.picklist(walletIds)),
  /** Who is paid. */
  merchant: v.string(),
  isAvailable: v.boolean(),
  /** Why it is not, and where the line is broken when that is known. */
  reason: v.nullable(v.picklist(failureCodes)),
  hop: v.nullable(v.picklist(hopNames)),
});
export type PayWayShown = v.InferOutput<typeof payWayShown>;

/** A scanned payment code that main has a question about. The code itself stays in main's memory. */
export const codeAsked = v.object({
  askId: id,
  /** `which-wallet`: no rule knows the code. `confirm-amount`: above the shop's limit for one scan. */
  kind: v.picklist(['which-wallet', 'confirm-amount']),
  /** Its last four characters. */
  hint: v.string(),
  amountMinor: minor,
  wallets: v.array(v.picklist(walletIds)),
});
export type CodeAsked = v.InferOutput<typeof codeAsked>;

/** A finished sale while its refund is being chosen, or the refund that was just made. */
export const refundShown = v.object({
  saleId: id,
  receiptNumber: v.string(),
  soldAt: timestamp,
  totalMinor: minor,
  /** What of it has gone back already, refunds under way included. */
  refundedMinor: minor,
  lines: v.array(
    v.object({
      lineId: id,
      name: localName,
      unit: v.string(),
      soldBy: v.picklist(['count', 'weight']),
      quantityMilli,
      /** What can still be given back. */
      leftMilli: v.number(),
      amountMinor: minor,
    }),
  ),
  tenders: v.array(
    v.object({
      tenderId: id,
      kind: v.picklist(tenderKinds),
      provider: v.nullable(v.string()),
      amountMinor: minor,
      leftMinor: minor,
    }),
  ),
  /** From this amount on a supervisor must agree; null: never. */
  approvalAboveMinor: v.nullable(minor),
  /** The newest refund document of this sale that is not finished, or the one just made. */
  document: v.nullable(
    v.object({
      refundId: id,
      state: v.picklist(['open', 'completed', 'dropped']),
      receiptNumber: v.nullable(v.string()),
      amountMinor: minor,
      parts: v.array(
        v.object({
          partId: id,
          kind: v.picklist(tenderKinds),
          provider: v.nullable(v.string()),
          amountMinor: minor,
          state: v.picklist(['waiting', 'asking', 'done', 'failed', 'unresolved']),
          failure: v.nullable(v.picklist(failureCodes)),
        }),
      ),
      printing: v.picklist(['none', 'queued', 'printing', 'printed', 'interrupted', 'expired']),
    }),
  ),
});
export type RefundShown = v.InferOutput<typeof refundShown>;
