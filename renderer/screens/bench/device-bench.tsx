import { useState } from 'preact/hooks';
import type { BenchDevice, BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { Tabs } from '../../parts/tabs.tsx';
import { t } from '../../text.ts';
import { nameOfDevice } from '../devices/standing.ts';
import { StateMarks } from '../devices/state-marks.tsx';
import { BenchHead } from './bench-head.tsx';
import { Counters } from './counters.tsx';
import { DevicePanel } from './device-panel.tsx';
import { HealthPanel } from './health-panel.tsx';
import { Trace } from './trace/trace.tsx';
import { TryPanel } from './try-panel.tsx';
import './bench.css';

const tabs = ['try', 'health', 'counters', 'device'] as const;
type Tab = (typeof tabs)[number];

/** One device: what it can be made to do on the left, its wire on the right. */
export function DeviceBench(props: { readonly bench: BenchSnapshot; readonly deviceId: string }) {
  const { bench, deviceId } = props;
  const [tab, setTab] = useState<Tab>('try');
  const device = bench.devices.find(({ id }) => id === deviceId);
  if (!device) {
    return (
      <>
        <BenchHead title={t('place.devices')} />
        <p role="status">{t('bench.deviceGone')}</p>
      </>
    );
  }
  return (
    <>
      <BenchHead title={nameOfDevice(device)}>
        <StateMarks device={device} />
      </BenchHead>
      <div class="workbench">
        <div class="tools">
          <Tabs
            label={nameOfDevice(device)}
            value={tab}
            options={tabs.map((value) => ({ value, words: t(`bench.tab.${value}`) }))}
            onChoose={setTab}
          />
          {/* A box that scrolls must be reachable by keyboard. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 */}
          <section class="tool scroll" key={tab} aria-label={t(`bench.tab.${tab}`)} tabIndex={0}>
            <Tool tab={tab} bench={bench} device={device} />
          </section>
        </div>
        <Trace bench={bench} device={device} />
      </div>
    </>
  );
}

function Tool(props: {
  readonly tab: Tab;
  readonly bench: BenchSnapshot;
  readonly device: BenchDevice;
}) {
  const { tab, bench, device } = props;
  switch (tab) {
    case 'try':
      return <TryPanel bench={bench} device={device} />;
    case 'health':
      return <HealthPanel device={device} />;
    case 'counters':
      return <Counters device={device} />;
    case 'device':
      return <DevicePanel device={device} />;
  }
}
