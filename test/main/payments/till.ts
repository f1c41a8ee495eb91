import { type Attempt, isLive } from '../../../main/payments/attempt.ts';
import type { AttemptStore, ChargeOrder, Payments } from '../../../main/payments/payments.ts';
import type { PaymentProvider } from '../../../main/payments/provider.ts';
import { startPayments } from '../../../main/payments/runner.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The power goes at a commit: before it is on the disk, or right after. */
export type PowerCut = { readonly atCommit: number; readonly isAfter: boolean };

class PowerCutError extends Error {}

/** A terminal as far as payments go: a disk that survives, and a process that may not. */
export class Till {
  readonly disk = new Map<string, string>();
  readonly faults: unknown[] = [];
  readonly liveAtOnce = new Set<string>();
  commits = 0;
  #payments: Payments | null;
  readonly #time: VirtualTime;
  readonly #provider: PaymentProvider;
  readonly #downMs: number;
  #cut: PowerCut | null;

  constructor(
    time: VirtualTime,
    provider: PaymentProvider,
    cut: PowerCut | null = null,
    downMs = 2_000,
  ) {
    this.#time = time;
    this.#provider = provider;
    this.#cut = cut;
    this.#downMs = downMs;
    this.#payments = this.#start();
  }

  charge(order: ChargeOrder): void {
    this.do((payments) => payments.charge(order));
  }

  /** What people do at the terminal; nothing while it is down. */
  do(act: (payments: Payments) => unknown): void {
    if (!this.#payments) return;
    try {
      act(this.#payments);
    } catch (error) {
      this.#onFault(error);
    }
  }

  attempts(): Attempt[] {
    return [...this.disk.values()].map((text) => JSON.parse(text));
  }

  get paidMinor(): number {
    const paid = this.attempts().filter(({ state }) => state === 'paid');
    return paid.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  }

  /** The process ends without a word; another one begins `downMs` later from what is on the disk. */
  crash(): void {
    if (!this.#payments) return;
    this.#payments.close();
    this.#payments = null;
    this.#time.timers.after(this.#downMs, () => {
      this.#payments = this.#start();
      this.do((payments) => payments.resume());
    });
  }

  #start(): Payments {
    return startPayments({
      providers: () => [this.#provider],
      latePayment: () => 'return',
      store: this.#store(),
      clock: this.#time.clock,
      timers: this.#time.timers,
      onChange: () => undefined,
      onFault: (error) => this.#onFault(error),
    });
  }

  #store(): AttemptStore {
    return {
      commit: (attempt) => {
        this.commits += 1;
        const isCut = this.#cut?.atCommit === this.commits;
        if (!isCut || this.#cut?.isAfter) this.#keep(attempt);
        if (isCut) throw new PowerCutError();
      },
      unfinished: () => this.attempts().filter(isLive),
    };
  }

  #keep(attempt: Attempt): void {
    this.disk.set(attempt.id, JSON.stringify(attempt));
    const live = this.attempts()
      .filter(({ saleId }) => saleId === attempt.saleId)
      .filter(isLive);
    if (live.length > 1) this.liveAtOnce.add(attempt.saleId);
  }

  #onFault(error: unknown): void {
    if (!(error instanceof PowerCutError)) {
      this.faults.push(error);
      return;
    }
    this.#cut = null;
    this.crash();
  }
}
