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
  /** Completed on this day, whenever their sales were. */
  readonly refunds: RefundTotals;
  /** Sales less refunds. */
  readonly netMinor: number;
};

export type RefundTotals = {
  readonly count: number;
  readonly amountMinor: number;
  readonly taxMinor: number;
  /** By the way the money went. */
  readonly tenders: readonly TenderTotal[];
};

type PlaceRow = {
  readonly organisationId: string;
  readonly storeId: string;
  readonly currency: string;
};

type SaleTotals = Pick<StoreDay, 'saleCount' | 'totalMinor' | 'changeMinor'>;

/** A day's totals in a store before the ways to pay are put beside them. */
type DayRow = PlaceRow & SaleTotals & { readonly refunds: Omit<RefundTotals, 'tenders'> };

/** Totals of a business day, by store and currency, to be held against the terminals' own. */
export async function reportDay(database: Queryable, businessDay: string): Promise<StoreDay[]> {
  const days = await totalsOf(database, businessDay);
  const taken = await waysOf(database, 'sale_tender', businessDay);
  const back = await waysOf(database, 'refund_tender', businessDay);
  return days.map((day) => ({
    ...day,
    tenders: ownOf(taken, day),
    refunds: { ...day.refunds, tenders: ownOf(back, day) },
    netMinor: day.totalMinor - day.refunds.amountMinor,
  }));
}

/** A store that only gave money back that day has its row too. */
async function totalsOf(database: Queryable, businessDay: string): Promise<DayRow[]> {
  const sales = await database.query<PlaceRow & SaleTotals>(
    `SELECT organisation_id AS "organisationId", store_id AS "storeId", currency,
            count(*) AS "saleCount", sum(total_minor)::bigint AS "totalMinor",
            sum(change_minor)::bigint AS "changeMinor"
       FROM sale WHERE business_day = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [businessDay],
  );
  const refunds = await database.query<PlaceRow & DayRow['refunds']>(
    `SELECT organisation_id AS "organisationId", store_id AS "storeId", currency,
            count(*) AS count, sum(amount_minor)::bigint AS "amountMinor",
            sum(tax_minor)::bigint AS "taxMinor"
       FROM refund WHERE business_day = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [businessDay],
  );
  const without = refunds.filter((row) => !sales.some((day) => isSamePlace(row, day)));
  const places = [
    ...sales,
    ...without.map(({ organisationId, storeId, currency }) => ({
      ...{ organisationId, storeId, currency, saleCount: 0, totalMinor: 0, changeMinor: 0 },
    })),
  ];
  return places.map((day) => {
    const own = refunds.find((row) => isSamePlace(row, day));
    const { count = 0, amountMinor = 0, taxMinor = 0 } = own ?? {};
    return { ...day, refunds: { count, amountMinor, taxMinor } };
  });
}

function waysOf(
  database: Queryable,
  table: 'sale_tender' | 'refund_tender',
  businessDay: string,
): Promise<(PlaceRow & TenderTotal)[]> {
  return database.query<PlaceRow & TenderTotal>(
    `SELECT organisation_id AS "organisationId", store_id AS "storeId", currency, kind, provider,
            count(*) AS count, sum(amount_minor)::bigint AS "amountMinor"
       FROM ${table} WHERE business_day = $1 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
    [businessDay],
  );
}

function ownOf(ways: readonly (PlaceRow & TenderTotal)[], day: PlaceRow): TenderTotal[] {
  return ways
    .filter((way) => isSamePlace(way, day))
    .map(({ kind, provider, count, amountMinor }) => ({ kind, provider, count, amountMinor }));
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
