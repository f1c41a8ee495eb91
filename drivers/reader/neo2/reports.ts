import { driverLimits } from '../../limits.ts';

/** Report ids (payment-facts 10.3, manual p. 41). */
const whole = 1;
const first = 2;
const middle = 3;
const last = 4;
/** Bytes of a report behind its id. */
export const reportDataBytes = 63;

/** A message as reports of 64 bytes, id first, the last one filled with zeros. */
export function splitReports(message: Uint8Array): readonly Uint8Array[] {
  const count = Math.max(1, Math.ceil(message.length / reportDataBytes));
  return Array.from({ length: count }, (_, index) => {
    const report = new Uint8Array(1 + reportDataBytes);
    report[0] = idOf(index, count);
    report.set(message.subarray(index * reportDataBytes, (index + 1) * reportDataBytes), 1);
    return report;
  });
}

function idOf(index: number, count: number): number {
  if (count === 1) return whole;
  if (index === 0) return first;
  return index === count - 1 ? last : middle;
}

/**
 * Puts messages together again. A middle or last report without what comes before it is ignored,
 * as are other ids (manual p. 41); a report of another size than 64 bytes breaks the message.
 */
export class ReportJoiner {
  readonly #limitBytes: number;
  #parts: Uint8Array[] | undefined;

  constructor(limitBytes: number = driverLimits.readerMessageBytes) {
    this.#limitBytes = limitBytes;
  }

  /** The message that this report completes, with its filling; undefined while there is none. */
  push(report: Uint8Array): Uint8Array | undefined {
    const id = report[0];
    const data = report.subarray(1);
    const isFull = data.length === reportDataBytes;
    if (id === whole || id === first) {
      this.#parts = undefined;
      if (!isFull) return undefined;
      if (id === whole) return Uint8Array.from(data);
      this.#parts = [data];
      return undefined;
    }
    if ((id !== middle && id !== last) || !this.#parts) return undefined;
    const hasRoom = (this.#parts.length + 1) * reportDataBytes <= this.#limitBytes;
    if (!isFull || !hasRoom) {
      this.#parts = undefined;
      return undefined;
    }
    this.#parts.push(data);
    if (id === middle) return undefined;
    const message = Uint8Array.from(Buffer.concat(this.#parts));
    this.#parts = undefined;
    return message;
  }

  reset(): void {
    this.#parts = undefined;
  }
}
