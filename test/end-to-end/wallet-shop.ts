import { copyFileSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { machineCipher, openSecrets } from '../../main/store/secrets.ts';
import { createSettings } from '../../main/store/settings.ts';
import { merchantKeyName } from '../../main/wiring/secret-names.ts';
import { demoSettings } from '../demo/settings.ts';
import { fillDemoStore } from '../demo/store.ts';
import { caPath } from '../simulators/wechat/server.ts';
import { TerminalClient } from '../support/terminal-client.ts';

/** Goods and people, made once and copied for each terminal. */
export async function prepareGoods(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await fillDemoStore(folder);
}

export type WalletPlaces = {
  readonly goodsFolder: string;
  readonly keysFolder: string;
  readonly wechatOrigin: string;
};

/** A terminal that has nothing but goods and an account with the wallet, at an open till. */
export async function openWalletTill(
  dataDir: string,
  { goodsFolder, keysFolder, wechatOrigin }: WalletPlaces,
): Promise<TerminalClient> {
  mkdirSync(dataDir);
  copyFileSync(join(goodsFolder, 'terminal.sqlite'), join(dataDir, 'terminal.sqlite'));
  const cipher = machineCipher(join(dataDir, 'machine-secret'));
  const merchantKey = await readFile(join(keysFolder, 'merchant-key.pem'), 'utf8');
  openSecrets(join(dataDir, 'secrets'), cipher).set(merchantKeyName('wechat'), merchantKey);
  const settings = demoSettings({
    scannerPath: '',
    printerPort: 1,
    hubUrl: 'http://127.0.0.1:1',
    wechatOrigin,
    wechatFolder: keysFolder,
    wechatCaPath: caPath,
    pace: 'rehearsal',
  });
  await createSettings(join(dataDir, 'settings.json'), { ...settings, devices: [], hub: null });
  const terminal = await TerminalClient.start(dataDir, null);
  await terminal.must('access.sign-in', { staffId: 'staff-lin', pin: '1111' });
  await terminal.must('shift.open', { floatMinor: 0 });
  return terminal;
}
