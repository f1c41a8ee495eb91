import * as v from 'valibot';
import { canonicalJson } from '../main/contract/sync/canonical.ts';
import {
  type CatalogueCategory,
  type CatalogueItem,
  catalogueCategory,
  catalogueItem,
} from '../main/contract/sync/catalogue.ts';
import type { CataloguePage } from '../main/contract/sync/wire.ts';
import type { Database, Queryable } from './database/port.ts';
import { Refusal } from './refusal.ts';

export const catalogueFile = v.object({
  categories: v.array(catalogueCategory),
  items: v.array(catalogueItem),
});
export type CatalogueFile = v.InferOutput<typeof catalogueFile>;

type EntryKind = 'category' | 'item';
type GivenEntry = { readonly kind: EntryKind; readonly id: string; readonly content: string };

/**
 * Makes an organisation's catalogue equal to `given`. What differs, and only that, gets a new change
 * number: new, changed and missing entries.
 * @returns how many entries changed.
 */
export function publishCatalogue(
  database: Database,
  organisationId: string,
  given: CatalogueFile,
): Promise<number> {
  const entries: GivenEntry[] = [
    ...given.categories.map((category) => toEntry('category', category)),
    ...given.items.map((item) => toEntry('item', item)),
  ];
  return database.transaction(async (transaction) => {
    const head = await lockHead(transaction, organisationId);
    const changed = await changeEntries(transaction, organisationId, head, entries);
    await transaction.query(
      'UPDATE catalogue_head SET change_number = $2 WHERE organisation_id = $1',
      [organisationId, head + changed],
    );
    return changed;
  });
}

function toEntry(kind: EntryKind, entry: CatalogueCategory | CatalogueItem): GivenEntry {
  return { kind, id: entry.id, content: canonicalJson(entry) };
}

async function lockHead(transaction: Queryable, organisationId: string): Promise<number> {
  await transaction.query(
    'INSERT INTO catalogue_head (organisation_id, change_number) VALUES ($1, 0) ON CONFLICT DO NOTHING',
    [organisationId],
  );
  const [head] = await transaction.query<{ head: number }>(
    'SELECT change_number AS head FROM catalogue_head WHERE organisation_id = $1 FOR UPDATE',
    [organisationId],
  );
  return head?.head ?? 0;
}

/** Categories take the lower numbers, so that a terminal knows them before their items. */
async function changeEntries(
  transaction: Queryable,
  organisationId: string,
  head: number,
  entries: readonly GivenEntry[],
): Promise<number> {
  const changed = await transaction.query(
    `WITH given AS (
       SELECT kind, id, content
         FROM jsonb_to_recordset($3::jsonb) AS row_given (kind text, id text, content text)),
     stored AS (SELECT kind, id, content FROM catalogue_entry WHERE organisation_id = $1),
     different AS (
       SELECT kind, id, given.content, row_number() OVER (ORDER BY kind, id) AS place
         FROM given FULL JOIN stored USING (kind, id)
        WHERE given.content IS DISTINCT FROM stored.content)
     INSERT INTO catalogue_entry (organisation_id, kind, id, change_number, content)
     SELECT $1, kind, id, $2::bigint + place, content FROM different
     ON CONFLICT (organisation_id, kind, id) DO UPDATE
       SET change_number = excluded.change_number, content = excluded.content
     RETURNING id`,
    [organisationId, head, JSON.stringify(entries)],
  );
  return changed.length;
}

type EntryRow = {
  readonly kind: EntryKind;
  readonly id: string;
  readonly changeNumber: number;
  readonly content: string | null;
};

/**
 * The changes after `cursor`, at most `limit` of them.
 * @throws Refusal `cursor` when the hub has not come that far: it was restored from a backup.
 */
export async function readCataloguePage(
  database: Queryable,
  organisationId: string,
  cursor: number,
  limit: number,
): Promise<Omit<CataloguePage, 'hubTime'>> {
  const [head] = await database.query<{ head: number }>(
    'SELECT change_number AS head FROM catalogue_head WHERE organisation_id = $1',
    [organisationId],
  );
  const version = head?.head ?? 0;
  if (cursor > version) throw new Refusal('cursor', `${cursor} is beyond ${version}`);
  const rows = await database.query<EntryRow>(
    `SELECT kind, id, change_number AS "changeNumber", content FROM catalogue_entry
      WHERE organisation_id = $1 AND change_number > $2
      ORDER BY change_number LIMIT $3`,
    [organisationId, cursor, limit + 1],
  );
  const page = rows.slice(0, limit);
  const isLast = rows.length <= limit;
  const reached = isLast ? Math.max(version, cursor) : (page.at(-1)?.changeNumber ?? cursor);
  return {
    items: parseContents(page, 'item', catalogueItem),
    categories: parseContents(page, 'category', catalogueCategory),
    deletedIds: deletedOf(page, 'item'),
    deletedCategoryIds: deletedOf(page, 'category'),
    cursor: String(reached),
    isLast,
    version: String(version),
  };
}

function parseContents<Schema extends v.GenericSchema>(
  rows: readonly EntryRow[],
  kind: EntryKind,
  schema: Schema,
): v.InferOutput<Schema>[] {
  return rows
    .filter((row) => row.kind === kind)
    .flatMap((row) => (row.content === null ? [] : [v.parse(schema, JSON.parse(row.content))]));
}

function deletedOf(rows: readonly EntryRow[], kind: EntryKind): string[] {
  return rows.filter((row) => row.kind === kind && row.content === null).map((row) => row.id);
}
