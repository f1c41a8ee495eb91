import type { DeviceEvent } from '../contract.ts';

/**
 * Holds scans and cards back while a dialogue stands, and gives them out in their order when it is
 * gone (UnifiedPOS `FreezeEvents`). At most `limit` are kept; `onOverflow` is told of each one lost.
 */
export class InputGate {
  readonly #deliver: (event: DeviceEvent) => void;
  readonly #onOverflow: () => void;
  readonly #limit: number;
  #held: DeviceEvent[] = [];
  #isFrozen = false;

  constructor(limit: number, deliver: (event: DeviceEvent) => void, onOverflow: () => void) {
    this.#limit = limit;
    this.#deliver = deliver;
    this.#onOverflow = onOverflow;
  }

  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  push(event: DeviceEvent): void {
    if (!this.#isFrozen) this.#deliver(event);
    else if (this.#held.length < this.#limit) this.#held.push(event);
    else this.#onOverflow();
  }

  freeze(isFrozen: boolean): void {
    this.#isFrozen = isFrozen;
    if (isFrozen) return;
    const held = this.#held;
    this.#held = [];
    for (const event of held) this.#deliver(event);
  }
}
