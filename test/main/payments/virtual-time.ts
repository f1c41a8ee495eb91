import type { Clock, Timers } from '../../../main/payments/payments.ts';

type Event = {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
  isCancelled: boolean;
};

/** A clock and timers that run as fast as the tests do, in one order that only the events decide. */
export class VirtualTime {
  #elapsedMs = 0;
  #wallMs = 1_700_000_000_000;
  #orders = 0;
  /** A binary heap, the next event first. What is cancelled stays until its turn. */
  readonly #heap: Event[] = [];

  readonly clock: Clock = { now: () => this.#wallMs + this.#elapsedMs };

  readonly timers: Timers = {
    after: (delayMs, run) => {
      this.#orders += 1;
      const atMs = this.#elapsedMs + Math.max(0, delayMs);
      const event: Event = { atMs, order: this.#orders, run, isCancelled: false };
      this.#push(event);
      return () => {
        event.isCancelled = true;
      };
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
    let next = this.#pop();
    while (next?.isCancelled) next = this.#pop();
    if (!next) return false;
    this.#elapsedMs = next.atMs;
    next.run();
    return true;
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (!parent || !isBefore(event, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = event;
  }

  #pop(): Event | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      const isRight = left && right && isBefore(right, left);
      const child = isRight ? right : left;
      if (!child || !isBefore(child, last)) break;
      heap[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
    heap[at] = last;
    return first;
  }
}

function isBefore(one: Event, other: Event): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}

/** Enough turns for an answer to come through the promises between a provider and the machine. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}
