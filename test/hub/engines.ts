import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '../../hub/database/open.ts';
import type { Database } from '../../hub/database/port.ts';
import {
  findPostgresqlPrograms,
  type PrivatePostgresql,
  startPrivatePostgresql,
} from './private-postgresql.ts';

export type TestEngine = {
  readonly name: string;
  /** A fresh database with the hub's tables, and its URL where it has one. */
  open(): Promise<{ database: Database; url: string | null; close: () => Promise<void> }>;
};

const pglite: TestEngine = {
  name: 'PGlite',
  async open() {
    const database = await openDatabase({ url: null, folder: null }, failLoudly);
    return { database, url: null, close: () => database.close() };
  },
};

/** PGlite always; PostgreSQL where `DATABASE_URL` names one or its programs are installed. */
export async function availableEngines(): Promise<TestEngine[]> {
  const postgresql = await findPostgresql();
  return postgresql ? [pglite, postgresql] : [pglite];
}

async function findPostgresql(): Promise<TestEngine | null> {
  const url = process.env.DATABASE_URL;
  if (url !== undefined) {
    return postgresqlEngine(async () => ({ url, stop: async () => {} }));
  }
  const programs = await findPostgresqlPrograms();
  if (programs !== null) return postgresqlEngine(() => startPrivatePostgresql(programs));
  console.log('PostgreSQL skipped: no DATABASE_URL, and no initdb in /usr/lib/postgresql');
  return null;
}

function postgresqlEngine(start: () => Promise<PrivatePostgresql>): TestEngine {
  return {
    name: 'PostgreSQL',
    async open() {
      const server = await start();
      const name = `saoma_test_${randomBytes(6).toString('hex')}`;
      await runOnce(server.url, `CREATE DATABASE ${name}`);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      const database = await openDatabase({ url: url.href, folder: null }, failLoudly);
      return {
        database,
        url: url.href,
        async close() {
          await database.close();
          await runOnce(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
          await server.stop();
        },
      };
    },
  };
}

async function runOnce(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}

function failLoudly(error: Error): void {
  console.error(error.message);
}
