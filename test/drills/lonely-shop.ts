import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { noPayments } from '../../main/store/payment-settings.ts';
import { createSettings } from '../../main/store/settings.ts';
import type { Settings } from '../../main/store/settings-schema.ts';
import { demoSettings } from '../demo/settings.ts';
import { fillDemoStore } from '../demo/store.ts';

/** A shop with goods and people, and of all devices only a printer: no hub, no wallet, not a demo. */
export async function openLonelyShop(dataDir: string, printerPort: number | null): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  await fillDemoStore(dataDir);
  const demo = demoSettings({
    scannerPath: '',
    printerPort: printerPort ?? 1,
    hubUrl: 'http://127.0.0.1:1',
    wechatOrigin: 'https://127.0.0.1:1',
    wechatFolder: '',
    wechatCaPath: '',
    pace: 'rehearsal',
  });
  const settings: Settings = {
    ...demo,
    isDemo: false,
    devices: printerPort === null ? [] : demo.devices.filter(({ kind }) => kind === 'printer'),
    hub: null,
    payments: noPayments,
  };
  await createSettings(join(dataDir, 'settings.json'), settings);
}
