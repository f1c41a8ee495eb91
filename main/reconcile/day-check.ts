import { PosError } from '../contract/failure.ts';
import type { StatementRow } from '../payments/statement.ts';
import type { Neighbours } from './neighbours.ts';

/** A file of another day is noticed before it makes a day's worth of differences. */
export class DayCheck {
  readonly #neighbours: Neighbours;
  #otherDays = 0;
  #thisDay = 0;

  constructor(neighbours: Neighbours) {
    this.#neighbours = neighbours;
  }

  /** Payments alone: a refund may be listed under the time of its payment. */
  take({ kind, at }: StatementRow): void {
    if (kind !== 'payment' || at === null) return;
    if (this.#neighbours.isNearDay(at)) this.#thisDay += 1;
    else this.#otherDays += 1;
  }

  /** @throws PosError `statement.unreadable` when every payment is of another day. */
  end(): void {
    if (this.#otherDays === 0 || this.#thisDay > 0) return;
    throw new PosError({
      code: 'statement.unreadable',
      message: 'this is the statement of another day',
      retry: 'after-fix',
    });
  }
}
