import type { DatabaseSync } from 'node:sqlite';

/** One of ours that a statement should show. Times are UTC ms. */
export type LedgerItem = {
  readonly of: 'payment' | 'reversal' | 'refund';
  /** Of the attempt, or of the refund. */
  readonly id: string;
  readonly attemptId: string;
  readonly accountId: string;
  readonly isStatic: boolean;
  readonly orderNumber: string;
  readonly providerRef: string | null;
  readonly amountMinor: number;
  /** It was sent at the one and final at the other: the provider booked it in between. */
  readonly sentAt: number;
  readonly endedAt: number;
};

export type LedgerPage = {
  readonly items: readonly LedgerItem[];
  /** Where the next page begins; null after the last. */
  readonly next: LedgerPlace | null;
};

export type LedgerPlace = { readonly endedAt: number; readonly id: string };

/** `unverified` are payments that only a statement can confirm. */
export type LedgerPart = LedgerItem['of'] | 'unverified';

/** Our side of a statement, page by page, in the order in which it ended. */
export type StatementLedger = {
  /** What ended after the place, of every account. */
  page(part: LedgerPart, after: LedgerPlace, limit: number): LedgerPage;
};

export function openStatementLedger(database: DatabaseSync): StatementLedger {
  const attempts = database.prepare(
    `SELECT attempt_id AS id, attempt_id, order_number, changed_at, ${columns('attempt')}
     FROM payment_attempt WHERE state = ? AND (changed_at, attempt_id) > (?, ?)
     ORDER BY changed_at, attempt_id LIMIT ?`,
  );
  const refunds = database.prepare(
    `SELECT refund_id AS id, attempt_id, json_extract(refund, '$.orderNumber') AS order_number,
       changed_at, ${columns('refund')}
     FROM payment_refund WHERE state = ? AND (changed_at, refund_id) > (?, ?)
     ORDER BY changed_at, refund_id LIMIT ?`,
  );
  const tables = {
    payment: { of: 'payment', read: attempts, state: 'paid' },
    unverified: { of: 'payment', read: attempts, state: 'unverified' },
    reversal: { of: 'reversal', read: attempts, state: 'reversed' },
    refund: { of: 'refund', read: refunds, state: 'refunded' },
  } as const;

  return {
    page(part, after, limit) {
      const { of, read, state } = tables[part];
      const items = read.all(state, after.endedAt, after.id, limit).map((row) => toItem(of, row));
      const last = items.at(-1);
      const isMore = last !== undefined && items.length === limit;
      return { items, next: isMore ? { endedAt: last.endedAt, id: last.id } : null };
    },
  };
}

function columns(record: 'attempt' | 'refund'): string {
  const value = (name: string): string => `json_extract(${record}, '$.${name}')`;
  const reference = record === 'attempt' ? 'providerRef' : 'providerRefundRef';
  return `coalesce(${value('accountId')}, ${value('provider')}) AS account_id,
    coalesce(${value('sentAt')}, ${value('createdAt')}) AS sent_at,
    ${value('amountMinor')} AS amount_minor, ${value(reference)} AS provider_ref,
    ${value('way')} AS way`;
}

function toItem(of: LedgerItem['of'], row: Record<string, unknown>): LedgerItem {
  return {
    of,
    id: String(row.id),
    attemptId: String(row.attempt_id),
    accountId: String(row.account_id),
    isStatic: row.way === 'static',
    orderNumber: String(row.order_number),
    providerRef: row.provider_ref === null ? null : String(row.provider_ref),
    amountMinor: Number(row.amount_minor),
    sentAt: Number(row.sent_at),
    endedAt: Number(row.changed_at),
  };
}
