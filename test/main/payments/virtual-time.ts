import type { Clock, Timers } from '../../../main/payments/payments.ts';

type Event = { readonly atMs: number; readonly order: number; readonly run: () => void };

/** A clock and timers that run as fast as the tests do, in one order that only the events decide. */
export class VirtualTime {
  #elapsedMs = 0;
  #wallMs = 1_700_000_000_000;
  #orders = 0;
  readonly #events = new Set<Event>();

  readonly clock: Clock = { now: () => this.#wallMs + this.#elapsedMs };

  readonly timers: Timers = {
    after: (delayMs, run) => {
      this.#orders += 1;
      const event = { atMs: this.#elapsedMs + Math.max(0, delayMs), order: this.#orders, run };
      this.#events.add(event);
      return () => this.#events.delete(event);
    },
  };

  get elapsedMs(): number {
    return this.#elapsedMs;
  }

  /** Someone sets the clock; what was waiting does not notice. */
  setClock(shiftMs: number): void {
    this.#wallMs += shiftMs;
  }

  wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.timers.after(delayMs, resolve));
  }

  /** Lets everything happen until nothing is left to wait for, or `limitMs` have gone by. */
  async run(limitMs: number): Promise<void> {
    await settle();
    while (this.#elapsedMs <= limitMs && this.step()) await settle();
  }

  /** Goes to the next event and lets it happen; false when there is none. */
  step(): boolean {
    const next = this.#next();
    if (!next) return false;
    this.#events.delete(next);
    this.#elapsedMs = next.atMs;
    next.run();
    return true;
  }

  #next(): Event | null {
    let first: Event | null = null;
    for (const event of this.#events) {
      const isEarlier =
        !first ||
        event.atMs < first.atMs ||
        (event.atMs === first.atMs && event.order < first.order);
      if (isEarlier) first = event;
    }
    return first;
  }
}

/** Enough turns for an answer to come through the promises between a provider and the machine. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}
