import { migrations } from '../migrations/index.ts';
import type { Database, Queryable } from './port.ts';

/** Any number that no other user of the database locks. */
const migrationLock = 7_266_201;

/**
 * Applies what is missing, forward only, all of it or nothing. Several processes may do so at once:
 * the first one works and the others wait and find nothing to do.
 * @throws Error when the database was made by a newer hub.
 */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    await transaction.query(
      `CREATE TABLE IF NOT EXISTS schema_migration (
         number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const applied = await appliedNumber(transaction);
    if (applied > migrations.length) {
      throw new Error(
        `the database is at migration ${applied}, this hub knows ${migrations.length}`,
      );
    }
    for (const [index, migration] of migrations.entries()) {
      const number = index + 1;
      if (number <= applied) continue;
      for (const statement of migration.statements) await transaction.query(statement);
      await transaction.query('INSERT INTO schema_migration (number, name) VALUES ($1, $2)', [
        number,
        migration.name,
      ]);
    }
  });
}

async function appliedNumber(transaction: Queryable): Promise<number> {
  const [row] = await transaction.query<{ number: number }>(
    'SELECT coalesce(max(number), 0) AS number FROM schema_migration',
  );
  return row?.number ?? 0;
}
