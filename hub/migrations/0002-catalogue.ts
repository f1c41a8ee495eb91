import type { Migration } from './migration.ts';

/**
 * Items and categories, each with the number of its last change. Numbers are taken under a row lock
 * on the head, so they are committed in order: a reader that has seen 7 never misses a late 6, as it
 * could with a sequence.
 */
export const catalogue: Migration = {
  name: 'catalogue',
  statements: [
    `CREATE TABLE catalogue_head (
       organisation_id text PRIMARY KEY REFERENCES organisation (id),
       change_number bigint NOT NULL)`,
    `CREATE TABLE catalogue_entry (
       organisation_id text NOT NULL,
       kind text NOT NULL CHECK (kind IN ('category', 'item')),
       id text NOT NULL,
       change_number bigint NOT NULL,
       content text,
       PRIMARY KEY (organisation_id, kind, id))`,
    `CREATE UNIQUE INDEX catalogue_entry_by_change
       ON catalogue_entry (organisation_id, change_number)`,
  ],
};
