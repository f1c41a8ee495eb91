import type { Queryable } from './database/port.ts';

export type TenderTotal = {
  readonly kind: string;
  readonly provider: string | null;
  readonly count: number;
  readonly amountMinor: number;
};

export type StoreDay = {
  readonly organisationId: string;
  readonly storeId: string;
  readonly currency: string;
  readonly saleCount: number;
  readonly totalMinor: number;
  readonly changeMinor: number;
  readonly tenders: readonly TenderTotal[];
};

type PlaceRow = {
  readonly organisationId: string;
  readonly storeId: string;
  readonly currency: string;
};

/** Totals of a business day, by store and currency, to be held against the terminals' own. */
export async function reportDay(database: Queryable, businessDay: string): Promise<StoreDay[]> {
  const days = await database.query<Omit<StoreDay, 'tenders'>>(
    `SELECT organisation_id AS "organisationId", store_id AS "storeId", currency,
            count(*) AS "saleCount", sum(total_minor)::bigint AS "totalMinor",
            sum(change_minor)::bigint AS "changeMinor"
       FROM sale WHERE business_day = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [businessDay],
  );
  const tenders = await database.query<PlaceRow & TenderTotal>(
    `SELECT organisation_id AS "organisationId", store_id AS "storeId", currency, kind, provider,
            count(*) AS count, sum(amount_minor)::bigint AS "amountMinor"
       FROM sale_tender WHERE business_day = $1 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
    [businessDay],
  );
  return days.map((day) => ({
    ...day,
    tenders: tenders
      .filter((tender) => isSamePlace(tender, day))
      .map(({ kind, provider, count, amountMinor }) => ({ kind, provider, count, amountMinor })),
  }));
}

function isSamePlace(a: PlaceRow, b: PlaceRow): boolean {
  return (
    a.organisationId === b.organisationId && a.storeId === b.storeId && a.currency === b.currency
  );
}

export type TerminalState = {
  readonly terminalId: string;
  readonly storeId: string;
  readonly name: string;
  /** The newest stored record. */
  readonly headSeq: number;
  /** Records of a known kind whose payload the hub did not understand. */
  readonly rejectedCount: number;
  /** UTC milliseconds. */
  readonly lastSeenAt: number | null;
  /** When a record first contradicted the stored chain. */
  readonly quarantinedAt: number | null;
};

export function listTerminals(database: Queryable): Promise<TerminalState[]> {
  return database.query<TerminalState>(
    `SELECT id AS "terminalId", store_id AS "storeId", name, head_seq AS "headSeq",
            last_seen_at AS "lastSeenAt", quarantined_at AS "quarantinedAt",
            (SELECT count(*) FROM journal_record
              WHERE organisation_id = terminal.organisation_id AND terminal_id = terminal.id
                AND rejected_reason IS NOT NULL) AS "rejectedCount"
       FROM terminal ORDER BY organisation_id, store_id, name, id`,
  );
}
