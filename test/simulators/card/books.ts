import { type Scenario, type ScenarioName, scenarios } from './scenarios.ts';

/** A payment, or a refund, as the terminal knows it. */
export type Entry = {
  readonly saleTransactionId: string;
  readonly poiTransactionId: string;
  readonly kind: 'Normal' | 'Refund';
  readonly amountMinor: number;
  readonly scenario: ScenarioName;
  /** Of a refund: the payment that is given back. */
  readonly original: Entry | null;
  state: 'in-progress' | 'done' | 'refused' | 'aborted' | 'reversed';
  condition: string;
  queries: number;
  paidMinor: number;
  refundedMinor: number;
};

export type LedgerEntry = Omit<Readonly<Entry>, 'original'>;

export type Ledger = {
  readonly orders: readonly LedgerEntry[];
  readonly paidMinor: number;
  readonly refundedMinor: number;
  /** What the merchant keeps. */
  readonly netMinor: number;
};

export type Wish = Pick<Entry, 'saleTransactionId' | 'kind' | 'amountMinor' | 'scenario'> & {
  readonly originalRef: string | null;
};

/** What the terminal remembers: payments, what was given back of them, and what must never begin. */
export class Books {
  readonly #entries = new Map<string, Entry>();
  /** Numbers that were reversed before a payment came under them. */
  readonly #closed = new Set<string>();

  /** Under a number that is known nothing happens again: null, and the entry says what became of it. */
  enter(wish: Wish): { readonly entry: Entry } | { readonly refusal: string } {
    const known = this.#entries.get(wish.saleTransactionId);
    if (known) return { entry: known };
    if (this.#closed.has(wish.saleTransactionId)) return { refusal: 'Refusal' };
    const { refusal, pays }: Scenario = scenarios[wish.scenario];
    // not taken in: it may come again under the same number
    if (refusal === 'Busy') return { refusal };
    const original = wish.originalRef === null ? null : this.find(wish.originalRef);
    if (wish.kind === 'Refund') {
      if (original?.kind !== 'Normal') return { refusal: 'NotFound' };
      if (wish.amountMinor > original.paidMinor - original.refundedMinor) {
        return { refusal: 'NotAllowed' };
      }
    }
    const { originalRef: _, ...rest } = wish;
    const entry: Entry = {
      ...rest,
      poiTransactionId: `R${String(this.#entries.size + 1).padStart(6, '0')}`,
      original,
      state: refusal ? 'refused' : 'in-progress',
      condition: refusal ?? '',
      queries: 0,
      paidMinor: 0,
      refundedMinor: 0,
    };
    this.#entries.set(entry.saleTransactionId, entry);
    if (pays === 'at-once') complete(entry);
    return { entry };
  }

  get(saleTransactionId: string): Entry | null {
    return this.#entries.get(saleTransactionId) ?? null;
  }

  find(poiTransactionId: string): Entry | null {
    for (const entry of this.#entries.values()) {
      if (entry.poiTransactionId === poiTransactionId) return entry;
    }
    return null;
  }

  ask(entry: Entry): void {
    entry.queries += 1;
    const { pays }: Scenario = scenarios[entry.scenario];
    if (typeof pays === 'object' && entry.queries >= pays.afterQueries) complete(entry);
  }

  /** Breaks off what is going on, unless the customer is faster. */
  abort(entry: Entry): void {
    const { pays }: Scenario = scenarios[entry.scenario];
    if (pays === 'before-abort') complete(entry);
    if (entry.state !== 'in-progress') return;
    entry.state = 'aborted';
    entry.condition = 'Aborted';
  }

  /** What was paid goes back; what never came is closed for good. */
  reverse(saleTransactionId: string): 'reversed' | 'in-progress' | 'not-found' {
    const entry = this.#entries.get(saleTransactionId);
    if (!entry) {
      this.#closed.add(saleTransactionId);
      return 'not-found';
    }
    if (entry.state === 'in-progress') return 'in-progress';
    if (entry.state === 'done') {
      entry.state = 'reversed';
      entry.refundedMinor = entry.paidMinor;
    }
    return 'reversed';
  }

  /** A terminal that lost its memory in the night. */
  forget(): void {
    this.#entries.clear();
  }

  ledger(): Ledger {
    const orders = [...this.#entries.values()].map(({ original: _, ...entry }) => entry);
    const paidMinor = orders.reduce((sum, order) => sum + order.paidMinor, 0);
    const refundedMinor = orders.reduce((sum, order) => sum + order.refundedMinor, 0);
    return { orders, paidMinor, refundedMinor, netMinor: paidMinor - refundedMinor };
  }
}

function complete(entry: Entry): void {
  if (entry.state !== 'in-progress') return;
  entry.state = 'done';
  if (entry.kind === 'Normal') entry.paidMinor = entry.amountMinor;
  else if (entry.original) entry.original.refundedMinor += entry.amountMinor;
}
