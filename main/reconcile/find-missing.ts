import type { LedgerItem } from '../store/statement-ledger.ts';
import type { StatementOf } from '../store/statement-readings.ts';
import type { Store } from '../store/store.ts';
import type { Findings } from './findings.ts';
import { eachItem } from './ledger-items.ts';
import type { Neighbours } from './neighbours.ts';
import { itemOf } from './ours.ts';
import type { Pace } from './pace.ts';
import type { RowsOfOurs } from './rows-of-ours.ts';

export type MissingParts = {
  readonly store: Pick<Store, 'reconciliation'>;
  readonly statement: StatementOf;
  readonly neighbours: Neighbours;
  readonly rows: RowsOfOurs;
  readonly findings: Findings;
  readonly pace: Pace;
};

/** Ours that this statement, or one of its neighbours, should have shown and did not. */
export async function findMissing(parts: MissingParts): Promise<void> {
  const { store, statement, neighbours, rows, findings, pace } = parts;
  for (const part of ['payment', 'refund', 'reversal'] as const) {
    await eachItem(store.reconciliation.ledger, part, neighbours.earliestEndAt, pace, (item) => {
      if (item.accountId !== statement.accountId || item.isStatic) return;
      if (!neighbours.mayStandHere(item) || rows.has(itemOf(item))) return;
      if (part === 'reversal' && !wasPaidBefore(item, parts)) return;
      if (!neighbours.isMissing(item)) return;
      findings.miss(item);
      if (part === 'reversal') findings.ask({ ...item, of: 'payment' });
    });
  }
}

/**
 * Most of what was reversed was never paid. What was paid stands in an earlier statement; with a
 * payment in this one, it has been judged already.
 */
function wasPaidBefore(reversal: LedgerItem, { rows, neighbours }: MissingParts): boolean {
  const payment = itemOf({ of: 'payment', id: reversal.attemptId });
  return !rows.has(payment) && neighbours.isSeenOnAnotherDay(payment);
}
