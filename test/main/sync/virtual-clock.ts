import type { SyncClock } from '../../../main/sync/port.ts';

export type VirtualClock = SyncClock & {
  /** Waits that were asked for and not called off, in milliseconds from now, soonest first. */
  pendingMs(): number[];
  /** Lets what is under way finish, then goes to the next wait that ends and ends it. */
  advance(): Promise<void>;
};

/** Time that passes only when told to. */
export function createVirtualClock(random: () => number = () => 0.5): VirtualClock {
  let now = Date.UTC(2026, 2, 1);
  const timers = new Map<symbol, { at: number; work: () => void }>();
  const inOrder = () => [...timers].sort(([, a], [, b]) => a.at - b.at);

  return {
    now: () => now,
    random,
    after(delayMs, work) {
      const timer = Symbol('timer');
      timers.set(timer, { at: now + delayMs, work });
      return () => timers.delete(timer);
    },
    pendingMs: () => inOrder().map(([, { at }]) => at - now),
    async advance() {
      await settle();
      const [next] = inOrder();
      if (!next) throw new Error('nothing waits');
      const [timer, { at, work }] = next;
      timers.delete(timer);
      now = at;
      work();
      await settle();
    },
  };
}

/** Runs everything that only waits for promises. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
