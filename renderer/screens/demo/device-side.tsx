import type { DemoSnapshot } from '../../../main/contract/snapshots.ts';
import { Button } from '../../parts/button.tsx';
import { act } from '../../state.ts';
import { t } from '../../text.ts';

const printerStates: readonly DemoSnapshot['printer'][] = [
  'ready',
  'paper-out',
  'cover-open',
  'unplugged',
];

/** What is wrong with the world today. */
export function DeviceSide({ outside }: { readonly outside: DemoSnapshot }) {
  return (
    <section>
      <h3>{t('status.printer')}</h3>
      <div class="keys">
        {printerStates.map((state) => (
          <Button
            key={state}
            isPressed={outside.printer === state}
            onTap={() => act('demo.printer', { state })}
          >
            {t(`demo.printer.${state}`)}
          </Button>
        ))}
      </div>
      <h3>{t('demo.lines')}</h3>
      <div class="keys">
        <Button
          isPressed={outside.isScannerPlugged}
          onTap={() => act('demo.scanner', { isPlugged: !outside.isScannerPlugged })}
        >
          {outside.isScannerPlugged ? t('demo.scanner.plugged') : t('demo.scanner.unplugged')}
        </Button>
        <Button
          isPressed={outside.isOnline}
          onTap={() => act('demo.network', { isOnline: !outside.isOnline })}
        >
          {outside.isOnline ? t('demo.network.on') : t('demo.network.off')}
        </Button>
      </div>
      <p class="soft">
        {t('demo.scannerPath')} <code class="mono">{outside.scannerPath}</code>
      </p>
    </section>
  );
}
