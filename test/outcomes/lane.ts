import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type PrinterSimulator,
  startPrinterSimulator,
} from '../../drivers/printer/simulator/simulator.ts';
import type { Language } from '../../main/contract/values.ts';
import type { AccountSettings } from '../../main/store/payment-settings.ts';
import { machineCipher, openSecrets } from '../../main/store/secrets.ts';
import { createSettings } from '../../main/store/settings.ts';
import type { Settings } from '../../main/store/settings-schema.ts';
import { demoSettings } from '../demo/settings.ts';
import { fillDemoStore } from '../demo/store.ts';
import { merchants } from '../simulators/acquirer/keys.ts';
import { TerminalClient } from '../support/terminal-client.ts';
import type { Play } from './plan.ts';
import { giveKeys, type Providers, startProviders } from './providers.ts';

/** An account with each provider, or one aggregator for all wallets. */
export type LaneKind = 'direct' | 'aggregated';

/** A till with providers of its own, so that whole books can be compared; nobody else uses it. */
export type Lane = {
  readonly kind: LaneKind;
  /** Of its screens and its receipts. */
  readonly language: Language;
  readonly dataDir: string;
  readonly terminal: TerminalClient;
  readonly printer: PrinterSimulator;
  readonly providers: Providers;
  /** What came out of the printer so far, as text, oldest first. */
  readonly papers: string[];
  /** Numbers the customers' codes: no two are alike. */
  nextSerial(): number;
  close(): Promise<void>;
};

export function laneKindOf({ provider }: Play): LaneKind {
  return provider === 'aggregator' ? 'aggregated' : 'direct';
}

/** Goods, people and keys, made once for all lanes. */
export async function prepareLanes(folder: string): Promise<void> {
  mkdirSync(join(folder, 'goods'), { recursive: true });
  await fillDemoStore(join(folder, 'goods'));
  await (await startProviders(join(folder, 'keys'))).close();
}

/** The languages take turns, so that receipts are read in all of them. */
const languages: readonly Language[] = ['zh-CN', 'zh-TW', 'en'];

export async function openLane(folder: string, index: number, kind: LaneKind): Promise<Lane> {
  const language = languages[index % languages.length] ?? 'zh-CN';
  const dataDir = join(folder, `lane-${index}`);
  mkdirSync(dataDir);
  copyFileSync(join(folder, 'goods', 'terminal.sqlite'), join(dataDir, 'terminal.sqlite'));
  const papers: string[] = [];
  const printer = await startPrinterSimulator({
    host: '127.0.0.1',
    onReceipt: ({ lines }) => papers.push(lines.join('\n')),
  });
  const providers = await startProviders(join(folder, 'keys'));
  const cipher = machineCipher(join(dataDir, 'machine-secret'));
  giveKeys(providers.places, openSecrets(join(dataDir, 'secrets'), cipher));
  const settings = settingsOf(providers, printer.port, kind, language);
  await createSettings(join(dataDir, 'settings.json'), settings);
  const terminal = await TerminalClient.start(dataDir, null);
  await terminal.must('access.sign-in', { staffId: 'staff-lin', pin: '1111' });
  await terminal.must('shift.open', { floatMinor: 10_000 });
  await terminal.until(({ status }) => status.printer.health === 'ready', 'the printer is ready');
  let serial = 0;
  return {
    kind,
    language,
    dataDir,
    terminal,
    printer,
    providers,
    papers,
    nextSerial: () => {
      serial += 1;
      return serial;
    },
    async close() {
      await terminal.stop();
      await Promise.all([printer.close(), providers.close()]);
    },
  };
}

function settingsOf(
  { places }: Providers,
  printerPort: number,
  kind: LaneKind,
  language: Language,
): Settings {
  const settings = demoSettings({
    scannerPath: '',
    printerPort,
    hubUrl: 'http://127.0.0.1:1',
    wechatOrigin: places.wechat,
    wechatFolder: places.folders.wechat,
    wechatCaPath: places.caPath,
    pace: 'rehearsal',
    providers: places,
  });
  const { payments } = settings;
  return {
    ...settings,
    terminal: { ...settings.terminal, language },
    devices: settings.devices.filter(({ kind: sort }) => sort === 'printer' || sort === 'drawer'),
    hub: null,
    payments: {
      ...payments,
      accounts: kind === 'direct' ? payments.accounts : payments.accounts.flatMap(asAggregator),
    },
  };
}

/** The acquirer's account, as one for all wallets. */
function asAggregator(account: AccountSettings): AccountSettings[] {
  if (account.provider !== 'unionpay') return [];
  const wallets = ['wechat', 'alipay', 'unionpay', 'ecny', 'qq'] as const;
  return [
    {
      ...account,
      ...merchants.aggregator,
      id: 'aggregator',
      provider: 'aggregator',
      wallets: [...wallets],
      ways: ['presented'],
    },
  ];
}
