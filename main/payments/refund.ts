import * as v from 'valibot';
import { failureCodes } from '../contract/failure.ts';
import { payWays, providerIds } from '../contract/payments/names.ts';

/**
 * - `created`: the intent is committed, nothing was sent
 * - `sent`, `unknown`: on the wire, or no final answer; it is being asked
 * - `refunded`, `failed`: final
 * - `unresolved`: the window closed without an answer; a person must decide
 */
export const refundStates = [
  'created',
  'sent',
  'unknown',
  'refunded',
  'failed',
  'unresolved',
] as const;
export type RefundState = (typeof refundStates)[number];

const time = v.pipe(v.number(), v.safeInteger());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Giving one amount of one payment back by the way it came. Plain JSON; times are UTC ms. */
export const refundSchema = v.strictObject({
  id: v.string(),
  /** The refund document that this is a part of; null when money found late goes back by rule. */
  documentId: v.nullable(v.string()),
  saleId: v.string(),
  attemptId: v.string(),
  provider: v.picklist(providerIds),
  accountId: v.string(),
  way: v.picklist(payWays),
  orderNumber: v.string(),
  providerRef: v.exactOptional(v.string()),
  refundNumber: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{6,32}$/)),
  amountMinor: positive,
  /** What the payment came to, which some providers want to hear again. */
  paidMinor: positive,
  currency: v.string(),
  reason: v.string(),
  state: v.picklist(refundStates),
  createdAt: time,
  changedAt: time,
  sentAt: v.exactOptional(time),
  nextActionAt: v.exactOptional(time),
  /** How often the refund itself was sent, and how often it was asked for. */
  sends: count,
  queries: count,
  providerRefundRef: v.exactOptional(v.string()),
  failureCode: v.exactOptional(v.picklist(failureCodes)),
});

export type Refund = Readonly<v.InferOutput<typeof refundSchema>>;

/** A live refund can still move money. */
export function isRefundLive({ state }: Refund): boolean {
  return state === 'created' || state === 'sent' || state === 'unknown';
}

/** A UUID without its hyphens: 32 characters, unique for ever. */
export function refundNumberOf(refundId: string): string {
  return refundId.replaceAll('-', '');
}
