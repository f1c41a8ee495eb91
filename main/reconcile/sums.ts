import type { StatementRow } from '../payments/statement.ts';
import type { StatementResult } from '../store/reconciliation.ts';

/** Adds a statement up: each row goes into exactly one of the four heaps. */
export class Sums {
  readonly #matched = new Heap();
  readonly #refunded = new Heap();
  readonly #elsewhere = new Heap();
  readonly #differing = new Heap();
  #feeMinor = 0;
  #missing = 0;

  agree(row: StatementRow): void {
    const heap = row.kind === 'payment' ? this.#matched : this.#refunded;
    heap.add(row.amountMinor);
    this.#feeMinor += row.feeMinor;
  }

  elsewhere(row: StatementRow): void {
    this.#elsewhere.add(signed(row));
  }

  differ(row: StatementRow): void {
    this.#differing.add(signed(row));
  }

  /** One of ours that no row speaks of. */
  miss(): void {
    this.#missing += 1;
  }

  result(): StatementResult {
    const heaps = [this.#matched, this.#refunded, this.#elsewhere, this.#differing];
    return {
      rows: heaps.reduce((sum, { count }) => sum + count, 0),
      matched: this.#matched.shown(),
      refunded: this.#refunded.shown(),
      elsewhere: this.#elsewhere.shown(),
      differing: this.#differing.shown(),
      feeMinor: this.#feeMinor,
      netMinor: this.#matched.amountMinor - this.#refunded.amountMinor - this.#feeMinor,
      differences: this.#differing.count + this.#missing,
    };
  }
}

class Heap {
  count = 0;
  amountMinor = 0;

  add(amountMinor: number): void {
    this.count += 1;
    this.amountMinor += amountMinor;
  }

  shown(): { count: number; amountMinor: number } {
    return { count: this.count, amountMinor: this.amountMinor };
  }
}

function signed({ kind, amountMinor }: StatementRow): number {
  return kind === 'payment' ? amountMinor : -amountMinor;
}
