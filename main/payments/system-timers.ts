import type { Timers } from './payments.ts';

/** The machine's own timers: monotonic, so a clock that is set does not stretch a wait. */
export const systemTimers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
