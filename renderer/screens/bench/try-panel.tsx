import type { BenchDevice, BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { t } from '../../text.ts';
import { Cards } from './cards.tsx';
import { LearnDrawer } from './learn-drawer.tsx';
import { Probe } from './probe.tsx';
import { Scans } from './scans.tsx';
import { Soak } from './soak.tsx';
import { OtherResult, TestRows } from './test-rows.tsx';

/** What this kind of device can be made to do. */
export function TryPanel(props: { readonly bench: BenchSnapshot; readonly device: BenchDevice }) {
  const { bench, device } = props;
  switch (device.kind) {
    case 'scanner':
      return (
        <>
          <OtherResult device={device} />
          <Scans scans={bench.scans.filter(({ deviceId }) => isHere(deviceId, device))} />
        </>
      );
    case 'printer':
      return (
        <>
          <Probe bench={bench} device={device} />
          <TestRows device={device} />
          <OtherResult device={device} />
        </>
      );
    case 'drawer':
      return (
        <>
          <TestRows device={device} />
          <LearnDrawer device={device} />
          <OtherResult device={device} />
        </>
      );
    case 'display':
      return (
        <>
          <TestRows device={device} />
          <OtherResult device={device} />
        </>
      );
    case 'scale':
      return (
        <>
          <Weight device={device} />
          <TestRows device={device} />
          <OtherResult device={device} />
        </>
      );
    case 'reader':
      return (
        <>
          <TestRows device={device} />
          <OtherResult device={device} />
          <Soak bench={bench} device={device} />
          <Cards cards={bench.cards.filter(({ deviceId }) => deviceId === device.id)} />
        </>
      );
  }
}

/** A scanner that plays keyboard has no wire, and so no bench of its own: it is seen on any scanner's. */
function isHere(deviceId: string, device: BenchDevice): boolean {
  return deviceId === device.id || deviceId === 'keyboard';
}

/** The last weight as large as one reads a scale. */
function Weight({ device }: { readonly device: BenchDevice }) {
  const weight = device.result?.facts.weight;
  return (
    <p class="weight" role="status">
      <span class="soft">{t('bench.weight')}</span>
      <strong class="mono">{weight ?? '–'}</strong>
    </p>
  );
}
