import { DLE } from '../escpos/bytes.ts';

/** Finds DLE EOT n in raw bytes, as a stopped printer does that no longer interprets its buffer. */
export class StatusWatch {
  #tail: number[] = [];

  find(bytes: Uint8Array): number[] {
    const queries: number[] = [];
    for (const byte of bytes) {
      const [first, second] = this.#tail;
      if (first === DLE && second === 0x04) {
        queries.push(byte);
        this.#tail = [];
      } else {
        this.#tail = [...this.#tail.slice(-1), byte];
      }
    }
    return queries;
  }
}
