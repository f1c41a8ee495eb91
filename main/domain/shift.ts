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
  /** Float and cash sales. */
  readonly expectedMinor: Minor;
  readonly countedMinor: Minor;
  /** Counted less expected: over when positive, short when negative. */
  readonly differenceMinor: Minor;
};
