import type { DeviceShown } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { act, sheet } from '../../state.ts';
import { dayAndClock, t, wordFor } from '../../text.ts';
import { Mark } from '../frame/mark.tsx';

export function DeviceCard({ device }: { readonly device: DeviceShown }) {
  const { kind, health, state, path } = device;
  return (
    <section class="panel device" aria-label={t(`status.${kind}`)}>
      <header>
        <Icon name={kind} />
        <h2>{t(`status.${kind}`)}</h2>
        <p class={`health ${health}`}>
          <Mark health={health} />
          {t(`health.${health}`)} · {t(`device.state.${state}`)}
        </p>
      </header>
      <p class="mono path">{path}</p>
      {device.reason && <p class="reason">{wordFor('failure', device.reason)}</p>}
      <Bytes name={t('device.lastIn')} bytes={device.lastIn} />
      <Bytes name={t('device.lastOut')} bytes={device.lastOut} />
      <dl class="lasts">
        <div>
          <dt>{t('device.lastSuccess')}</dt>
          <dd>{device.lastSuccessAt === null ? '–' : dayAndClock(device.lastSuccessAt)}</dd>
        </div>
        <div>
          <dt>{t('device.lastFailure')}</dt>
          <dd>
            {device.lastFailureAt === null ? '–' : dayAndClock(device.lastFailureAt)}
            {device.lastFailure && ` ${wordFor('failure', device.lastFailure)}`}
          </dd>
        </div>
      </dl>
      <Tests device={device} />
    </section>
  );
}

/** What went over the wire last, to be read and copied by a technician. */
function Bytes(props: { readonly name: string; readonly bytes: DeviceShown['lastIn'] }) {
  const { name, bytes } = props;
  if (!bytes) return null;
  return (
    <div class="bytes">
      <p>
        {name} <time class="soft">{dayAndClock(bytes.at)}</time>
      </p>
      <pre class="mono">
        {inPairs(bytes.hex)}
        {'\n'}
        {bytes.text}
      </pre>
    </div>
  );
}

/** Two digits a byte, with room between them for the eye. */
function inPairs(hex: string): string {
  return hex.replace(/([0-9a-f]{2})(?=[0-9a-f])/gi, '$1 ');
}

/** Each test says what will happen before it does it. */
function Tests({ device }: { readonly device: DeviceShown }) {
  switch (device.kind) {
    case 'printer':
      return (
        <footer>
          <p class="soft">{t('device.testPrint.explained')}</p>
          <Button icon="printer" onTap={() => act('device.test-print', { deviceId: device.id })}>
            {t('device.testPrint')}
          </Button>
        </footer>
      );
    case 'drawer':
      return (
        <footer>
          <p class="soft">{t('device.openDrawer.explained')}</p>
          <Button
            icon="drawer"
            onTap={() => {
              sheet.value = { kind: 'drawer' };
            }}
          >
            {t('menu.drawer')}
          </Button>
        </footer>
      );
    case 'scanner':
      return (
        <footer>
          <p class="soft">{t('device.scan.explained')}</p>
        </footer>
      );
    case 'display':
    case 'scale':
    case 'reader':
      return null;
  }
}
