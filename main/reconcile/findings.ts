import type { DifferenceShown } from '../contract/payments/queries.ts';
import type { StatementRow } from '../payments/statement.ts';
import type { LedgerItem } from '../store/statement-ledger.ts';
import type { FoundDifference, StatementOf } from '../store/statement-readings.ts';
import type { Store } from '../store/store.ts';
import { itemOf, type Ours } from './ours.ts';
import { Sums } from './sums.ts';

type Kind = DifferenceShown['kind'];

/** Written in one transaction: few enough for a till that waits, and enough to be worth its fsync. */
const batchRows = 100;

/** What a reading finds: added up here, written in batches. */
export class Findings {
  readonly sums = new Sums();
  readonly #store: Pick<Store, 'reconciliation' | 'transaction'>;
  readonly #statement: StatementOf;
  readonly #readingId: number;
  readonly #kinds: Record<Kind, number> = {
    'ours-only': 0,
    'theirs-only': 0,
    'amount-differs': 0,
    'state-differs': 0,
    twice: 0,
  };
  readonly #asks: Ours[] = [];
  #differences: FoundDifference[] = [];
  #seen: string[] = [];

  constructor(
    store: Pick<Store, 'reconciliation' | 'transaction'>,
    statement: StatementOf,
    readingId: number,
  ) {
    this.#store = store;
    this.#statement = statement;
    this.#readingId = readingId;
  }

  /** A row that nothing of ours answers to. */
  theirs(row: StatementRow, attemptId: string | null): void {
    this.sums.differ(row);
    this.#add('theirs-only', { ...ofRow(row), item: null, attemptId, oursMinor: null });
  }

  /** @param oursMinor null when it does not count here at all. */
  differ(
    kind: Exclude<Kind, 'theirs-only' | 'ours-only'>,
    row: StatementRow,
    ours: Ours,
    oursMinor: number | null,
  ): void {
    this.sums.differ(row);
    this.#add(kind, { ...ofRow(row), item: itemOf(ours), attemptId: ours.attemptId, oursMinor });
  }

  miss(item: LedgerItem): void {
    this.sums.miss();
    this.#add('ours-only', {
      of: item.of === 'payment' ? 'payment' : 'refund',
      item: itemOf(item),
      orderNumber: item.orderNumber,
      providerRef: item.providerRef,
      attemptId: item.attemptId,
      oursMinor: item.amountMinor,
      theirsMinor: null,
      at: item.endedAt,
    });
  }

  ask(ours: Ours): void {
    this.#asks.push(ours);
  }

  see(item: string): void {
    this.#seen.push(item);
    if (this.#seen.length >= batchRows) this.flush();
  }

  found(): { readonly kinds: Readonly<Record<Kind, number>>; readonly asks: readonly Ours[] } {
    return { kinds: this.#kinds, asks: this.#asks };
  }

  flush(): void {
    const { transaction, reconciliation } = this.#store;
    const { add, see } = reconciliation.readings;
    transaction(() => {
      for (const found of this.#differences) add(this.#readingId, this.#statement, found);
      for (const item of this.#seen) see(this.#readingId, item);
    });
    this.#differences = [];
    this.#seen = [];
  }

  #add(kind: Kind, found: Omit<FoundDifference, 'kind'>): void {
    this.#kinds[kind] += 1;
    this.#differences.push({ kind, ...found });
    if (this.#differences.length >= batchRows) this.flush();
  }
}

function ofRow(row: StatementRow) {
  return {
    of: row.kind,
    orderNumber: row.orderNumber,
    providerRef: row.providerRef === '' ? null : row.providerRef,
    theirsMinor: row.amountMinor,
    at: row.at,
  };
}
