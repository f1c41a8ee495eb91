import type { BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { t } from '../../text.ts';
import { DevicePlate } from './device-plate.tsx';
import { goTo, type Role } from './place.ts';
import { QueueCard } from './queue-card.tsx';
import { TerminalCard } from './terminal-card.tsx';
import {
  ClockPlate,
  NetworkPlate,
  ReportPlate,
  StoragePlate,
  VersionsPlate,
} from './terminal-plates.tsx';

/** Everything of the terminal at a glance. */
export function Overview(props: { readonly bench: BenchSnapshot; readonly till: TillSnapshot }) {
  const { bench, till } = props;
  return (
    <div class="overview scroll">
      <CheckAll run={bench.run} />
      <h2>{t('bench.devices')}</h2>
      <div class="plates">
        {bench.devices.map((device) => (
          <DevicePlate key={device.id} device={device} />
        ))}
        <Missing bench={bench} />
      </div>
      <h2>{t('terminal.title')}</h2>
      <div class="plates">
        <StoragePlate bench={bench} />
        <NetworkPlate bench={bench} />
        <ClockPlate bench={bench} />
        <VersionsPlate bench={bench} />
        <ReportPlate bench={bench} />
        <QueueCard till={till} />
        <TerminalCard till={till} />
      </div>
    </div>
  );
}

/** Both ways of checking everything, with what each will do. */
function CheckAll({ run }: { readonly run: BenchSnapshot['run'] }) {
  return (
    <section class="check-all" aria-label={t('bench.checkAll')}>
      {(['internal', 'external'] as const).map((level) => (
        <div key={level}>
          <p class="soft">{t(`bench.checkAll.${level}.explained`)}</p>
          <Button
            icon="check"
            isDisabled={run !== null}
            onTap={() => act('bench.check-all', { level })}
          >
            {t(`bench.checkAll.${level}`)}
          </Button>
        </div>
      ))}
      {run && (
        <p class="progress" role="status">
          <progress value={run.done} max={run.total} aria-label={t('bench.checkAll')} />
          {t('bench.checkAll.progress', { done: run.done, total: run.total })}
        </p>
      )}
    </section>
  );
}

const deviceKinds = ['scanner', 'printer', 'drawer', 'display', 'scale', 'reader'] as const;

const roleOf: Record<(typeof deviceKinds)[number], Role> = {
  scanner: 'goods-scanner',
  printer: 'receipt-printer',
  drawer: 'drawer',
  display: 'display',
  scale: 'scale',
  reader: 'reader',
};

/** Kinds that the terminal has none of, each a tap from its set-up. */
function Missing({ bench }: { readonly bench: BenchSnapshot }) {
  const missing = deviceKinds.filter((kind) => bench.devices.every((one) => one.kind !== kind));
  if (missing.length === 0) return null;
  return (
    <section class="plate missing" aria-label={t('health.none')}>
      <div>
        <h3>{t('health.none')}</h3>
        <p class="soft">{t('bench.missing.explained')}</p>
      </div>
      {missing.map((kind) => (
        <Button key={kind} icon={kind} onTap={() => goTo({ at: 'setup', role: roleOf[kind] })}>
          {t('bench.setUp', { device: t(`status.${kind}`) })}
        </Button>
      ))}
    </section>
  );
}
