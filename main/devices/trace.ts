import type { DeviceEvent } from '../../drivers/contract.ts';
import { limits } from '../contract/limits.ts';

export type TraceEvent = Extract<DeviceEvent, { kind: 'trace' }>;

/** A transfer with its number, which grows with every one, also when a device is opened anew. */
export type NumberedTrace = TraceEvent & { readonly number: number };

/** The last bytes of one device in both directions, bounded by `limits.deviceTraceBytes`. */
export class TraceRing {
  readonly #entries: NumberedTrace[] = [];
  #bytes = 0;

  add(entry: TraceEvent, number: number): void {
    this.#entries.push({ ...entry, number });
    this.#bytes += sizeOf(entry);
    while (this.#bytes > limits.deviceTraceBytes) {
      const oldest = this.#entries.shift();
      if (!oldest) return;
      this.#bytes -= sizeOf(oldest);
    }
  }

  get entries(): readonly NumberedTrace[] {
    return [...this.#entries];
  }

  last(direction: 'in' | 'out'): TraceEvent | undefined {
    return this.#entries.findLast((entry) => entry.direction === direction);
  }
}

/** What an entry costs beside its bytes; status questions are of three. */
const entryOverheadBytes = 16;

function sizeOf(entry: TraceEvent): number {
  return entry.hex.length / 2 + entryOverheadBytes;
}
