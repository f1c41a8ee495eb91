import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long a statement may keep the event loop to itself: a scan is answered within a frame. */
const sliceMs = 2;

/** Divides long work into slices, between which the till goes on. */
export class Pace {
  readonly #signal: AbortSignal;
  #from = performance.now();

  /** @param signal ends the work: `rest` rejects with its reason. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  isDue(): boolean {
    return performance.now() - this.#from >= sliceMs;
  }

  /** Lets everything else have its turn. */
  async rest(): Promise<void> {
    await nextTurn();
    this.#signal.throwIfAborted();
    this.#from = performance.now();
  }

  async restIfDue(): Promise<void> {
    if (this.isDue()) await this.rest();
  }
}
