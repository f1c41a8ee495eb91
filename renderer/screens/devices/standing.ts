import type { BenchDevice, HealthShown } from '../../../main/contract/bench/snapshot.ts';
import { t } from '../../text.ts';
import type { Health } from '../frame/mark.tsx';

/** What each word of a device's state looks like. */
export const connectionMarks: Record<BenchDevice['connection'], Health> = {
  open: 'ready',
  opening: 'attention',
  lost: 'off',
  closed: 'none',
};

export const lifecycleMarks: Record<BenchDevice['lifecycle'], Health> = {
  enabled: 'ready',
  busy: 'ready',
  claimed: 'attention',
  error: 'attention',
  closed: 'none',
};

export const powerMarks: Record<BenchDevice['power'], Health> = {
  online: 'ready',
  offline: 'attention',
  'off-offline': 'off',
  unknown: 'none',
};

/**
 * Whether it can do its work, in one shape: the worst of its states decides. What it does not say
 * is no fault: a drawer has no power to tell of, and no life but its printer's.
 */
export function standing({ connection, lifecycle, power }: BenchDevice): Health {
  const marks = [connectionMarks[connection]];
  if (lifecycle !== 'closed') marks.push(lifecycleMarks[lifecycle]);
  if (power !== 'unknown') marks.push(powerMarks[power]);
  return (['off', 'none', 'attention'] as const).find((mark) => marks.includes(mark)) ?? 'ready';
}

const spokenRoles = ['goods', 'payment', 'kitchen', 'label'] as const;

/** `Scanner · goods`; a role that goes without saying is not said. */
export function nameOfDevice({ kind, role }: Pick<BenchDevice, 'kind' | 'role'>): string {
  const name = t(`status.${kind}`);
  const spoken = spokenRoles.find((one) => one === role);
  return spoken ? `${name} · ${t(`bench.role.${spoken}`)}` : name;
}

/** The check that was made last, of any level. */
export function newestHealth(device: BenchDevice): HealthShown | null {
  return device.health.reduce<HealthShown | null>(
    (newest, check) => (newest && newest.at >= check.at ? newest : check),
    null,
  );
}

/** The counters that say most of each kind; the rest stand on its bench. */
const chief: Record<BenchDevice['kind'], readonly string[]> = {
  scanner: ['GoodScanCount'],
  printer: ['ReceiptLinePrintedCount', 'PaperCutCount'],
  drawer: ['DrawerGoodOpenCount', 'DrawerFailedOpenCount'],
  display: ['OnlineTransitionCount'],
  scale: ['GoodWeightReadCount', 'FailedWeightReadCount'],
  reader: ['GoodReadCount', 'FailedReadCount'],
};

export function chiefCounters(device: BenchDevice): BenchDevice['counters'] {
  const wanted = [...chief[device.kind], 'CommunicationErrorCount'];
  return wanted.flatMap((name) => device.counters.filter((counter) => counter.name === name));
}
