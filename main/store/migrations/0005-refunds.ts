import type { Migration } from '../migration.ts';

/** Refund documents: what was given back of finished sales. */
export const refundsMigration: Migration = { version: 5, sql: '' };
