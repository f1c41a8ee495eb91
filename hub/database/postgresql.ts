import pg from 'pg';
import { bigintTypeId, type Database, parseBigint } from './port.ts';

const connectTimeoutMs = 5_000;
const statementTimeoutMs = 15_000;

/**
 * A PostgreSQL server, shared by any number of hub processes.
 * @param report is told of connections lost while idle; the pool makes new ones by itself.
 */
export function openPostgresql(url: string, report: (error: Error) => void): Database {
  const types = new pg.TypeOverrides();
  types.setTypeParser(bigintTypeId, parseBigint);
  const pool = new pg.Pool({
    connectionString: url,
    types,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    application_name: 'saoma-hub',
  });
  let isClosing = false;
  pool.on('error', (error) => {
    if (!isClosing) report(error);
  });
  return {
    engine: 'postgresql',
    async query<Row extends object>(statement: string, parameters: readonly unknown[] = []) {
      return (await pool.query<Row>(statement, [...parameters])).rows;
    },
    async transaction(work) {
      const client = await pool.connect();
      let failure: Error | undefined;
      try {
        await client.query('BEGIN');
        const value = await work({
          async query<Row extends object>(statement: string, parameters: readonly unknown[] = []) {
            return (await client.query<Row>(statement, [...parameters])).rows;
          },
        });
        await client.query('COMMIT');
        return value;
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
        await rollBack(client, report);
        throw error;
      } finally {
        // A connection that saw a failure is not used again: its state is not worth guessing.
        client.release(failure);
      }
    },
    async close() {
      isClosing = true;
      await pool.end();
    },
  };
}

async function rollBack(client: pg.PoolClient, report: (error: Error) => void): Promise<void> {
  try {
    await client.query('ROLLBACK');
  } catch (error) {
    // The connection is gone, and with it the transaction.
    report(error instanceof Error ? error : new Error(String(error)));
  }
}
