import type { BenchDevice, BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { Facts } from '../../parts/facts.tsx';
import { act } from '../../state.ts';
import { count, milliseconds, t } from '../../text.ts';
import { Sign } from '../devices/state-marks.tsx';
import { StepRow } from './step-row.tsx';

/** Reads again and again, to find the reader that fails once in a hundred. */
export function Soak(props: { readonly bench: BenchSnapshot; readonly device: BenchDevice }) {
  const { device } = props;
  const soak = props.bench.soak?.deviceId === device.id ? props.bench.soak : null;
  const isRunning = soak?.isRunning ?? false;
  return (
    <StepRow
      name={t('bench.soak')}
      explained={t('bench.soak.explained')}
      go={t(isRunning ? 'bench.stop' : 'bench.start')}
      icon={isRunning ? 'stop' : 'play'}
      onTap={() => act('bench.soak', { deviceId: device.id, isRunning: !isRunning })}
    >
      {soak && (
        <div class="outcome">
          <p class="signs">
            <Sign
              health={soak.failures === 0 ? 'ready' : 'attention'}
              words={t(isRunning ? 'bench.running' : 'bench.done')}
            />
          </p>
          <Facts
            facts={[
              { name: t('bench.soak.reads'), value: count(soak.reads) },
              { name: t('bench.soak.failures'), value: count(soak.failures) },
              { name: t('bench.soak.replugs'), value: count(soak.replugs) },
              { name: t('bench.soak.median'), value: milliseconds(soak.medianMs) },
            ]}
          />
        </div>
      )}
    </StepRow>
  );
}
