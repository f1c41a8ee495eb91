import type { BenchDevice } from '../contract/bench/snapshot.ts';
import { localDay } from '../domain/business-day.ts';
import type { BenchParts } from './parts.ts';

/** A count waits this long for others, so that no scan pays for a write of its own. */
const writeEveryMs = 4_000;

export type Counters = {
  count(deviceId: string, name: string, by: number): void;
  of(deviceId: string): BenchDevice['counters'];
  forget(deviceId: string): void;
  /** Writes what waits; at most that many seconds of counts are lost with the power. */
  flush(): void;
  close(): void;
};

export function createCounters(
  parts: Pick<BenchParts, 'store' | 'settings' | 'now' | 'report'>,
): Counters {
  const { store, settings, now, report } = parts;
  let waiting = new Map<string, Map<string, number>>();
  let timer: NodeJS.Timeout | undefined;

  /** The business day that is open, or the calendar's. */
  const today = (): string =>
    store.sales.openShift()?.businessDay ?? localDay(now(), settings.store.timeZone);

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const counts = waiting;
    waiting = new Map();
    store.deviceStatistics.add(
      new Map([...counts].map(([id, names]) => [id, [...names].map(toCounted)])),
      today(),
    );
  }

  /** A disk that refuses costs some counts and nothing else. */
  function flushQuietly(): void {
    try {
      flush();
    } catch (error) {
      report(error);
    }
  }

  return {
    count(deviceId, name, by) {
      const names = waiting.get(deviceId) ?? new Map<string, number>();
      names.set(name, (names.get(name) ?? 0) + by);
      waiting.set(deviceId, names);
      timer ??= setTimeout(flushQuietly, writeEveryMs);
    },
    of(deviceId) {
      const kept = new Map(
        store.deviceStatistics
          .of(deviceId, today())
          .map((statistic) => [statistic.name, statistic]),
      );
      for (const [name, by] of waiting.get(deviceId) ?? []) {
        const { today: day = 0, life = 0 } = kept.get(name) ?? {};
        kept.set(name, { name, today: day + by, life: life + by });
      }
      return [...kept.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    forget(deviceId) {
      waiting.delete(deviceId);
      store.deviceStatistics.forget(deviceId);
    },
    flush,
    close: flushQuietly,
  };
}

function toCounted([name, by]: readonly [string, number]): { name: string; by: number } {
  return { name, by };
}
