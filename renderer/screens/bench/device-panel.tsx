import type { BenchDevice } from '../../../main/contract/bench/snapshot.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Facts } from '../../parts/facts.tsx';
import { act, sheet } from '../../state.ts';
import { t, wordFor } from '../../text.ts';
import { factRows } from './fact-rows.ts';
import { StepRow } from './step-row.tsx';

/** Which device this is, where it is, and how to let go of it. */
export function DevicePanel({ device }: { readonly device: BenchDevice }) {
  const { id: deviceId, model, path, identity } = device;
  const open = (kind: 'bench-raw' | 'bench-unbind') => () => {
    sheet.value = { kind, deviceId };
  };
  return (
    <>
      <section aria-label={t('bench.identity')}>
        <div class="whole-code">
          <p class="path mono">{path}</p>
          <CopyButton label={t('bench.path')} text={() => path} />
        </div>
        <Facts
          facts={[
            { name: t('bench.id'), value: <span class="mono">{deviceId}</span> },
            ...(model === null
              ? []
              : [{ name: t('bench.model'), value: wordFor('bench.protocol', model) }]),
            ...factRows(identity),
          ]}
        />
      </section>
      <StepRow
        name={t('bench.identify')}
        explained={t(`bench.identify.${device.kind}`)}
        go={t('bench.start')}
        icon="play"
        onTap={() => act('bench.identify', { deviceId })}
      />
      <StepRow
        name={t('bench.raw')}
        explained={t('bench.raw.explained')}
        go={t('bench.raw.go')}
        icon="keyboard"
        onTap={open('bench-raw')}
      />
      <StepRow
        name={t('bench.unbind')}
        explained={t('bench.unbind.explained')}
        go={t('bench.unbind.go')}
        icon="remove"
        looks="danger"
        onTap={open('bench-unbind')}
      />
    </>
  );
}
