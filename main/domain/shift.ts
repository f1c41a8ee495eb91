import type { Minor } from './money.ts';

export type OpenedShift = {
  readonly shiftId: string;
  /** `YYYY-MM-DD`, the store's local day on which the shift was opened. */
  readonly businessDay: string;
  readonly openedAt: number;
  readonly staffId: string;
  /** Cash put into the till before the first sale. */
  readonly floatMinor: Minor;
};

export type ClosedShift = {
  readonly shiftId: string;
  readonly businessDay: string;
  readonly closedAt: number;
  readonly staffId: string;
  readonly saleCount: number;
  readonly totalMinor: Minor;
  /** Refunds completed in the shift, whenever their sales were; absent in records of before there were any. */
  readonly refundCount?: number;
  readonly refundMinor?: Minor;
  /** Float and cash sales, less what was refunded in cash. */
  readonly expectedMinor: Minor;
  readonly countedMinor: Minor;
  /** Counted less expected: over when positive, short when negative. */
  readonly differenceMinor: Minor;
};
