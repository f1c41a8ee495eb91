import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { lockFolder } from './folder-lock.ts';
import { bigintTypeId, type Database, parseBigint } from './port.ts';

/**
 * PostgreSQL inside this process, for one hub process alone.
 * @param folder where it keeps its files; null for memory.
 * @throws Error when another process has the folder.
 */
export async function openPglite(folder: string | null): Promise<Database> {
  if (folder !== null) await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = folder === null ? () => {} : lockFolder(folder);
  const engine = await PGlite.create({
    ...(folder === null ? {} : { dataDir: join(folder, 'pglite') }),
    parsers: { [bigintTypeId]: parseBigint },
  });
  return {
    engine: 'pglite',
    async query<Row extends object>(statement: string, parameters: readonly unknown[] = []) {
      return (await engine.query<Row>(statement, [...parameters])).rows;
    },
    transaction: (work) =>
      engine.transaction((transaction) =>
        work({
          async query<Row extends object>(statement: string, parameters: readonly unknown[] = []) {
            return (await transaction.query<Row>(statement, [...parameters])).rows;
          },
        }),
      ),
    async close() {
      await engine.close();
      unlock();
    },
  };
}
