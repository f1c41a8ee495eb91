/** How long a page may leave a heartbeat unanswered before it counts as hung. */
export const hangMs = 2_000;

/** From one answered heartbeat to the next. */
export const heartbeatMs = 1_000;

const firstRetryMs = 250;
const longestRetryMs = 5_000;

/**
 * How long to wait before bringing something back for the n-th time (from 0) since it last worked.
 * The first time at once: a cashier is waiting. It never gives up: a till has nobody to start it.
 */
export function restartDelayMs(attempt: number): number {
  if (attempt === 0) return 0;
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(attempt - 1, 10));
}
