import type { Migration } from '../migration.ts';

/** Providers' statements as far as they differ from the journal, and the days that agree. */
export const reconciliationMigration: Migration = { version: 6, sql: '' };
