import { useState } from 'preact/hooks';
import type { AccountShown, ReconciledDay } from '../../../main/contract/payments/queries.ts';
import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { useAnswer } from '../../parts/use-answer.ts';
import { t } from '../../text.ts';
import { Stage } from '../frame/stage.tsx';
import { AllDays } from './all-days.tsx';
import { OneDay } from './one-day.tsx';
import './reconcile.css';

type Place = Pick<ReconciledDay, 'accountId' | 'day'>;

/** What the providers say they took, beside what the terminal knows: every day of every account. */
export function Reconcile({ till }: { readonly till: TillSnapshot }) {
  const [place, setPlace] = useState<Place | null>(null);
  const days = useAnswer('reconcile.days', {}, till.revision);
  const list = useAnswer('account.list', {}, till.revision);
  const accounts: readonly AccountShown[] = list?.accounts ?? [];
  const open = days?.find(
    ({ accountId, day }) => accountId === place?.accountId && day === place.day,
  );
  return (
    <main class="screen whole">
      <Stage class="reconcile">
        {open ? (
          <OneDay
            key={`${open.accountId} ${open.day}`}
            shown={open}
            accounts={accounts}
            revision={till.revision}
            onBack={() => setPlace(null)}
          />
        ) : (
          <AllDays days={days} accounts={accounts} onOpen={setPlace} />
        )}
        {days === null && <p role="status">{t('reconcile.loading')}</p>}
      </Stage>
    </main>
  );
}
