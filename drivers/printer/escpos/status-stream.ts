import { type AutomaticStatus, isAutomaticHead, isAutomaticRest } from './automatic-status.ts';
import { isStatusByte } from './status.ts';

export type StatusSignal =
  | { readonly kind: 'answer'; readonly byte: number }
  | { readonly kind: 'report'; readonly bytes: AutomaticStatus };

/** Flow control of serial lines; may come between the bytes of a report (Epson, GS a). */
const XON = 0x11;
const XOFF = 0x13;

/**
 * Tells answers to DLE EOT, reports that come by themselves, and noise apart, by their fixed bits.
 * A byte that cannot go on with a report ends it unheard, so that after noise the next report is
 * whole again.
 */
export class StatusStream {
  #report: number[] = [];

  push(bytes: Uint8Array): StatusSignal[] {
    return Array.from(bytes).flatMap((byte) => this.#take(byte) ?? []);
  }

  #take(byte: number): StatusSignal | undefined {
    if (byte === XON || byte === XOFF) return undefined;
    const goesOn = this.#report.length > 0 && isAutomaticRest(byte);
    if (goesOn) this.#report.push(byte);
    else this.#report = isAutomaticHead(byte) ? [byte] : [];
    if (isStatusByte(byte)) return { kind: 'answer', byte };
    const [first, second, third, fourth] = this.#report;
    if (first === undefined || second === undefined) return undefined;
    if (third === undefined || fourth === undefined) return undefined;
    this.#report = [];
    return { kind: 'report', bytes: [first, second, third, fourth] };
  }
}
