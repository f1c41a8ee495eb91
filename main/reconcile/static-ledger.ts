import type { StatementLedger } from '../store/statement-ledger.ts';
import { eachItem } from './ledger-items.ts';
import type { Neighbours } from './neighbours.ts';
import { itemOf } from './ours.ts';
import type { Pace } from './pace.ts';
import { type StaticPayment, StaticPayments } from './static-payments.ts';

/**
 * The payments by these static accounts that may stand in the statement: those that nobody could
 * verify yet, and those that were, so that another reading finds the same.
 */
export async function openStaticPayments(
  ledger: StatementLedger,
  accounts: readonly string[],
  neighbours: Neighbours,
  pace: Pace,
): Promise<StaticPayments> {
  const payments: StaticPayment[] = [];
  if (accounts.length === 0) return new StaticPayments(payments);
  for (const part of ['unverified', 'payment'] as const) {
    await eachItem(ledger, part, neighbours.earliestEndAt, pace, (item) => {
      if (!item.isStatic || !accounts.includes(item.accountId)) return;
      if (!neighbours.mayStandHere(item) || neighbours.isSeenOnAnotherDay(itemOf(item))) return;
      const { id, orderNumber, amountMinor, sentAt } = item;
      payments.push({ id, orderNumber, amountMinor, shownAt: sentAt });
    });
  }
  return new StaticPayments(payments);
}
