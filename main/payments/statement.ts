import type { FailureCode } from '../contract/failure.ts';

/** One line of a provider's daily statement, in the terminal's own terms. */
export type StatementRow = {
  /** A reversal of a paid order is a refund of all of it. */
  readonly kind: 'payment' | 'refund';
  /** Ours; empty when the provider gives none. */
  readonly orderNumber: string;
  /** Ours, of a refund; null for a payment or a reversal. */
  readonly refundNumber: string | null;
  readonly providerRef: string;
  /** Always positive. */
  readonly amountMinor: number;
  /** What the provider keeps of a payment; negative where it gives a fee back with a refund. */
  readonly feeMinor: number;
  /** UTC ms; null when the row has no time. */
  readonly at: number | null;
  /** The terminal that took it, as the charge named it; null when the statement does not say. */
  readonly terminal: string | null;
};

export type StatementAnswer =
  /** The whole file is at the path that was given. */
  | { readonly kind: 'saved' }
  /** The provider makes it later: the day after, in the morning. */
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'unknown'; readonly code: FailureCode; readonly detail: string };

export type StatementPort = {
  /** The end of the file's name, such as `csv.gz` or `zip`. */
  readonly extension: string;
  /** The time zone of the provider's days, IANA. */
  readonly timeZone: string;
  /** Downloads the statement of a day (`YYYY-MM-DD`), checked against its digest where there is one. */
  fetch(day: string, path: string): Promise<StatementAnswer>;
  /**
   * Reads a statement, however long, row by row.
   * @throws PosError `statement.unreadable` with the line where it stops making sense.
   */
  read(path: string): AsyncIterable<StatementRow>;
};
