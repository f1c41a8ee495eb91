import type { BindAddress } from '../../../main/contract/bench/commands.ts';
import type { BenchSnapshot } from '../../../main/contract/bench/snapshot.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/choices.tsx';
import { act } from '../../state.ts';
import { t } from '../../text.ts';
import { nameOfDevice } from '../devices/standing.ts';
import { type Draft, type Plan, roleOf } from './plans.ts';

/** Not an id of any device: beside those that are there. */
const another = '';

/** Writes it into the settings and starts it; says first what that changes. */
export function BindStep(props: {
  readonly bench: BenchSnapshot;
  readonly plan: Plan;
  readonly draft: Draft;
  readonly address: BindAddress;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const { bench, plan, draft, address, onChange } = props;
  const rivals = bench.devices.filter(({ kind }) => kind === plan.kind);
  const bind = () =>
    act('bench.bind', {
      deviceId: draft.replaces,
      kind: plan.kind,
      address,
      profile: draft.profile,
      role: roleOf(plan, bench.devices),
      protocol: draft.protocol,
    });
  return (
    <li>
      <h2>{t('bench.bind')}</h2>
      {rivals.length > 0 && (
        <Choices
          label={t('bench.bind.instead')}
          value={draft.replaces ?? another}
          options={[
            ...rivals.map((device) => ({
              value: device.id,
              words: t('bench.bind.replace', { device: `${nameOfDevice(device)} ${device.id}` }),
            })),
            { value: another, words: t('bench.bind.add') },
          ]}
          onChoose={(id) => onChange({ replaces: id === another ? null : id })}
        />
      )}
      <p class="path mono">{written(address)}</p>
      <div class="check-line">
        <p class="soft">{t('bench.bind.explained')}</p>
        <Button looks="primary" icon="check" onTap={bind}>
          {t('bench.bind.go')}
        </Button>
      </div>
    </li>
  );
}

/** An address as one line. */
function written(address: BindAddress): string {
  switch (address.type) {
    case 'serial': {
      const { path, baudRate, dataBits, stopBits, parity } = address;
      return `${path} ${baudRate} ${dataBits}${parity.charAt(0).toUpperCase()}${stopBits}`;
    }
    case 'hid':
    case 'character-device':
      return address.path;
    case 'tcp':
      return `${address.host}:${address.port}`;
    case 'cups':
      return `cups:${address.queue}`;
    case 'printer':
      return address.printer;
  }
}
