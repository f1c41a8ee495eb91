import { expect, it } from 'vitest';
import { migrate } from '../../../hub/database/migrate.ts';
import { openDatabase } from '../../../hub/database/open.ts';
import { migrations } from '../../../hub/migrations/index.ts';
import type { Given } from './given.ts';

/** How the database gets its shape. These come last: they take the tables away. */
export function testMigrations(given: Given): void {
  const numbers = async () =>
    (
      await given().database.query<{ number: number }>(
        'SELECT number FROM schema_migration ORDER BY number',
      )
    ).map(({ number }) => number);

  const allNumbers = migrations.map((_, index) => index + 1);

  it('are applied once when several hubs start at once on an empty database', async () => {
    const { database, url } = given();
    await database.query('DROP SCHEMA public CASCADE');
    await database.query('CREATE SCHEMA public');
    if (url === null) {
      await Promise.all([migrate(database), migrate(database), migrate(database)]);
    } else {
      const report = (error: Error) => console.error(error.message);
      const open = () => openDatabase({ url, folder: null }, report);
      const hubs = await Promise.all([open(), open(), open(), open()]);
      await Promise.all(hubs.map((hub) => hub.close()));
    }
    expect(await numbers()).toEqual(allNumbers);
  });

  it('stop an old hub on the database of a newer one', async () => {
    const { database } = given();
    await database.query("INSERT INTO schema_migration (number, name) VALUES (99, 'future')");
    await expect(migrate(database)).rejects.toThrow('migration 99');
  });
}
