import type { StatusShown } from '../../../main/contract/snapshots.ts';
import type { TextKey } from '../../../main/contract/text/index.ts';
import { t } from '../../text.ts';
import type { Health } from './mark.tsx';

export type StatusCell = {
  readonly name: 'hub' | 'wallet' | 'printer' | 'scanner' | 'drawer';
  readonly health: Health;
  /** The one or two words of the strip. */
  readonly words: string;
  /** A failure code that explains the state. */
  readonly reason: string | null;
};

const hubHealth: Record<StatusShown['hub']['state'], Health> = {
  online: 'ready',
  offline: 'attention',
  paused: 'attention',
  none: 'none',
};

/** The strip's cells, in the order a sale needs them. */
export function statusCells(status: StatusShown): readonly StatusCell[] {
  const { hub } = status;
  const unsent = hub.unsent > 0 ? ` · ${t('status.unsent', { count: hub.unsent })}` : '';
  return [
    {
      name: 'hub',
      health: hubHealth[hub.state],
      words: `${t(`status.hub.${hub.state}`)}${unsent}`,
      reason: hub.reason,
    },
    ...(['wallet', 'printer', 'scanner', 'drawer'] as const).map((name) => {
      const key: TextKey = `status.${name}`;
      return { name, ...status[name], words: t(key) };
    }),
  ];
}
