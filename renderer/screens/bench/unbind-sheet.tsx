import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { actAndClose, bench, sheet } from '../../state.ts';
import { t } from '../../text.ts';
import { nameOfDevice } from '../devices/standing.ts';

/** Asks twice: what is let go of must be set up again. */
export function UnbindSheet({ deviceId }: { readonly deviceId: string }) {
  const [isSure, setSure] = useState(false);
  const device = bench.value?.devices.find(({ id }) => id === deviceId);
  const name = device ? nameOfDevice(device) : deviceId;
  const close = () => {
    sheet.value = null;
  };
  return (
    <Sheet
      title={t('bench.unbind')}
      foot={
        <>
          <Button onTap={close}>{t('bench.unbind.keep')}</Button>
          {isSure ? (
            <Button
              key="really"
              looks="danger"
              icon="remove"
              isGuarded
              onTap={() => actAndClose('bench.unbind', { deviceId })}
            >
              {t('bench.unbind.really', { device: name })}
            </Button>
          ) : (
            <Button key="first" looks="danger" icon="remove" onTap={() => setSure(true)}>
              {t('bench.unbind.go')}
            </Button>
          )}
        </>
      }
    >
      <h3>{name}</h3>
      <p class="path mono">{device?.path}</p>
      <p>{t('bench.unbind.explained')}</p>
    </Sheet>
  );
}
