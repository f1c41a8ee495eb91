import type { BenchDevice, BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { t } from '../../text.ts';
import { StepRow } from '../bench/step-row.tsx';
import { TestRows } from '../bench/test-rows.tsx';
import { goTo } from '../devices/place.ts';
import { nameOfDevice } from '../devices/standing.ts';
import { StateMarks } from '../devices/state-marks.tsx';
import { fills, type Plan } from './plans.ts';

/** Whether it is the one that was meant, and works. */
export function TryStep(props: { readonly bench: BenchSnapshot; readonly plan: Plan }) {
  const { bench, plan } = props;
  return (
    <li>
      <h2>{t('bench.setup.try')}</h2>
      {bench.devices
        .filter((device) => fills(device, plan))
        .map((device) => (
          <Trial key={device.id} device={device} test={plan.test} bench={bench} />
        ))}
    </li>
  );
}

function Trial(props: {
  readonly bench: BenchSnapshot;
  readonly device: BenchDevice;
  readonly test: Plan['test'];
}) {
  const { device, test } = props;
  const scan = props.bench.scans.find(({ deviceId }) => deviceId === device.id);
  return (
    <section class="trial" aria-label={`${nameOfDevice(device)} ${device.id}`}>
      <div class="check-line">
        <div>
          <h3>
            {nameOfDevice(device)} <span class="soft mono">{device.id}</span>
          </h3>
          <StateMarks device={device} />
        </div>
        <Button
          icon="forward"
          label={`${t('bench.open')}: ${device.id}`}
          onTap={() => goTo({ at: 'device', deviceId: device.id })}
        >
          {t('bench.open')}
        </Button>
      </div>
      <StepRow
        name={t('bench.identify')}
        explained={t(`bench.identify.${device.kind}`)}
        go={t('bench.start')}
        icon="play"
        onTap={() => act('bench.identify', { deviceId: device.id })}
      />
      {test !== null && <TestRows device={device} only={[test]} />}
      {device.kind === 'scanner' && (
        <p class="outcome" role="status">
          {scan ? t('bench.setup.scanned', { code: scan.code }) : t('bench.scan.none')}
        </p>
      )}
    </section>
  );
}
