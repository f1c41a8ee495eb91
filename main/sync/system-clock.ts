import type { SyncClock } from './port.ts';

/** The machine's own time and chance. Its timers do not keep the process alive. */
export const systemClock: SyncClock = {
  now: Date.now,
  random: Math.random,
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
