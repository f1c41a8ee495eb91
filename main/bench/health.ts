import type { HealthLevel } from '../../drivers/contract.ts';
import type { BenchSnapshot, HealthShown } from '../contract/bench/snapshot.ts';
import type { FailureCode } from '../contract/failure.ts';
import type { Activity } from './activity.ts';
import type { BenchParts } from './parts.ts';

/** Below the terminal's own limit for a call, so that the device answers first; a person needs time. */
const timeoutsMs: Readonly<Record<HealthLevel, number>> = {
  internal: 2_000,
  external: 8_000,
  interactive: 15_000,
};

/** A device that could not even be asked, in the words of health. */
const codeOf: Partial<Record<FailureCode, string>> = {
  'device.offline': 'not-connected',
  'device.not-configured': 'not-connected',
  'device.interrupted': 'not-connected',
  'device.timeout': 'no-answer',
};

export type Health = {
  check(deviceId: string, level: HealthLevel): Promise<void>;
  /** One after another, in the order of the settings. */
  checkAll(level: 'internal' | 'external'): Promise<void>;
  run(): BenchSnapshot['run'];
  /** The newest of each level. */
  newest(deviceId: string): HealthShown[];
  history(deviceId: string): HealthShown[];
};

export function createHealth(parts: BenchParts, activity: Activity): Health {
  const { store, devices, settings, now, changed } = parts;
  const newest = new Map<string, HealthShown[]>();
  let run: BenchSnapshot['run'] = null;

  async function ask(deviceId: string, level: HealthLevel): Promise<HealthShown> {
    const at = now();
    const startedAt = performance.now();
    const params = { level, timeoutMs: timeoutsMs[level] };
    const reply = await devices.call(deviceId, 'check-health', params);
    const durationMs = Math.round(performance.now() - startedAt);
    if (reply.ok) {
      const { isHealthy, codes, facts } = reply.value;
      return { level, at, durationMs, isHealthy, codes: [...codes], facts: { ...facts } };
    }
    const { code } = reply.error;
    const codes = [codeOf[code] ?? 'error'];
    return { level, at, durationMs, isHealthy: false, codes, facts: { failure: code } };
  }

  async function check(deviceId: string, level: HealthLevel): Promise<void> {
    const result = await activity.during(deviceId, level, () => ask(deviceId, level));
    store.healthResults.add(deviceId, result);
    newest.delete(deviceId);
    changed();
  }

  return {
    check,
    async checkAll(level) {
      if (run) return;
      const ids = settings.devices.map(({ id }) => id);
      run = { done: 0, total: ids.length };
      changed();
      try {
        for (const id of ids) {
          if (activity.running(id) === null) await check(id, level);
          run = { done: run.done + 1, total: ids.length };
          changed();
        }
      } finally {
        run = null;
        changed();
      }
    },
    run: () => run,
    newest(deviceId) {
      const known = newest.get(deviceId);
      if (known) return known;
      const found = newestOfEach(store.healthResults.of(deviceId, now()));
      newest.set(deviceId, found);
      return found;
    },
    history: (deviceId) => store.healthResults.of(deviceId, now()),
  };
}

/** @param results newest first */
function newestOfEach(results: readonly HealthShown[]): HealthShown[] {
  return (['internal', 'external', 'interactive'] as const).flatMap((level) => {
    const found = results.find((result) => result.level === level);
    return found ? [found] : [];
  });
}
