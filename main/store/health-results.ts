import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { type HealthShown, healthShown } from '../contract/bench/snapshot.ts';
import { inTransaction } from './transaction.ts';

/** How long what a health check found is kept. */
export const healthKeptMs = 90 * 24 * 3_600_000;

/** Health checks of the last 90 days. */
export type HealthResults = {
  /** Keeps it, and forgets what is older than 90 days before it. */
  add(deviceId: string, result: HealthShown): void;
  /** Newest first, none older than 90 days before `now`. */
  of(deviceId: string, now: number): HealthShown[];
};

export function openHealthResults(database: DatabaseSync): HealthResults {
  const insert = database.prepare(
    `INSERT INTO health_result (device_id, level, at, duration_ms, is_healthy, codes, facts)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const forget = database.prepare('DELETE FROM health_result WHERE at < ?');
  const read = database.prepare(
    `SELECT level, at, duration_ms, is_healthy, codes, facts FROM health_result
     WHERE device_id = ? AND at >= ? ORDER BY at DESC, result_id DESC`,
  );

  return {
    add(deviceId, { level, at, durationMs, isHealthy, codes, facts }) {
      inTransaction(database, () => {
        const written = [Number(isHealthy), JSON.stringify(codes), JSON.stringify(facts)] as const;
        insert.run(deviceId, level, at, durationMs, ...written);
        forget.run(at - healthKeptMs);
      });
    },
    of(deviceId, now) {
      return read.all(deviceId, now - healthKeptMs).map((row) =>
        v.parse(healthShown, {
          level: row.level,
          at: row.at,
          durationMs: row.duration_ms,
          isHealthy: row.is_healthy === 1,
          codes: JSON.parse(String(row.codes)),
          facts: JSON.parse(String(row.facts)),
        }),
      );
    },
  };
}
