import type { BenchSnapshot } from '../contract/bench/snapshot.ts';
import type { BenchParts } from './parts.ts';

/** One look for a card; short, so that a soak can be stopped. */
const lookTimeoutMs = 1_500;
/** Reading times kept for the median. */
const timesKept = 500;
/** After a failure, so that an unplugged reader is not asked without pause. */
const pauseMs = 300;

type Shown = NonNullable<BenchSnapshot['soak']>;

export type Soak = {
  start(deviceId: string): void;
  stop(): void;
  /** Its connection came back. */
  replugged(deviceId: string): void;
  shown(): BenchSnapshot['soak'];
};

/** Reads a card again and again: how fast, how often it fails, how often the cable was out. */
export function createSoak({ devices, changed, report }: BenchParts): Soak {
  let shown: Shown | null = null;
  let times: number[] = [];

  async function readOnce(deviceId: string): Promise<void> {
    const startedAt = performance.now();
    const reply = await devices.call(deviceId, 'read-card', { timeoutMs: lookTimeoutMs });
    if (!shown?.isRunning || shown.deviceId !== deviceId) return;
    if (reply.ok && reply.value !== null) {
      times = [...times, performance.now() - startedAt].slice(-timesKept);
      shown = { ...shown, reads: shown.reads + 1, medianMs: median(times) };
    } else {
      shown = { ...shown, failures: shown.failures + 1 };
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    changed();
  }

  async function run(mine: Shown): Promise<void> {
    const { deviceId } = mine;
    while (shown?.isRunning && shown.deviceId === deviceId) await readOnce(deviceId);
  }

  return {
    start(deviceId) {
      if (shown?.isRunning) return;
      times = [];
      shown = { deviceId, isRunning: true, reads: 0, failures: 0, replugs: 0, medianMs: 0 };
      run(shown).catch(report);
      changed();
    },
    stop() {
      if (!shown?.isRunning) return;
      shown = { ...shown, isRunning: false };
      void devices.call(shown.deviceId, 'cancel', null);
      changed();
    },
    replugged(deviceId) {
      if (shown?.isRunning && shown.deviceId === deviceId) {
        shown = { ...shown, replugs: shown.replugs + 1 };
      }
    },
    shown: () => shown,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
