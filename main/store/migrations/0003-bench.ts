import type { Migration } from '../migration.ts';

/** What the technician's bench keeps of each device, by the device's id in the settings. */
export const benchMigration: Migration = {
  version: 3,
  sql: `
    CREATE TABLE device_statistic (
      device_id TEXT NOT NULL,
      name TEXT NOT NULL,
      life INTEGER NOT NULL,
      -- the business-local day that 'today' counts
      day TEXT NOT NULL,
      today INTEGER NOT NULL,
      PRIMARY KEY (device_id, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE health_result (
      result_id INTEGER PRIMARY KEY,
      device_id TEXT NOT NULL,
      level TEXT NOT NULL,
      at INTEGER NOT NULL,
      duration_ms INTEGER NOT NULL,
      is_healthy INTEGER NOT NULL,
      codes TEXT NOT NULL CHECK (json_valid(codes)),
      facts TEXT NOT NULL CHECK (json_valid(facts))
    ) STRICT;
    CREATE INDEX health_result_by_device ON health_result (device_id, at);
    CREATE INDEX health_result_by_age ON health_result (at);
  `,
};
