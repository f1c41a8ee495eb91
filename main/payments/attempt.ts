import * as v from 'valibot';
import { failureCodes } from '../contract/failure.ts';
import { payWays, providerIds, walletIds } from '../contract/payments/names.ts';

/**
 * - `created`: the intent is committed, nothing was sent
 * - `sent`: committed and then put on the wire; no answer yet
 * - `unknown`: no final answer; it is being asked
 * - `reversing`: given up; the reversal is repeated until the provider confirms it
 * - `paid`, `failed` (never charged), `reversed` (charged or not, nothing is left with the merchant)
 * - `unresolved`: the provider's reversal window closed without an answer; a person must decide
 * - `unverified`: a static code that somebody took the customer's word for; a statement confirms it
 * - `withdrawn`: a code that was shown and never scanned, watched until it cannot be paid any more
 * - `late`: found paid after it was given up, and kept for a person to attach or give back
 */
export const attemptStates = [
  'created',
  'sent',
  'unknown',
  'reversing',
  'paid',
  'failed',
  'reversed',
  'unresolved',
  'unverified',
  'withdrawn',
  'late',
] as const;

export type AttemptState = (typeof attemptStates)[number];

const time = v.pipe(v.number(), v.safeInteger());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** One try to take one amount for one sale. Plain JSON; the payment code is not in it. Times are UTC ms. */
export const attemptSchema = v.strictObject({
  id: v.string(),
  saleId: v.string(),
  provider: v.picklist(providerIds),
  /** The account in the settings; absent in records from before there were several. */
  accountId: v.exactOptional(v.string()),
  way: v.optional(v.picklist(payWays), 'presented'),
  /** Whose wallet it is: known from the code, or said by the provider. */
  wallet: v.exactOptional(v.picklist(walletIds)),
  orderNumber: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_*-]{6,32}$/)),
  amountMinor: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  currency: v.string(),
  /** The last four digits of the payment code, to tell attempts apart on the screen. */
  codeHint: v.pipe(v.string(), v.maxLength(4)),
  state: v.picklist(attemptStates),
  createdAt: time,
  changedAt: time,
  sentAt: v.exactOptional(time),
  /** When the machine acts next by itself; absent in a final state. */
  nextActionAt: v.exactOptional(time),
  /** When the asking ends and the reversal begins. */
  deadlineAt: v.exactOptional(time),
  /** What the customer is to scan, or the link's address: for the ways that show one. */
  shownCode: v.exactOptional(v.string()),
  /** The provider said that the customer is confirming on the phone. */
  isWaiting: v.boolean(),
  /** The last question before giving up has been asked and not been answered. */
  isLastAskOut: v.boolean(),
  queries: count,
  reversals: count,
  providerRef: v.exactOptional(v.string()),
  payerHint: v.exactOptional(v.string()),
  /** In a final state why it was not paid, before that what stood in the way last. */
  failureCode: v.exactOptional(v.picklist(failureCodes)),
});

export type Attempt = Readonly<v.InferOutput<typeof attemptSchema>>;

/** A live attempt can still move money: its sale takes no second one. */
export function isLive(attempt: Attempt): boolean {
  return liveStates.has(attempt.state);
}

/** What the machine still acts on by itself: the live ones, and codes that are watched. */
export function isDriven(attempt: Attempt): boolean {
  return isLive(attempt) || attempt.state === 'withdrawn';
}

const liveStates: ReadonlySet<AttemptState> = new Set(['created', 'sent', 'unknown', 'reversing']);

/** Money found late that may pay its sale. Another amount than the sale's cannot: it can only go back. */
export function isAttachable({ state, failureCode }: Attempt): boolean {
  return state === 'late' && failureCode !== 'payment.amount-mismatch';
}

/** The order number of an attempt: a UUID without its hyphens is exactly the 32 characters WeChat allows. */
export function orderNumberOf(attemptId: string): string {
  return attemptId.replaceAll('-', '');
}
