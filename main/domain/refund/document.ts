import type { LocalName } from '../basket.ts';
import type { BasisPoints, Milli, Minor } from '../money.ts';
import type { TaxBand } from '../tax.ts';
import type { Tender } from '../tender.ts';

/** So much of a sold line goes back. */
export type RefundLine = {
  readonly lineId: string;
  readonly itemId: string;
  readonly code: string | null;
  readonly name: LocalName;
  readonly unit: string;
  readonly soldBy: 'count' | 'weight';
  readonly quantityMilli: Milli;
  /** What the customer gets for it: after all discounts, tax included. */
  readonly amountMinor: Minor;
  readonly taxMinor: Minor;
  readonly taxRateBasisPoints: BasisPoints;
};

/** What an amount without goods takes off the worth of a line that the customer keeps. */
export type RefundShare = Pick<RefundLine, 'lineId' | 'amountMinor' | 'taxMinor'>;

export type Approver = { readonly staffId: string; readonly name: string };

/**
 * - `waiting`: its turn has not come
 * - `asking`: the provider is being asked to give it back
 * - `done`: the customer has it
 * - `failed`: the provider refused; a person tries again, pays cash instead, or drops the document
 * - `unresolved`: nobody knows; it stays on the doubt desk
 */
export type PartState = 'waiting' | 'asking' | 'done' | 'failed' | 'unresolved';

/** What goes back for one of the sale's tenders. */
export type RefundPart = {
  readonly partId: string;
  readonly tenderId: string;
  readonly kind: Tender['kind'];
  readonly provider: string | null;
  readonly attemptId: string | null;
  /** How much of the tender this takes. */
  readonly amountMinor: Minor;
  /** `cash` for a wallet or a card: out of the drawer, because its own way is closed. */
  readonly by: 'tender' | 'cash';
  /** What the customer gets: the amount, rounded to the smallest coin where cash replaces a wallet. */
  readonly givenMinor: Minor;
  readonly state: PartState;
  /** The provider refund of the last try. */
  readonly refundId: string | null;
  /** The provider's number for it, or ours while it has not said one. */
  readonly reference: string | null;
  /** Failure code of the last try. */
  readonly failure: string | null;
  /** Who allowed cash instead. */
  readonly approvedBy: Approver | null;
};

/** A refund of a finished sale, from the decision until all of it is with the customer. */
export type RefundDocument = {
  readonly refundId: string;
  readonly saleId: string;
  /** Of the sale's receipt. */
  readonly saleReceiptNumber: string;
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly begunAt: number;
  readonly staffId: string;
  readonly staffName: string;
  /** The supervisor, where one was needed. */
  readonly approvedBy: Approver | null;
  readonly reason: string;
  /** Empty for an amount without goods. */
  readonly lines: readonly RefundLine[];
  /** Over which lines an amount without goods was spread; empty else. */
  readonly spread: readonly RefundShare[];
  readonly amountMinor: Minor;
  readonly taxes: readonly TaxBand[];
  readonly taxMinor: Minor;
  readonly parts: readonly RefundPart[];
  readonly state: 'open' | 'completed' | 'dropped';
};

/** A finished refund as it is frozen into the journal. Nothing in it is ever computed again. */
export type CompletedRefund = Omit<RefundDocument, 'state'> & {
  readonly receiptNumber: string;
  readonly terminalNumber: string;
  readonly storeId: string;
  readonly shiftId: string;
  /** `YYYY-MM-DD` of the shift in which it was completed. */
  readonly businessDay: string;
  readonly completedAt: number;
  /** What rounding cash added: the customer got `amountMinor + roundingMinor`. */
  readonly roundingMinor: Minor;
};

/** What of a refund counts when the next one is planned. */
export type EarlierRefund = Pick<RefundDocument, 'lines' | 'spread' | 'amountMinor'> & {
  readonly parts: readonly Pick<RefundPart, 'tenderId' | 'amountMinor'>[];
};

/** Whether this part is paid out of the drawer. */
export function isInCash({ kind, by }: Pick<RefundPart, 'kind' | 'by'>): boolean {
  return kind === 'cash' || by === 'cash';
}
