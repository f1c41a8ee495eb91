import { type Minor, roundToStep, sum } from './money.ts';
import { accept, deny, type Outcome } from './outcome.ts';

/** Means of payment that has been taken for a sale. */
export type Tender = {
  readonly id: string;
  readonly kind: 'cash' | 'wallet' | 'card';
  readonly provider: string | null;
  /** The payment attempt behind a wallet tender. */
  readonly attemptId: string | null;
  /** What it settles, without the change. */
  readonly amountMinor: Minor;
  /** What the customer handed over. */
  readonly tenderedMinor: Minor;
  /** False for a code that nobody could verify and a supervisor took for paid. */
  readonly isVerified?: false;
};

export function tenderedOf(tenders: readonly Tender[]): Minor {
  return sum(tenders.map((tender) => tender.amountMinor));
}

/** What is still due of `totalMinor`. Never negative. */
export function dueOf(totalMinor: Minor, tenders: readonly Tender[]): Minor {
  return Math.max(0, totalMinor - tenderedOf(tenders));
}

export type CashResult = {
  readonly amountMinor: Minor;
  readonly changeMinor: Minor;
  /** What rounding to the smallest coin added to (or took off) the amount due. */
  readonly roundingMinor: Minor;
  readonly isSettled: boolean;
};

/**
 * Takes cash. What covers the amount due, as it is or rounded to the smallest coin, settles it and
 * gives change; less is a part payment.
 * @param stepMinor the smallest coin in use, 1 where there is no rounding.
 */
export function takeCash(
  dueMinor: Minor,
  tenderedMinor: Minor,
  stepMinor: Minor,
): Outcome<CashResult> {
  const dueCashMinor = roundToStep(dueMinor, stepMinor);
  if (tenderedMinor < Math.min(dueMinor, dueCashMinor)) {
    if (tenderedMinor <= 0) return deny('tender.out-of-range');
    return accept({
      amountMinor: tenderedMinor,
      changeMinor: 0,
      roundingMinor: 0,
      isSettled: false,
    });
  }
  // Small coins all the same: rounded up, the amount due itself is enough.
  const amountMinor = Math.min(tenderedMinor, dueCashMinor);
  return accept({
    amountMinor,
    changeMinor: tenderedMinor - amountMinor,
    roundingMinor: amountMinor - dueMinor,
    isSettled: true,
  });
}

/** How much a wallet payment may take: all that is due, or the part that was chosen. */
export function walletAmount(dueMinor: Minor, partMinor: Minor | null): Outcome<Minor> {
  if (partMinor === null) return accept(dueMinor);
  if (partMinor <= 0) return deny('tender.out-of-range');
  return partMinor <= dueMinor
    ? accept(partMinor)
    : deny('tender.exceeds-due', { maximum: dueMinor });
}
