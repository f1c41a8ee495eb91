import type { BenchDevice, BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { t } from '../../text.ts';
import { Sign } from '../devices/state-marks.tsx';
import { StepRow } from './step-row.tsx';

/** How the printer takes Chinese: it prints the same words in each way, a person says which is right. */
export function Probe(props: { readonly bench: BenchSnapshot; readonly device: BenchDevice }) {
  const { device } = props;
  const probe = props.bench.probe?.deviceId === device.id ? props.bench.probe : null;
  const answer = (line: number | null) => act('bench.probe-answer', { deviceId: device.id, line });
  return (
    <StepRow
      name={t('bench.probe')}
      explained={t('bench.probe.explained')}
      go={t('bench.start')}
      icon="play"
      isDisabled={device.running !== null}
      onTap={() => act('bench.probe', { deviceId: device.id })}
    >
      {probe && probe.chosen === null && (
        <fieldset class="outcome answers">
          <legend>{t('bench.probe.which')}</legend>
          {probe.lines.map(({ number, cjk }) => (
            <Button key={number} onTap={() => answer(number)}>
              {number} <span class="soft">{cjk}</span>
            </Button>
          ))}
          <Button onTap={() => answer(null)}>{t('bench.probe.none')}</Button>
        </fieldset>
      )}
      {probe?.chosen && (
        <p class="outcome signs" role="status">
          <Sign health="ready" words={t('bench.probe.chosen', { profile: probe.chosen })} />
        </p>
      )}
    </StepRow>
  );
}
