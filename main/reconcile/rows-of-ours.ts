import type { StatementRow } from '../payments/statement.ts';
import { itemOf, type Ours } from './ours.ts';

export type RowOfOurs = { readonly ours: Ours; readonly row: StatementRow };

/**
 * The one row of each of ours that speaks for it: as many as there are of ours, never as many as the
 * statement has. Which one it is does not depend on the order of the rows.
 */
export class RowsOfOurs {
  readonly #rows = new Map<string, RowOfOurs>();

  /** @returns the row that is too many, when there is one already. */
  take(ours: Ours, row: StatementRow): StatementRow | null {
    const item = itemOf(ours);
    const known = this.#rows.get(item);
    if (known && !isBetter(row, known.row, ours.amountMinor)) return row;
    this.#rows.set(item, { ours, row: detached(row) });
    return known?.row ?? null;
  }

  has(item: string): boolean {
    return this.#rows.has(item);
  }

  all(): IterableIterator<RowOfOurs> {
    return this.#rows.values();
  }
}

/**
 * A text that was cut out of a piece of a file keeps the whole piece alive: thousands of rows kept
 * would be the whole file. A clone's texts are their own.
 */
export function detached(row: StatementRow): StatementRow {
  return structuredClone(row);
}

/** Our amount first; then whatever order, as long as it is always the same. */
function isBetter(a: StatementRow, b: StatementRow, amountMinor: number): boolean {
  const isRightA = a.amountMinor === amountMinor;
  if (isRightA !== (b.amountMinor === amountMinor)) return isRightA;
  return sortKey(a) < sortKey(b);
}

function sortKey({ providerRef, at, amountMinor, feeMinor }: StatementRow): string {
  return JSON.stringify([providerRef, at, amountMinor, feeMinor]);
}
