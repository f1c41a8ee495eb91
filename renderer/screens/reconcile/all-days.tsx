import type { AccountShown, ReconciledDay } from '../../../main/contract/payments/queries.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { day as dayWords, money, t, wordFor } from '../../text.ts';
import { merchantToTell } from '../accounts/account-name.ts';
import { Sign } from '../devices/state-marks.tsx';
import { byDay, type DayRow, dayStanding, isUnread } from './standing.ts';

/** Days by accounts: what agrees, what waits, what nobody has looked at. */
export function AllDays(props: {
  readonly days: readonly ReconciledDay[] | null;
  readonly accounts: readonly AccountShown[];
  readonly onOpen: (day: ReconciledDay) => void;
}) {
  const { days, accounts, onOpen } = props;
  return (
    <>
      <header>
        <h1>{t('reconcile.title')}</h1>
        <div class="header-actions">
          <Button icon="back" onTap={() => act('screen.show', { screen: 'sale' })}>
            {t('today.back')}
          </Button>
        </div>
      </header>
      {days?.length === 0 && <p>{t('reconcile.none')}</p>}
      <ul class="days scroll">
        {byDay(days ?? []).map((row) => (
          <li key={row.day}>
            <h2>{dayWords(row.day)}</h2>
            <FetchAll row={row} />
            <div class="cells-of-day">
              {row.accounts.map((shown) => (
                <DayCell
                  key={shown.accountId}
                  shown={shown}
                  merchant={merchantToTell(shown, accounts)}
                  onOpen={onOpen}
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Reads what has not been read of a day, one account after the other. */
function FetchAll({ row }: { readonly row: DayRow }) {
  const unread = row.accounts.filter(isUnread);
  if (unread.length === 0) return null;
  const fetchAll = async () => {
    for (const { accountId, day } of unread) await act('reconcile.fetch', { accountId, day });
  };
  const label = t('reconcile.fetchAllOf', { day: dayWords(row.day) });
  return (
    <Button icon="fetch" label={label} onTap={fetchAll}>
      {t('reconcile.fetchAll')}
    </Button>
  );
}

function DayCell(props: {
  readonly shown: ReconciledDay;
  readonly merchant: string | null;
  readonly onOpen: (day: ReconciledDay) => void;
}) {
  const { shown, merchant, onOpen } = props;
  const { health, words } = dayStanding(shown);
  const isRead = shown.state === 'open' || shown.state === 'closed';
  return (
    <button type="button" class={`day-cell ${shown.state}`} onClick={() => onOpen(shown)}>
      <strong data-fit>{wordFor('provider', shown.provider)}</strong>
      {merchant !== null && <span class="soft">{merchant}</span>}
      <Sign health={health} words={words} />
      {isRead && <span class="net">{money(shown.netMinor)}</span>}
    </button>
  );
}
