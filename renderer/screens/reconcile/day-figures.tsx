import type { ReconciledDay } from '../../../main/contract/payments/queries.ts';
import { dayAndClock, money, t } from '../../text.ts';
import { Figure } from '../today/figures.tsx';

/** The statement in five figures, as far as it is about this terminal. */
export function DayFigures({ shown }: { readonly shown: ReconciledDay }) {
  const { matched, refunded, elsewhere, feeMinor, netMinor, importedAt } = shown;
  const rows = (of: { readonly count: number }) => t('reconcile.count', { count: of.count });
  return (
    <>
      <dl class="figures">
        <Figure
          name={t('reconcile.matched')}
          value={money(matched.amountMinor)}
          note={rows(matched)}
        />
        <Figure
          name={t('reconcile.refunded')}
          value={money(-refunded.amountMinor)}
          note={rows(refunded)}
        />
        <Figure name={t('reconcile.fee')} value={money(-feeMinor)} />
        <Figure
          name={t('reconcile.elsewhere')}
          value={money(elsewhere.amountMinor)}
          note={rows(elsewhere)}
        />
        <Figure name={t('reconcile.net')} value={money(netMinor)} isChief />
      </dl>
      {importedAt !== null && (
        <p class="soft">{t('reconcile.importedAt', { time: dayAndClock(importedAt) })}</p>
      )}
    </>
  );
}
