import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { catalogueFile, publishCatalogue } from './catalogue.ts';
import { openDatabase } from './database/open.ts';
import type { Database } from './database/port.ts';
import { allowEnrolment } from './enrolment.ts';
import { addStore } from './organisations.ts';
import { createServer } from './server.ts';

/**
 * Runs a hub: `node hub/start.ts [--port 0] [--host 127.0.0.1] [--data DIR] [--store ID]
 * [--enrolment-code CODE] [--catalogue FILE]`.
 *
 * `DATABASE_URL` names a PostgreSQL server; without it PGlite keeps its files in DIR, or nothing
 * outlives the process. `SAOMA_HUB_ADMIN_TOKEN` opens the reports. One JSON line on standard output
 * says where it listens; logs go to standard error; SIGTERM ends it when what it is doing is done.
 */
const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string' },
    store: { type: 'string', default: 'store-1' },
    'enrolment-code': { type: 'string' },
    catalogue: { type: 'string' },
  },
});

const organisationId = 'organisation-1';
const enrolmentCodeLifeMs = 24 * 60 * 60_000;
const closeTimeoutMs = 10_000;

const database = await openDatabase(
  { url: process.env.DATABASE_URL ?? null, folder: options.data ?? null },
  (error) => console.error(JSON.stringify({ level: 40, msg: 'database', reason: error.message })),
);
await prepare(database);
const server = createServer(
  {
    database,
    now: Date.now,
    newId: randomUUID,
    adminToken: process.env.SAOMA_HUB_ADMIN_TOKEN ?? null,
  },
  process.stderr,
);
const url = await server.listen({ port: Number(options.port), host: options.host });
console.log(JSON.stringify({ listening: url, engine: database.engine, pid: process.pid }));

process.once('SIGTERM', stop);
process.once('SIGINT', stop);

async function prepare(target: Database): Promise<void> {
  const place = { organisationId, storeId: options.store };
  await addStore(target, place);
  const code = options['enrolment-code'];
  if (code !== undefined) {
    await allowEnrolment(target, place, code, Date.now() + enrolmentCodeLifeMs);
  }
  if (options.catalogue === undefined) return;
  const file = v.parse(catalogueFile, JSON.parse(await readFile(options.catalogue, 'utf8')));
  await publishCatalogue(target, organisationId, file);
}

function stop(): void {
  const lastResort = setTimeout(() => process.exit(1), closeTimeoutMs);
  lastResort.unref();
  server
    .close()
    .then(() => database.close())
    .catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
}
