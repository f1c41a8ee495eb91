import type { DeviceConfig } from '../../drivers/contract.ts';
import type { ScanReportLayout } from '../../drivers/profiles/scanner-profile.ts';
import { hidePaymentCodes, hideScannedSecrets } from '../snapshot/payment-codes.ts';
import type { TraceEvent } from './trace.ts';

/** Longer than any scanner pauses within a code (device-facts 2: an idle flush takes 80 to 150 ms). */
const settleMs = 250;
/** A wire that never ends its codes is not held back for ever. */
const heldTransfers = 256;

/**
 * Hides payment codes, and keys that a scanner reads, in what a device's wire carried, also where one
 * came in pieces: what a scanner sends is held back until its code has an end, hidden as a whole and given on in its pieces. The
 * bytes keep their number, so that a recording of them can be played again.
 */
export class WireMask {
  readonly #config: DeviceConfig;
  readonly #release: (event: TraceEvent) => void;
  #held: TraceEvent[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(config: DeviceConfig, release: (event: TraceEvent) => void) {
    this.#config = config;
    this.#release = release;
  }

  push(event: TraceEvent): void {
    const { kind } = this.#config;
    // Their frames are binary and no customer's code comes over them.
    if (kind === 'reader' || kind === 'scale') {
      this.#release(event);
      return;
    }
    if (kind !== 'scanner' || event.direction === 'out') {
      this.flush();
      const [hidden = event] = hideAcross([event], null, hidePaymentCodes);
      this.#release(hidden);
      return;
    }
    this.#held.push(event);
    clearTimeout(this.#timer);
    if (this.#isWhole(event) || this.#held.length >= heldTransfers) this.flush();
    else this.#timer = setTimeout(() => this.flush(), settleMs);
  }

  /** Gives on what is held back; call it before anything else that the device tells. */
  flush(): void {
    clearTimeout(this.#timer);
    const held = this.#held;
    this.#held = [];
    for (const event of hideAcross(held, this.#layout(), hideScannedSecrets)) this.#release(event);
  }

  #layout(): ScanReportLayout | null {
    return this.#config.kind === 'scanner' ? (this.#config.profile?.hid ?? null) : null;
  }

  /** Nothing of a code is still to come. */
  #isWhole({ hex }: TraceEvent): boolean {
    const bytes = Buffer.from(hex, 'hex');
    const layout = this.#layout();
    if (layout) {
      const { continues } = layout;
      return continues === null || ((bytes[continues.at] ?? 0) & continues.mask) === 0;
    }
    return !/[0-9A-Za-z+/=]$/.test(bytes.toString('latin1'));
  }
}

/** Joins the parts of the transfers that codes are in, hides them there and takes them apart again. */
function hideAcross(
  events: readonly TraceEvent[],
  layout: ScanReportLayout | null,
  hide: (text: string) => string,
): TraceEvent[] {
  const transfers = events.map((event) => {
    const bytes = Buffer.from(event.hex, 'hex');
    return { event, bytes, data: layout ? dataOf(bytes, layout) : bytes };
  });
  const joined = Buffer.concat(transfers.map(({ data }) => data)).toString('latin1');
  const hidden = Buffer.from(hide(joined), 'latin1');
  let at = 0;
  return transfers.map(({ event, bytes, data }) => {
    // `data` is a view: what is written to it stands in `bytes`.
    hidden.copy(data, 0, at, at + data.length);
    at += data.length;
    return { ...event, hex: bytes.toString('hex') };
  });
}

function dataOf(report: Buffer, { lengthAt, dataAt, dataLength }: ScanReportLayout): Buffer {
  const length = Math.min(report[lengthAt] ?? 0, dataLength);
  return report.subarray(dataAt, dataAt + length);
}
