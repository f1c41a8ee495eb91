import { journal } from './0001-journal.ts';
import { catalogue } from './0002-catalogue.ts';
import { refunds } from './0003-refunds.ts';
import type { Migration } from './migration.ts';

/** In order, and never changed once released: a mistake is mended by the next one. */
export const migrations: readonly Migration[] = [journal, catalogue, refunds];
