import { type Minor, roundToStep, sum } from '../money.ts';
import type { CompletedSale } from '../sale.ts';
import type { Tender } from '../tender.ts';
import type { EarlierRefund, RefundPart } from './document.ts';
import { leftOf, type TenderLeft } from './left.ts';

export type PlannedPart = Pick<
  RefundPart,
  'tenderId' | 'kind' | 'provider' | 'attemptId' | 'amountMinor' | 'by' | 'givenMinor'
>;

export type PartRules = {
  /** The smallest coin in use. */
  readonly stepMinor: Minor;
  /** Whether a wallet or card tender can go back the way it came. */
  readonly isReturnable: (tender: Tender) => boolean;
};

/**
 * Which tenders an amount goes back to: wallets and cards first, then cash, and last what was taken
 * on somebody's word and can only go back in cash. Each takes no more than is left of it.
 *
 * Cash is rounded over all of a sale's refunds together, so that many small ones do not drift, and
 * when everything has gone back exactly the coins that were taken have been given.
 *
 * @param amountMinor at most what is left of the sale.
 */
export function partsOf(
  amountMinor: Minor,
  sale: CompletedSale,
  earlier: readonly EarlierRefund[],
  { stepMinor, isReturnable }: PartRules,
): PlannedPart[] {
  const { tenders } = leftOf(sale, earlier);
  const cash = tenders.filter(({ tender }) => tender.kind === 'cash');
  const others = tenders.filter(({ tender }) => tender.kind !== 'cash');
  let restMinor = amountMinor;

  const take = ({ tender, leftMinor }: TenderLeft, isByTender: boolean): PlannedPart => {
    const takenMinor = Math.min(restMinor, leftMinor);
    restMinor -= takenMinor;
    if (isByTender) return toPart(tender, takenMinor, 'tender', takenMinor);
    return toPart(tender, takenMinor, 'cash', roundToStep(takenMinor, stepMinor));
  };

  const byWay = others.filter(({ tender }) => isReturnable(tender)).map((left) => take(left, true));
  const dueMinor = cashDueLeft(sale, earlier);
  const dueNowMinor = Math.min(restMinor, dueMinor);
  restMinor -= dueNowMinor;
  const inCash = shareCash(cash, coinsOf(dueNowMinor, dueMinor, sale, cash, stepMinor));
  const onWord = others
    .filter(({ tender }) => !isReturnable(tender))
    .map((left) => take(left, false));
  if (restMinor > 0) throw new RangeError(`${restMinor} more than the tenders have`);
  return [...byWay, ...inCash, ...onWord].filter((part) => part.amountMinor > 0);
}

/** What the sale took in cash, before it was rounded to coins. */
function cashDue(sale: CompletedSale): Minor {
  const cash = sale.tenders.filter(({ kind }) => kind === 'cash');
  return sum(cash.map((tender) => tender.amountMinor)) - sale.roundingMinor;
}

/** What of that has not been refunded: a refund's cash is all that no other tender gave back. */
function cashDueLeft(sale: CompletedSale, earlier: readonly EarlierRefund[]): Minor {
  const isCash = new Set(sale.tenders.filter(({ kind }) => kind === 'cash').map(({ id }) => id));
  const refunded = earlier.map(({ amountMinor, parts }) => {
    const others = parts.filter(({ tenderId }) => !isCash.has(tenderId));
    return amountMinor - sum(others.map((part) => part.amountMinor));
  });
  return cashDue(sale) - sum(refunded);
}

/** The coins for a part of the cash that is due: all that is left of them for the last part. */
function coinsOf(
  dueNowMinor: Minor,
  dueMinor: Minor,
  sale: CompletedSale,
  cash: readonly TenderLeft[],
  stepMinor: Minor,
): Minor {
  const leftMinor = sum(cash.map((one) => one.leftMinor));
  if (dueNowMinor === dueMinor) return leftMinor;
  const takenMinor = sum(cash.map(({ tender }) => tender.amountMinor));
  const refundedMinor = cashDue(sale) - dueMinor + dueNowMinor;
  const coinsMinor = roundToStep(refundedMinor, stepMinor) - (takenMinor - leftMinor);
  return Math.max(0, Math.min(coinsMinor, leftMinor));
}

function shareCash(cash: readonly TenderLeft[], coinsMinor: Minor): PlannedPart[] {
  let restMinor = coinsMinor;
  return cash.map(({ tender, leftMinor }) => {
    const takenMinor = Math.min(restMinor, leftMinor);
    restMinor -= takenMinor;
    return toPart(tender, takenMinor, 'tender', takenMinor);
  });
}

function toPart(
  { id, kind, provider, attemptId }: Tender,
  amountMinor: Minor,
  by: RefundPart['by'],
  givenMinor: Minor,
): PlannedPart {
  return { tenderId: id, kind, provider, attemptId, amountMinor, by, givenMinor };
}
