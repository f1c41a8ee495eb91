/** Compares one statement with this terminal's books, row by row, beside the sale. */
import type { Result } from '../contract/failure.ts';
import type { Attempt } from '../payments/attempt.ts';
import type { StatementRow } from '../payments/statement.ts';
import type { StatementResult } from '../store/reconciliation.ts';
import type { StatementOf } from '../store/statement-readings.ts';
import type { Store } from '../store/store.ts';
import { DayCheck } from './day-check.ts';
import { findMissing } from './find-missing.ts';
import { Findings } from './findings.ts';
import { judgePayment, judgeRefund, judgeReversal, type Verdict } from './judge.ts';
import { Neighbours } from './neighbours.ts';
import { type Books, itemOf, type Ours, ownerOf } from './ours.ts';
import { Pace } from './pace.ts';
import { type RowOfOurs, RowsOfOurs } from './rows-of-ours.ts';
import { openStaticPayments } from './static-ledger.ts';

export type ReadingStore = Pick<
  Store,
  'attempts' | 'paymentRefunds' | 'reconciliation' | 'transaction'
>;

export type ReadingParts = {
  readonly store: ReadingStore;
  readonly statement: StatementOf;
  readonly rows: AsyncIterable<StatementRow>;
  /** The time zone of the provider's days, IANA. */
  readonly timeZone: string;
  /** This terminal, as the provider's rows name it; null when it has no number. */
  readonly terminal: string | null;
  /** The merchant's static codes, whose money may stand in this statement. */
  readonly staticAccounts: readonly string[];
  /** A static payment stands in the statement: the payment machine takes it for paid. */
  readonly confirm: (attempt: Attempt) => Result<unknown>;
  /** How far it has come. */
  readonly onRows: (rowsRead: number) => void;
  readonly signal: AbortSignal;
};

export type Reading = {
  readonly readingId: number;
  readonly result: StatementResult;
  /** How many differences of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** What the provider is to be asked about again, now that its statement contradicts the journal. */
  readonly asks: readonly Ours[];
};

/**
 * Reads the whole statement and writes its differences under a new reading, which shows only after
 * `reconciliation.readings.finish`. Memory grows with this terminal's own rows, not with the file.
 *
 * @throws PosError `statement.unreadable`, or what the store throws; the reading then shows nowhere.
 */
export async function readStatement(parts: ReadingParts): Promise<Reading> {
  const { statement, store, rows, onRows, signal, timeZone } = parts;
  const pace = new Pace(signal);
  const { readings } = store.reconciliation;
  await sweep(store, pace);
  const readingId = readings.begin();
  const findings = new Findings(store, statement, readingId);
  const neighbours = new Neighbours(statement, timeZone, readings);
  const reader = new StatementReader(parts, {
    findings,
    neighbours,
    books: await openBooks(parts, neighbours, pace),
  });
  const dayCheck = new DayCheck(neighbours);
  let rowsRead = 0;
  for await (const row of rows) {
    signal.throwIfAborted();
    dayCheck.take(row);
    reader.take(row);
    rowsRead += 1;
    if (!pace.isDue()) continue;
    onRows(rowsRead);
    await pace.rest();
  }
  onRows(rowsRead);
  dayCheck.end();
  await reader.end(pace);
  findings.flush();
  return { readingId, ...findings.found(), result: findings.sums.result() };
}

/** Rows forgotten in one transaction. */
const sweepRows = 100;

/** What readings left that did not come to their end, or that another one has replaced. */
async function sweep({ reconciliation, transaction }: ReadingStore, pace: Pace): Promise<void> {
  while (transaction(() => reconciliation.readings.sweep(null, sweepRows))) await pace.restIfDue();
}

async function openBooks(
  { store, statement, staticAccounts, terminal }: ReadingParts,
  neighbours: Neighbours,
  pace: Pace,
): Promise<Books> {
  return {
    attempts: store.attempts,
    paymentRefunds: store.paymentRefunds,
    staticPayments: await openStaticPayments(
      store.reconciliation.ledger,
      staticAccounts,
      neighbours,
      pace,
    ),
    accounts: new Set([statement.accountId, ...staticAccounts]),
    terminal,
  };
}

type Desk = {
  readonly findings: Findings;
  readonly neighbours: Neighbours;
  readonly books: Books;
};

/** What is plain is settled row by row; what another row may change waits for the end. */
class StatementReader {
  readonly #parts: ReadingParts;
  readonly #desk: Desk;
  readonly #rows = new RowsOfOurs();

  constructor(parts: ReadingParts, desk: Desk) {
    this.#parts = parts;
    this.#desk = desk;
  }

  take(row: StatementRow): void {
    const { books, findings } = this.#desk;
    const owner = ownerOf(row, books);
    switch (owner.kind) {
      case 'ours':
        this.#takeOurs(owner.ours, row);
        return;
      case 'elsewhere':
        findings.sums.elsewhere(row);
        return;
      case 'unknown':
        this.#takeUnknown(owner.attemptId, row);
    }
  }

  async end(pace: Pace): Promise<void> {
    const { books, findings, neighbours } = this.#desk;
    const { store, statement } = this.#parts;
    for (const { payment, row } of books.staticPayments.held()) {
      this.#takeHeld({ of: 'payment', ...payment, attemptId: payment.id }, row);
      await pace.restIfDue();
    }
    for (const one of this.#rows.all()) {
      findings.see(itemOf(one.ours));
      this.#judge(one);
      await pace.restIfDue();
    }
    await findMissing({ store, statement, neighbours, rows: this.#rows, findings, pace });
  }

  #takeOurs(ours: Ours, row: StatementRow): void {
    const surplus = this.#rows.take(ours, row);
    if (surplus) this.#desk.findings.differ('twice', surplus, ours, ours.amountMinor);
  }

  #takeUnknown(attemptId: string | null, row: StatementRow): void {
    const { books, findings } = this.#desk;
    const maybeStatic = row.kind === 'payment' && attemptId === null;
    const strangers = maybeStatic ? books.staticPayments.hold(row) : [row];
    for (const stranger of strangers) findings.theirs(stranger, attemptId);
  }

  /** A row without our number is this payment's unless a row with our number is. */
  #takeHeld(ours: Ours, row: StatementRow): void {
    if (this.#rows.has(itemOf(ours))) this.#desk.findings.theirs(row, null);
    else this.#rows.take(ours, row);
  }

  #judge({ ours, row }: RowOfOurs): void {
    const { findings } = this.#desk;
    const verdict = this.#verdict(ours, row);
    switch (verdict.kind) {
      case 'agrees':
        findings.sums.agree(row);
        return;
      case 'confirms':
        this.#confirm(ours, row);
        return;
      case 'differs': {
        if (verdict.as === 'theirs-only') {
          findings.theirs(row, ours.attemptId);
          return;
        }
        const isAmount = verdict.as === 'amount-differs';
        findings.differ(verdict.as, row, ours, isAmount ? ours.amountMinor : null);
        if (verdict.asks) findings.ask(ours);
      }
    }
  }

  /** By what is in the books now: the till has gone on since the row was read. */
  #verdict(ours: Ours, row: StatementRow): Verdict {
    const { books } = this.#desk;
    if (ours.of === 'refund') {
      const refund = books.paymentRefunds.get(ours.id);
      return refund ? judgeRefund(refund, row) : gone;
    }
    const attempt = books.attempts.get(ours.id);
    if (!attempt) return gone;
    if (ours.of === 'reversal') return judgeReversal(attempt, row);
    return judgePayment(attempt, row, () => this.#isGivenBack(attempt));
  }

  #isGivenBack(attempt: Attempt): boolean {
    const { neighbours, books } = this.#desk;
    const { id, createdAt, sentAt = createdAt, changedAt } = attempt;
    const reversal = { of: 'reversal', id, sentAt, endedAt: changedAt } as const;
    const key = itemOf(reversal);
    if (this.#rows.has(key) || neighbours.isSeenOnAnotherDay(key)) return true;
    const refunds = books.paymentRefunds.ofAttempt(id);
    if (refunds.some(({ state }) => state === 'refunded')) return true;
    return attempt.state === 'reversed' && !neighbours.isMissing(reversal);
  }

  #confirm(ours: Ours, row: StatementRow): void {
    const { findings, books } = this.#desk;
    const attempt = books.attempts.get(ours.id);
    if (attempt && this.#parts.confirm(attempt).ok) findings.sums.agree(row);
    else findings.differ('state-differs', row, ours, null);
  }
}

const gone: Verdict = { kind: 'differs', as: 'theirs-only', asks: false };
