import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Facts } from '../../parts/facts.tsx';
import { count, dayAndClock, t } from '../../text.ts';
import { statusCells } from '../frame/status-cells.ts';
import { Plate } from './plate.tsx';
import { Sign } from './state-marks.tsx';

/** What the hub has, and what it has not yet. */
export function QueueCard({ till }: { readonly till: TillSnapshot }) {
  const { hub } = till.status;
  const health = statusCells(till.status).find(({ name }) => name === 'hub')?.health ?? 'none';
  const { items, updatedAt } = till.catalogue;
  return (
    <Plate title={t('queue.title')} icon="world" health={health}>
      <p class="signs">
        <Sign health={health} words={t(`status.hub.${hub.state}`)} />
      </p>
      <Facts
        facts={[
          { name: t('queue.unsent'), value: count(hub.unsent) },
          {
            name: t('queue.since'),
            value: hub.unsentSince === null ? '–' : dayAndClock(hub.unsentSince),
          },
          { name: t('queue.catalogue'), value: t('queue.items', { count: items }) },
          {
            name: t('queue.catalogueAt'),
            value: updatedAt === null ? '–' : dayAndClock(updatedAt),
          },
        ]}
      />
    </Plate>
  );
}
