import { useEffect } from 'preact/hooks';
import type { TillSnapshot } from '../../../main/contract/snapshots.ts';
import { ask } from '../../bridge.ts';
import { Button } from '../../parts/button.tsx';
import { act, bench } from '../../state.ts';
import { t } from '../../text.ts';
import { DeviceBench } from '../bench/device-bench.tsx';
import { NetworkBench } from '../bench/network-bench.tsx';
import { StorageBench } from '../bench/storage-bench.tsx';
import { Stage } from '../frame/stage.tsx';
import { SetUp } from '../setup/set-up.tsx';
import { Overview } from './overview.tsx';
import { goTo, place } from './place.ts';
import { QuickLook } from './quick-look.tsx';
import './devices.css';

/** The bench for those whom main lets see it; for everybody else how the devices do. */
export function Devices({ till }: { readonly till: TillSnapshot }) {
  const staffId = till.staff?.id;
  useEffect(() => {
    bench.value = null;
    goTo({ at: 'overview' });
    if (staffId === undefined) return;
    void ask('bench.snapshot', {}).then((answer) => {
      if (answer.ok) bench.value ??= answer.value;
    });
  }, [staffId]);
  return (
    <main class="screen whole">
      <Stage class="devices">
        {bench.value === null ? <QuickLook till={till} /> : <Place till={till} />}
      </Stage>
    </main>
  );
}

function Place({ till }: { readonly till: TillSnapshot }) {
  if (bench.value === null) return null;
  const here = place.value;
  switch (here.at) {
    case 'overview':
      return (
        <>
          <Head />
          <Overview bench={bench.value} till={till} />
        </>
      );
    case 'device':
      return <DeviceBench key={here.deviceId} bench={bench.value} deviceId={here.deviceId} />;
    case 'storage':
      return <StorageBench bench={bench.value} />;
    case 'network':
      return <NetworkBench bench={bench.value} />;
    case 'setup':
      return <SetUp bench={bench.value} role={here.role} />;
  }
}

function Head() {
  return (
    <header>
      <h1>{t('place.devices')}</h1>
      <div class="header-actions">
        <Button icon="search" onTap={() => goTo({ at: 'setup', role: 'goods-scanner' })}>
          {t('bench.find')}
        </Button>
        <Button icon="back" onTap={() => act('screen.show', { screen: 'sale' })}>
          {t('today.back')}
        </Button>
      </div>
    </header>
  );
}
