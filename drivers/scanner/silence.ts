/** Waits until nothing comes any more. */
export type Silence = {
  /** Calls back after so many milliseconds, unless told again before. */
  readonly wait: (idleMs: number) => void;
  readonly stop: () => void;
};

/**
 * A silence during which this process was held up itself does not count: what has come meanwhile is
 * not read yet, and would be taken for something of its own.
 */
export function createSilence(onSilence: () => void): Silence {
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => clearTimeout(timer);
  const wait = (idleMs: number): void => {
    stop();
    const armedAt = performance.now();
    timer = setTimeout(() => {
      const wasLate = performance.now() - armedAt > 1.5 * idleMs;
      if (wasLate) wait(idleMs);
      else onSilence();
    }, idleMs);
  };
  return { wait, stop };
}
