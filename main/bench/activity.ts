import type { BenchDevice } from '../contract/bench/snapshot.ts';

type Running = NonNullable<BenchDevice['running']>;

/** What each device is doing for the bench: one thing at a time. */
export class Activity {
  readonly #running = new Map<string, Running>();
  readonly #results = new Map<string, NonNullable<BenchDevice['result']>>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  running(deviceId: string): Running | null {
    return this.#running.get(deviceId) ?? null;
  }

  result(deviceId: string): BenchDevice['result'] {
    return this.#results.get(deviceId) ?? null;
  }

  /** Shows that it is at work until `work` has settled. */
  async during<Value>(deviceId: string, what: Running, work: () => Promise<Value>): Promise<Value> {
    this.#running.set(deviceId, what);
    this.#changed();
    try {
      return await work();
    } finally {
      this.#running.delete(deviceId);
      this.#changed();
    }
  }

  finish(deviceId: string, result: NonNullable<BenchDevice['result']>): void {
    this.#results.set(deviceId, result);
    this.#changed();
  }
}
