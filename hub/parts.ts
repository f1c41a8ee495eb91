import type { Database } from './database/port.ts';

/** What every route is made with. */
export type HubParts = {
  readonly database: Database;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Lets its bearer read reports; null refuses everybody. */
  readonly adminToken: string | null;
};
