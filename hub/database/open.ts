import { migrate } from './migrate.ts';
import { openPglite } from './pglite.ts';
import type { Database } from './port.ts';
import { openPostgresql } from './postgresql.ts';

export type DatabasePlace = {
  /** A server's URL; null for PGlite in this process. */
  readonly url: string | null;
  /** PGlite's folder; null for memory. */
  readonly folder: string | null;
};

/** Opens the database and brings its tables up to date. */
export async function openDatabase(
  place: DatabasePlace,
  report: (error: Error) => void,
): Promise<Database> {
  const database =
    place.url === null ? await openPglite(place.folder) : openPostgresql(place.url, report);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}
