import type { BenchDevice } from '../../../main/contract/bench/snapshot.ts';
import { Facts } from '../../parts/facts.tsx';
import { count, dayAndClock, t, wordFor } from '../../text.ts';
import { goTo } from './place.ts';
import { Plate } from './plate.tsx';
import { chiefCounters, nameOfDevice, newestHealth, standing } from './standing.ts';
import { Sign, StateMarks } from './state-marks.tsx';

/** A device at a glance; a tap opens its bench. */
export function DevicePlate({ device }: { readonly device: BenchDevice }) {
  const health = standing(device);
  return (
    <Plate
      title={nameOfDevice(device)}
      icon={device.kind}
      health={health}
      healthWords={health === 'none' ? t('device.state.closed') : t(`health.${health}`)}
      onOpen={() => goTo({ at: 'device', deviceId: device.id })}
    >
      <StateMarks device={device} />
      <p class="path mono">{device.path}</p>
      <Facts facts={glance(device)} />
      <Checked device={device} />
    </Plate>
  );
}

function glance(device: BenchDevice) {
  const { lastSuccessAt, lastFailure, model } = device;
  return [
    ...(model === null
      ? []
      : [{ name: t('bench.model'), value: wordFor('bench.protocol', model) }]),
    ...Object.entries(device.identity)
      .slice(0, 2)
      .map(([name, value]) => ({ name: wordFor('bench.fact', name), value })),
    {
      name: t('device.lastSuccess'),
      value: lastSuccessAt === null ? '–' : dayAndClock(lastSuccessAt),
    },
    {
      name: t('device.lastFailure'),
      value: lastFailure === null ? '–' : <Failed {...lastFailure} />,
    },
    ...chiefCounters(device).map(({ name, today, life }) => ({
      name: wordFor('bench.count', name),
      value: `${count(today)} / ${count(life)}`,
    })),
  ];
}

function Failed({ at, code }: { readonly at: number; readonly code: string }) {
  return (
    <>
      {dayAndClock(at)}
      <br />
      {wordFor('failure', code)}
    </>
  );
}

function Checked({ device }: { readonly device: BenchDevice }) {
  const newest = newestHealth(device);
  if (newest === null) return <p class="soft">{t('bench.neverChecked')}</p>;
  const words = newest.codes[0] === undefined ? '' : wordFor('health', newest.codes[0]);
  return (
    <p class="signs checked">
      <Sign health={newest.isHealthy ? 'ready' : 'attention'} words={words} />
      <time class="soft">{dayAndClock(newest.at)}</time>
    </p>
  );
}
