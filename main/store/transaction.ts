import type { DatabaseSync } from 'node:sqlite';

/**
 * Runs `work` in one transaction: all of it is on the disk when this returns, or none. A transaction
 * inside another joins it.
 */
export function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
