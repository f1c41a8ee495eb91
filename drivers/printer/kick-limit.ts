import { driverLimits } from '../limits.ts';

/**
 * Spares the drawer's coil: at most one part on to four parts off (device-facts 5), also from one
 * pulse to the next, and only so many a minute however often somebody taps. Times in milliseconds of
 * a clock that never goes back.
 */
export class KickLimit {
  #kicks: number[] = [];

  /** How long the next pulse must wait; undefined when there were too many in the last minute. */
  delayMs(now: number): number | undefined {
    this.#kicks = this.#kicks.filter((at) => now - at < 60_000);
    if (this.#kicks.length >= driverLimits.drawerKicksPerMinute) return undefined;
    const last = this.#kicks.at(-1);
    return last === undefined ? 0 : Math.max(0, last + driverLimits.drawerKickGapMs - now);
  }

  add(now: number): void {
    this.#kicks.push(now);
  }
}
