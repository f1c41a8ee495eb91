import type { Attempt } from '../payments/attempt.ts';
import type { Refund } from '../payments/refund.ts';
import type { StatementRow } from '../payments/statement.ts';

/** What a row that is one of ours says about it. */
export type Verdict =
  | { readonly kind: 'agrees' }
  /** It agrees as soon as the payment, which nobody could verify, is taken for paid. */
  | { readonly kind: 'confirms' }
  | {
      readonly kind: 'differs';
      readonly as: 'amount-differs' | 'state-differs' | 'theirs-only';
      /** The provider is asked again: what it says now may settle it. */
      readonly asks: boolean;
    };

const agrees: Verdict = { kind: 'agrees' };
const amountDiffers: Verdict = { kind: 'differs', as: 'amount-differs', asks: false };
const stateDiffers: Verdict = { kind: 'differs', as: 'state-differs', asks: true };
/** Known to be paid, and a person's to attach or give back: there is nothing to ask. */
const isKnownLate: Verdict = { kind: 'differs', as: 'state-differs', asks: false };

/**
 * A payment row.
 * @param isGivenBack whether the money of an attempt that is over went back; asked only about those.
 */
export function judgePayment(
  attempt: Attempt,
  { amountMinor }: StatementRow,
  isGivenBack: () => boolean,
): Verdict {
  const isOurAmount = amountMinor === attempt.amountMinor;
  switch (attempt.state) {
    case 'paid':
      return isOurAmount ? agrees : amountDiffers;
    case 'unverified':
      return isOurAmount ? { kind: 'confirms' } : amountDiffers;
    case 'reversed':
    case 'failed':
      return isOurAmount && isGivenBack() ? agrees : stateDiffers;
    case 'late':
      return isKnownLate;
    case 'created':
    case 'sent':
    case 'unknown':
    case 'reversing':
    case 'withdrawn':
    case 'unresolved':
      return stateDiffers;
  }
}

/** A row that gives all of an attempt back. */
export function judgeReversal(attempt: Attempt, { amountMinor }: StatementRow): Verdict {
  switch (attempt.state) {
    case 'reversed':
    case 'failed':
      return amountMinor === attempt.amountMinor ? agrees : amountDiffers;
    case 'paid':
    case 'late':
    case 'unverified':
      return { kind: 'differs', as: 'theirs-only', asks: false };
    case 'created':
    case 'sent':
    case 'unknown':
    case 'reversing':
    case 'withdrawn':
    case 'unresolved':
      return stateDiffers;
  }
}

export function judgeRefund(refund: Refund, { amountMinor }: StatementRow): Verdict {
  if (refund.state !== 'refunded') return stateDiffers;
  return amountMinor === refund.amountMinor ? agrees : amountDiffers;
}
