import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` whole or not at all, alone or inside a transaction that goes on either way. */
export function inSavepoint<Value>(db: DatabaseSync, work: () => Value): Value {
  db.exec('SAVEPOINT catalogue');
  try {
    const value = work();
    db.exec('RELEASE catalogue');
    return value;
  } catch (error) {
    // a full disk has rolled back by itself
    if (db.isTransaction) db.exec('ROLLBACK TO catalogue; RELEASE catalogue');
    throw error;
  }
}
