import { limits } from '../contract/limits.ts';

const firstDelayMs = 500;

/**
 * How long to wait after the `failures`-th failure in a row: somewhere between nothing and a bound
 * that doubles each time, so that a thousand tills do not come back in step when the hub does.
 * @param random from 0 to below 1.
 * @returns milliseconds, at most `limits.syncBackoffMaxMs`.
 */
export function backoffDelayMs(failures: number, random: number): number {
  const boundMs = firstDelayMs * 2 ** Math.min(failures - 1, 20);
  return Math.floor(random * Math.min(boundMs, limits.syncBackoffMaxMs));
}
