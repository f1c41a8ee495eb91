import type { LedgerItem } from '../store/statement-ledger.ts';
import type { StatementOf, StatementReadings } from '../store/statement-readings.ts';
import { itemOf } from './ours.ts';
import { dayStart, daysTouched, shiftDay } from './provider-day.ts';

/** How far the provider's clock and ours, and the way of an answer, may put a payment past midnight. */
export const edgeMs = 5 * 60_000;

type When = Pick<LedgerItem, 'of' | 'id' | 'sentAt' | 'endedAt'>;

/**
 * The days on which one of ours may stand. A provider books a payment between our sending it and our
 * hearing of it, give or take `edgeMs`: mostly that is one day, around midnight it is two.
 *
 * One rule for all of them: ours is missing when every such day has been read, none of them has it,
 * and no other of them says so already. So whichever is read last says it, once.
 */
export class Neighbours {
  readonly #statement: StatementOf;
  readonly #timeZone: string;
  readonly #readings: StatementReadings;
  readonly #fromAt: number;
  readonly #toAt: number;

  constructor(statement: StatementOf, timeZone: string, readings: StatementReadings) {
    this.#statement = statement;
    this.#timeZone = timeZone;
    this.#readings = readings;
    this.#fromAt = dayStart(statement.day, timeZone);
    this.#toAt = dayStart(shiftDay(statement.day, 1), timeZone);
  }

  /** What ended before this can stand in earlier statements alone. */
  get earliestEndAt(): number {
    return this.#fromAt - edgeMs;
  }

  mayStandHere({ sentAt, endedAt }: When): boolean {
    return sentAt - edgeMs < this.#toAt && endedAt + edgeMs >= this.#fromAt;
  }

  isNearDay(at: number): boolean {
    return at >= this.#fromAt - edgeMs && at < this.#toAt + edgeMs;
  }

  /** Whether it is missing, given that this day's statement has it not. */
  isMissing(item: When): boolean {
    const key = itemOf(item);
    if (this.isSeenOnAnotherDay(key)) return false;
    if (!this.#otherDays(item).every((day) => this.#isRead(day))) return false;
    return !this.#readings.isMissedOnAnotherDay(key, this.#statement);
  }

  isSeenOnAnotherDay(key: string): boolean {
    return this.#readings.isSeenOnAnotherDay(key, this.#statement);
  }

  #otherDays({ sentAt, endedAt }: When): string[] {
    const days = daysTouched(sentAt - edgeMs, endedAt + edgeMs, this.#timeZone);
    return days.filter((day) => day !== this.#statement.day);
  }

  #isRead(day: string): boolean {
    return this.#readings.isRead({ accountId: this.#statement.accountId, day });
  }
}
