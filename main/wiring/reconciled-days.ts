import type { ReconciledDay } from '../contract/payments/queries.ts';
import { localDay } from '../domain/business-day.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import { shiftDay } from '../reconcile/provider-day.ts';
import type { Reconciliation, StatementDay } from '../store/reconciliation.ts';

/** Today and the thirteen days before. */
const daysShown = 14;

/** @param rowsRead how far the statement of a day has been read; null when it is not being read. */
export function showDays(
  { day: dayOf }: Pick<Reconciliation, 'day'>,
  providers: readonly PaymentProvider[],
  nowMs: number,
  rowsRead: (accountId: string, day: string) => number | null,
): ReconciledDay[] {
  const days = providers.flatMap(({ accountId, id: provider, statements }) => {
    if (!statements) return [];
    const today = localDay(nowMs, statements.timeZone);
    return Array.from({ length: daysShown }, (_, ago): ReconciledDay => {
      const day = shiftDay(today, -ago);
      const shown = showDay(dayOf(accountId, day), rowsRead(accountId, day));
      return { accountId, provider, day, ...shown };
    });
  });
  return days.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
}

const nothing = { count: 0, amountMinor: 0 };

function showDay(
  kept: StatementDay | null,
  rowsRead: number | null,
): Omit<ReconciledDay, 'accountId' | 'provider' | 'day'> {
  const result = kept?.result;
  return {
    state: rowsRead === null ? stateOf(kept) : 'reading',
    failure: kept?.failure ?? null,
    rowsRead: rowsRead ?? 0,
    importedAt: kept?.importedAt ?? null,
    closedAt: kept?.closedAt ?? null,
    closedBy: kept?.closedBy ?? null,
    matched: result?.matched ?? nothing,
    refunded: result?.refunded ?? nothing,
    elsewhere: result?.elsewhere ?? nothing,
    feeMinor: result?.feeMinor ?? 0,
    netMinor: result?.netMinor ?? 0,
    openDifferences: kept?.openDifferences ?? 0,
    differences: result?.differences ?? 0,
  };
}

/** A day that was read stays open when reading it again fails; the failure stands beside it. */
function stateOf(kept: StatementDay | null): ReconciledDay['state'] {
  if (kept === null) return 'none';
  if (kept.closedAt !== null) return 'closed';
  if (kept.readingId !== null) return 'open';
  return kept.failure === null ? 'none' : 'failed';
}
