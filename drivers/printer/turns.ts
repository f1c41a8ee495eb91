import { DeviceError } from '../device-error.ts';

/** One work at a time on a shared wire, in the order asked; `device.busy` when too many wait. */
export class Turns {
  readonly #limit: number;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  async take<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#waiting >= this.#limit) {
      throw new DeviceError('device.busy', `${this.#waiting} works are waiting already`, false);
    }
    this.#waiting++;
    const turn = this.#last.then(work).finally(() => {
      this.#waiting--;
    });
    // The next turn comes whether this one went well or not.
    this.#last = Promise.allSettled([turn]);
    return turn;
  }
}
