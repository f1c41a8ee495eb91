import type { DifferenceShown } from '../../../main/contract/payments/queries.ts';
import type { Attempt } from '../../../main/payments/attempt.ts';
import type { Refund } from '../../../main/payments/refund.ts';
import type { StatementRow } from '../../../main/payments/statement.ts';
import { type Reading, readStatement } from '../../../main/reconcile/reading.ts';
import type { Store } from '../../../main/store/store.ts';

export const account = 'wechat';
export const terminal = 'T001';
export const timeZone = 'Asia/Shanghai';
export const day = '2026-03-10';
export const nextDay = '2026-03-11';

/** A moment of the provider's day, UTC ms. */
export function at(time: string, ofDay = day): number {
  return Date.parse(`${ofDay}T${time}+08:00`);
}

/** A payment of ours, made within two seconds at noon unless it says otherwise. */
export function attempt(id: string, change: Partial<Attempt> = {}): Attempt {
  const sentAt = change.sentAt ?? at('12:00:00');
  return {
    id,
    saleId: `sale-${id}`,
    provider: 'wechat',
    accountId: account,
    way: 'presented',
    orderNumber: `order-${id}`,
    amountMinor: 1_000,
    currency: 'CNY',
    codeHint: '1234',
    state: 'paid',
    createdAt: sentAt,
    changedAt: sentAt + 2_000,
    sentAt,
    isWaiting: false,
    isLastAskOut: false,
    queries: 0,
    reversals: 0,
    providerRef: `42000000${id}`,
    ...change,
  };
}

export function refund(id: string, of: Attempt, change: Partial<Refund> = {}): Refund {
  const sentAt = change.sentAt ?? of.changedAt + 60_000;
  return {
    id,
    documentId: `document-${id}`,
    saleId: of.saleId,
    attemptId: of.id,
    provider: of.provider,
    accountId: of.accountId ?? of.provider,
    way: of.way,
    orderNumber: of.orderNumber,
    refundNumber: `refund-${id}`,
    amountMinor: 400,
    paidMinor: of.amountMinor,
    currency: 'CNY',
    reason: 'broken',
    state: 'refunded',
    createdAt: sentAt,
    changedAt: sentAt + 1_000,
    sentAt,
    sends: 1,
    queries: 0,
    ...change,
  };
}

/** The row of a payment, as the provider has it. */
export function paymentRow(of: Attempt, change: Partial<StatementRow> = {}): StatementRow {
  return {
    kind: 'payment',
    orderNumber: of.orderNumber,
    refundNumber: null,
    providerRef: of.providerRef ?? '',
    amountMinor: of.amountMinor,
    feeMinor: 6,
    at: of.sentAt ?? null,
    terminal,
    ...change,
  };
}

export function reversalRow(of: Attempt, change: Partial<StatementRow> = {}): StatementRow {
  return paymentRow(of, { kind: 'refund', feeMinor: -6, ...change });
}

export function refundRow(of: Refund, change: Partial<StatementRow> = {}): StatementRow {
  return {
    kind: 'refund',
    orderNumber: of.orderNumber,
    refundNumber: of.refundNumber,
    providerRef: '',
    amountMinor: of.amountMinor,
    feeMinor: -2,
    at: of.changedAt,
    terminal,
    ...change,
  };
}

async function* stream(rows: Iterable<StatementRow>) {
  yield* rows;
}

/** What a reading did besides what it wrote. */
export type Heard = { readonly confirmed: string[]; readonly asked: string[] };

export type ReadOptions = {
  readonly day?: string;
  readonly staticAccounts?: readonly string[];
  readonly terminal?: string | null;
  readonly heard?: Heard;
  readonly onRows?: (rowsRead: number) => void;
};

/** Reads a statement to its end and makes it the day's, as the terminal does. */
export async function reconcile(
  store: Store,
  rows: Iterable<StatementRow> | AsyncIterable<StatementRow>,
  options: ReadOptions = {},
): Promise<Reading> {
  const statement = { accountId: account, day: options.day ?? day };
  const reading = await readStatement({
    store,
    statement,
    rows: Symbol.asyncIterator in rows ? rows : stream(rows),
    timeZone,
    terminal: options.terminal === undefined ? terminal : options.terminal,
    staticAccounts: options.staticAccounts ?? [],
    confirm(one) {
      options.heard?.confirmed.push(one.id);
      store.attempts.keep({ ...one, state: 'paid', changedAt: at('10:00:00', '2026-03-12') });
      return { ok: true, value: undefined };
    },
    onRows: options.onRows ?? (() => undefined),
    signal: new AbortController().signal,
  });
  for (const { of, id } of reading.asks) options.heard?.asked.push(`${of}:${id}`);
  const { readingId, result } = reading;
  const isDone = store.transaction(() =>
    store.reconciliation.readings.finish(readingId, statement, at('10:00:00', nextDay), result),
  );
  if (!isDone) throw new Error('the day is closed');
  return reading;
}

export function differences(store: Store, ofDay = day): DifferenceShown[] {
  return store.reconciliation.differences(account, ofDay, 0, 100_000);
}

/** Each difference in one line, in a fixed order. */
export function told(store: Store, ofDay = day): string[] {
  return differences(store, ofDay)
    .map(
      ({ kind, of, orderNumber, oursMinor, theirsMinor }) =>
        `${kind} ${of} ${orderNumber} ${oursMinor ?? '-'} ${theirsMinor ?? '-'}`,
    )
    .sort();
}
