import type { DatabaseSync } from 'node:sqlite';
import { asStoreFault } from './fault.ts';

/**
 * Runs `work` in one transaction: all of it is on the disk when this returns, or none. A transaction
 * inside another joins it.
 *
 * @throws PosError `store.full` and its like when the disk refuses; nothing is written then.
 */
export function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  if (database.isTransaction) return work();
  try {
    database.exec('BEGIN IMMEDIATE');
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw asStoreFault(error);
  }
}
