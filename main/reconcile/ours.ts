import type { Attempt } from '../payments/attempt.ts';
import type { Refund } from '../payments/refund.ts';
import type { StatementRow } from '../payments/statement.ts';
import type { Store } from '../store/store.ts';
import type { StaticPayments } from './static-payments.ts';

/** What a row can speak of. A reversal gives all of an attempt back, without a refund of its own. */
export type OurKind = 'payment' | 'reversal' | 'refund';

/** One of ours that a row names. */
export type Ours = {
  readonly of: OurKind;
  /** Of the attempt, or of the refund. */
  readonly id: string;
  readonly attemptId: string;
  readonly amountMinor: number;
};

export type Owner =
  | { readonly kind: 'ours'; readonly ours: Ours }
  /** Another terminal of the same account took it. */
  | { readonly kind: 'elsewhere' }
  /** Nobody's as far as this terminal knows; the attempt is one that the row names all the same. */
  | { readonly kind: 'unknown'; readonly attemptId: string | null };

export type Books = {
  readonly attempts: Pick<Store['attempts'], 'byOrderNumber' | 'get'>;
  readonly paymentRefunds: Pick<Store['paymentRefunds'], 'byRefundNumber' | 'get' | 'ofAttempt'>;
  readonly staticPayments: StaticPayments;
  /** The statement's account, and the merchant's static codes, whose money it shows as well. */
  readonly accounts: ReadonlySet<string>;
  /** This terminal, as rows name it; null when it has no number. */
  readonly terminal: string | null;
};

export function itemOf({ of, id }: Pick<Ours, 'of' | 'id'>): string {
  return `${of}:${id}`;
}

/** Whose money a row is: by our own number first, whatever terminal the row names. */
export function ownerOf(row: StatementRow, books: Books): Owner {
  const refund = row.refundNumber === null ? null : refundOf(row.refundNumber, books);
  if (refund) return ours('refund', refund);
  const attempt = books.attempts.byOrderNumber(row.orderNumber);
  if (attempt && books.accounts.has(accountOf(attempt))) {
    if (row.kind === 'payment') return ours('payment', attempt);
    return isReversal(row, attempt)
      ? ours('reversal', attempt)
      : { kind: 'unknown', attemptId: attempt.id };
  }
  if (row.kind === 'payment') {
    const shown = books.staticPayments.byReference(row);
    if (shown) return ours('payment', shown);
  }
  const isElsewhere =
    row.terminal !== null && books.terminal !== null && row.terminal !== books.terminal;
  if (isElsewhere && !attempt) return { kind: 'elsewhere' };
  return { kind: 'unknown', attemptId: attempt?.id ?? null };
}

/** Attempts from before there were several accounts name the provider alone. */
function accountOf({ accountId, provider }: Attempt): string {
  return accountId ?? provider;
}

function refundOf(refundNumber: string, { paymentRefunds, accounts }: Books): Refund | null {
  const refund = paymentRefunds.byRefundNumber(refundNumber);
  return refund && accounts.has(refund.accountId) ? refund : null;
}

/** What goes back of a payment that stands is a refund, and one that this terminal did not make. */
function isReversal({ refundNumber, amountMinor }: StatementRow, attempt: Attempt): boolean {
  if (attempt.state === 'paid') return false;
  return refundNumber === null || amountMinor === attempt.amountMinor;
}

type Known = { readonly id: string; readonly attemptId?: string; readonly amountMinor: number };

function ours(of: OurKind, { id, attemptId = id, amountMinor }: Known): Owner {
  return { kind: 'ours', ours: { of, id, attemptId, amountMinor } };
}
