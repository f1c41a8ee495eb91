import { DeviceError } from '../device-error.ts';

/**
 * One work at a time on a shared wire, in the order asked; `device.busy` when too many wait. A work
 * whose turn comes after `maxWaitMs` is refused too: whoever asked for it has given up by then, and
 * a receipt or a drawer that comes unasked is a ghost.
 */
export class Turns {
  readonly #limit: number;
  readonly #maxWaitMs: number;
  readonly #now: () => number;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(limit: number, maxWaitMs: number, now: () => number = () => performance.now()) {
    this.#limit = limit;
    this.#maxWaitMs = maxWaitMs;
    this.#now = now;
  }

  /** Works that wait or are being done. */
  get length(): number {
    return this.#waiting;
  }

  async take<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#waiting >= this.#limit) {
      throw new DeviceError('device.busy', `${this.#waiting} works are waiting already`, false);
    }
    this.#waiting++;
    const askedAt = this.#now();
    const turn = this.#last
      .then(() => {
        if (this.#now() - askedAt <= this.#maxWaitMs) return work();
        const message = `its turn did not come within ${this.#maxWaitMs} ms`;
        throw new DeviceError('device.busy', message, false);
      })
      .finally(() => {
        this.#waiting--;
      });
    // The next turn comes whether this one went well or not.
    this.#last = Promise.allSettled([turn]);
    return turn;
  }
}
