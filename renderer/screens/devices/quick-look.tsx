import { useEffect } from 'preact/hooks';
import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../parts/button.tsx';
import { act, devices } from '../../state.ts';
import { t } from '../../text.ts';
import { DeviceCard } from './device-card.tsx';
import { QueueCard } from './queue-card.tsx';
import { TerminalCard } from './terminal-card.tsx';
import './quick-look.css';

/** For a cashier: every wire of the terminal, what it said last, how to try it. */
export function QuickLook({ till }: { readonly till: TillSnapshot }) {
  useEffect(() => {
    void ask('devices.snapshot', {}).then((answer) => {
      if (answer.ok) devices.value ??= answer.value;
    });
  }, []);
  return (
    <>
      <header>
        <h1>{t('place.devices')}</h1>
        <div class="header-actions">
          <Button icon="back" onTap={() => act('screen.show', { screen: 'sale' })}>
            {t('today.back')}
          </Button>
        </div>
      </header>
      <div class="quick-look scroll">
        {devices.value?.devices.map((device) => (
          <DeviceCard key={device.id} device={device} />
        ))}
        <QueueCard till={till} />
        <TerminalCard till={till} />
      </div>
    </>
  );
}
