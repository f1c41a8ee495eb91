import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { count, dayAndClock, t } from '../../text.ts';
import { Mark } from '../frame/mark.tsx';
import { statusCells } from '../frame/status-cells.ts';

/** What the hub has, and what it has not yet. */
export function QueueCard({ till }: { readonly till: TillSnapshot }) {
  const { hub } = till.status;
  const health = statusCells(till.status).find(({ name }) => name === 'hub')?.health ?? 'none';
  return (
    <section class="panel device" aria-label={t('queue.title')}>
      <header>
        <h2>{t('queue.title')}</h2>
        <p class={`health ${health}`}>
          <Mark health={health} />
          {t(`status.hub.${hub.state}`)}
        </p>
      </header>
      <dl class="lasts">
        <div>
          <dt>{t('queue.unsent')}</dt>
          <dd>{count(hub.unsent)}</dd>
        </div>
        <div>
          <dt>{t('queue.since')}</dt>
          <dd>{hub.unsentSince === null ? '–' : dayAndClock(hub.unsentSince)}</dd>
        </div>
        <div>
          <dt>{t('queue.catalogue')}</dt>
          <dd>{t('queue.items', { count: till.catalogue.items })}</dd>
        </div>
        <div>
          <dt>{t('queue.catalogueAt')}</dt>
          <dd>{till.catalogue.updatedAt === null ? '–' : dayAndClock(till.catalogue.updatedAt)}</dd>
        </div>
      </dl>
    </section>
  );
}
