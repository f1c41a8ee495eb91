import type { StatementRow } from '../payments/statement.ts';
import { detached } from './rows-of-ours.ts';

/** A payment by the merchant's fixed code, which only a statement can confirm. */
export type StaticPayment = {
  readonly id: string;
  readonly orderNumber: string;
  readonly amountMinor: number;
  /** When the code was shown, UTC ms. */
  readonly shownAt: number;
};

/** Clocks differ by so much, the provider's and ours. */
const clockMs = 5 * 60_000;
/** A static code is waited for this long (`main/payments/static`). */
const waitMs = 15 * 60_000;

/** How much of the order number a static code has room for (`main/payments/static`), at least. */
const referenceCharactersMin = 12;

/**
 * The static payments that a statement may speak of. A row names one by its reference; a row without
 * one belongs to a payment of its amount at its time, if it is the only row and that the only payment.
 */
export class StaticPayments {
  readonly #byReference = new Map<string, StaticPayment>();
  readonly #byAmount = new Map<number, Candidate[]>();

  constructor(payments: readonly StaticPayment[]) {
    for (const payment of payments) {
      this.#byReference.set(payment.orderNumber.slice(-referenceCharactersMin), payment);
      const candidate = { payment, row: null, isDoubtful: false };
      const alike = this.#byAmount.get(payment.amountMinor);
      if (alike) alike.push(candidate);
      else this.#byAmount.set(payment.amountMinor, [candidate]);
    }
  }

  byReference({ orderNumber, providerRef }: StatementRow): StaticPayment | null {
    for (const text of [orderNumber, providerRef]) {
      const found = this.#byReference.get(text.slice(-referenceCharactersMin));
      if (found?.orderNumber.endsWith(text)) return found;
    }
    return null;
  }

  /**
   * Holds a row that may be one of these until the statement's end.
   * @returns the rows that certainly are none: this one, or one that this one casts doubt on.
   */
  hold(row: StatementRow): readonly StatementRow[] {
    const candidates = this.#candidates(row);
    const [only] = candidates;
    if (!only) return [row];
    if (candidates.length === 1 && !only.isDoubtful && only.row === null) {
      only.row = detached(row);
      return [];
    }
    const freed = candidates.flatMap((candidate) => candidate.row ?? []);
    for (const candidate of candidates) {
      candidate.isDoubtful = true;
      candidate.row = null;
    }
    return [...freed, row];
  }

  /** What was held to the end. */
  held(): { readonly payment: StaticPayment; readonly row: StatementRow }[] {
    return [...this.#byAmount.values()]
      .flat()
      .flatMap(({ payment, row }) => (row ? { payment, row } : []));
  }

  #candidates({ amountMinor, at }: StatementRow): readonly Candidate[] {
    if (at === null) return [];
    const alike = this.#byAmount.get(amountMinor) ?? [];
    return alike.filter(
      ({ payment: { shownAt } }) => at >= shownAt - clockMs && at <= shownAt + waitMs + clockMs,
    );
  }
}

type Candidate = {
  readonly payment: StaticPayment;
  row: StatementRow | null;
  /** More than one row, or a row that fits another as well. */
  isDoubtful: boolean;
};
