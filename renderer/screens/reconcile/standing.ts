import type { ReconciledDay } from '../../../main/contract/payments/queries.ts';
import { failureWords, t } from '../../text.ts';
import type { Standing } from '../accounts/standing.ts';

/** How far an account's day is, as a shape and its words. */
export function dayStanding(shown: ReconciledDay): Standing {
  const { state, failure, openDifferences, rowsRead } = shown;
  switch (state) {
    case 'none':
      return { health: 'none', words: t('reconcile.state.none') };
    case 'reading':
      return {
        health: 'none',
        words: rowsRead === 0 ? t('reconcile.state.reading') : rowsWords(rowsRead),
      };
    case 'failed':
      return {
        // a statement that is not there yet is nobody's fault
        health: failure === 'statement.not-ready' ? 'none' : 'off',
        words: failureWords(failure ?? 'statement.unreadable').what,
      };
    case 'open':
      return openDifferences === 0
        ? { health: 'ready', words: t('reconcile.state.agrees') }
        : { health: 'attention', words: t('reconcile.state.open', { count: openDifferences }) };
    case 'closed':
      return { health: 'ready', words: t('reconcile.state.closed') };
  }
}

export function rowsWords(rowsRead: number): string {
  return t('reconcile.rowsRead', { count: rowsRead });
}

export type DayRow = { readonly day: string; readonly accounts: readonly ReconciledDay[] };

/** One row a day, newest first. */
export function byDay(days: readonly ReconciledDay[]): readonly DayRow[] {
  const groups = [...Map.groupBy(days, ({ day }) => day)];
  return groups
    .map(([day, accounts]) => ({ day, accounts }))
    .toSorted((one, other) => (one.day < other.day ? 1 : -1));
}

/** Whether reading its statement is what comes next. */
export function isUnread({ state }: ReconciledDay): boolean {
  return state === 'none' || state === 'failed';
}
