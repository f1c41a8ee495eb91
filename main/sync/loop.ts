import { backoffDelayMs } from './backoff.ts';
import type { SyncClock } from './port.ts';

export type LoopParts = {
  /** One round, never two at once. False: it failed, and is tried again after the back-off. */
  readonly work: (signal: AbortSignal) => Promise<boolean>;
  /** From the end of a good round to the next one, when nobody nudges. */
  readonly everyMs: number;
  readonly clock: SyncClock;
  /** Told of what `work` throws: a fault of the store or a defect, never the network. */
  readonly report: (error: unknown) => void;
  readonly changed: () => void;
};

export type Loop = {
  start(): void;
  /** There is something to do: now, or right after the running round; not during a back-off. */
  nudge(): void;
  /** Pausing cuts off the running round; going on begins at once, whatever failed before. */
  setPaused(isPaused: boolean): void;
  phase(): 'idle' | 'running' | 'waiting' | 'paused';
  /** Resolves when nothing runs any more. */
  stop(): Promise<void>;
};

/** Runs rounds of work one after another: when nudged, from time to time, and again after a failure. */
export function createLoop({ work, everyMs, clock, report, changed }: LoopParts): Loop {
  let running: Promise<void> | null = null;
  let abort = new AbortController();
  let cancelTimer = () => {};
  let failures = 0;
  let isNudged = false;
  let isPaused = false;
  let isStopped = true;

  function run(): void {
    if (running !== null || isPaused || isStopped) return;
    cancelTimer();
    isNudged = false;
    abort = new AbortController();
    running = attempt(abort.signal).then(finish);
    changed();
  }

  async function attempt(signal: AbortSignal): Promise<boolean> {
    try {
      return await work(signal);
    } catch (error) {
      report(error);
      return false;
    }
  }

  function finish(isFine: boolean): void {
    running = null;
    if (!isPaused && !isStopped) planNext(isFine);
    changed();
  }

  function planNext(isFine: boolean): void {
    failures = isFine ? 0 : failures + 1;
    if (isFine && isNudged) run();
    else
      cancelTimer = clock.after(isFine ? everyMs : backoffDelayMs(failures, clock.random()), run);
  }

  function halt(): void {
    cancelTimer();
    abort.abort();
  }

  return {
    start() {
      isStopped = false;
      run();
    },
    nudge() {
      isNudged = true;
      if (failures === 0) run();
      changed();
    },
    setPaused(shouldPause) {
      isPaused = shouldPause;
      failures = 0;
      if (shouldPause) halt();
      else run();
      changed();
    },
    phase() {
      if (isPaused) return 'paused';
      if (running !== null) return 'running';
      return failures > 0 ? 'waiting' : 'idle';
    },
    async stop() {
      isStopped = true;
      halt();
      await running;
    },
  };
}
