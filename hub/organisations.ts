import type { Queryable } from './database/port.ts';

export type StorePlace = { readonly organisationId: string; readonly storeId: string };

/** Makes an organisation and a store of it, where they are not there yet; named by their ids. */
export async function addStore(database: Queryable, place: StorePlace): Promise<void> {
  await database.query(
    'INSERT INTO organisation (id, name) VALUES ($1, $1) ON CONFLICT DO NOTHING',
    [place.organisationId],
  );
  await database.query(
    'INSERT INTO store (organisation_id, id, name) VALUES ($1, $2, $2) ON CONFLICT DO NOTHING',
    [place.organisationId, place.storeId],
  );
}
