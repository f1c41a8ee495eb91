import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './transaction.ts';

export type Counted = { readonly name: string; readonly by: number };
export type Statistic = { readonly name: string; readonly today: number; readonly life: number };

/** How often each device did what, today and since it was bound. */
export type DeviceStatistics = {
  /** Adds what was counted on `day` (`YYYY-MM-DD`), in one transaction. */
  add(counts: ReadonlyMap<string, readonly Counted[]>, day: string): void;
  /** By name; what was last counted on another day is 0 today. */
  of(deviceId: string, day: string): Statistic[];
  forget(deviceId: string): void;
};

export function openDeviceStatistics(database: DatabaseSync): DeviceStatistics {
  const count = database.prepare(
    `INSERT INTO device_statistic (device_id, name, life, day, today)
     VALUES (:deviceId, :name, :by, :day, :by)
     ON CONFLICT (device_id, name) DO UPDATE SET
       life = life + :by,
       today = CASE day WHEN :day THEN today + :by ELSE :by END,
       day = :day`,
  );
  const read = database.prepare(
    'SELECT name, life, day, today FROM device_statistic WHERE device_id = ? ORDER BY name',
  );
  const remove = database.prepare('DELETE FROM device_statistic WHERE device_id = ?');

  return {
    add(counts, day) {
      inTransaction(database, () => {
        for (const [deviceId, counted] of counts) {
          for (const { name, by } of counted) count.run({ deviceId, name, by, day });
        }
      });
    },
    of(deviceId, day) {
      return read.all(deviceId).map((row) => ({
        name: String(row.name),
        today: row.day === day ? Number(row.today) : 0,
        life: Number(row.life),
      }));
    },
    forget(deviceId) {
      remove.run(deviceId);
    },
  };
}
