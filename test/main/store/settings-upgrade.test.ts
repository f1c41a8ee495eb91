import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { changePayments, openSettings } from '../../../main/store/settings.ts';
import { upgradeSettings } from '../../../main/store/settings-upgrade.ts';
import { demoSettings } from '../../demo/settings.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const today = () =>
  demoSettings({
    ...{ scannerPath: '/dev/null', printerPort: 9_100, hubUrl: 'https://hub.example' },
    ...{ wechatOrigin: 'https://wechat.example', wechatFolder: '', wechatCaPath: '' },
    pace: 'provider',
  });

/** Settings as they were written when there was one wallet. */
function ofBefore(platformKeyPath: string) {
  const wechat = {
    ...{ origin: 'https://wechat.example', appid: 'wx1', mchid: '1230000109' },
    ...{ merchantSerial: '444F', platformSerial: 'PUB_KEY_ID_1', platformKeyPath },
    ...{ storeNumber: 'S001', caPath: null, pace: 'provider' },
  };
  return { ...today(), payments: { wechat } };
}

function write(settings: unknown): string {
  const path = join(folder, 'settings.json');
  writeFileSync(path, JSON.stringify(settings));
  return path;
}

it('makes the one wallet of before the first account, under the name its key is kept by', async () => {
  const keyPath = join(folder, 'platform.pem');
  writeFileSync(keyPath, 'PEM');
  const opened = await openSettings(write(ofBefore(keyPath)));
  const { payments } = opened?.data ?? today();
  expect(payments.accounts).toMatchObject([
    { id: 'wechat', provider: 'wechat', isOffered: true, platformKeys: { PUB_KEY_ID_1: 'PEM' } },
  ]);
  expect(payments.activeMerchant).toBe(payments.accounts[0]?.merchant);
  expect(payments.merchants).toMatchObject([{ number: '1230000109', name: '扫码便利店' }]);
  expect(payments).toMatchObject({ latePayment: 'return', acceptStatic: 'never' });
});

it('makes a shop that took cash alone one that does', async () => {
  const opened = await openSettings(write({ ...today(), payments: { wechat: null } }));
  expect(opened?.data.payments).toMatchObject({ accounts: [], activeMerchant: null });
});

it('leaves today’s settings as they are', () => {
  const settings = JSON.parse(JSON.stringify(today()));
  expect(upgradeSettings(settings)).toEqual(settings);
});

it('says which file is broken when the key of before is gone', async () => {
  const path = write(ofBefore(join(folder, 'gone.pem')));
  await expect(openSettings(path)).rejects.toMatchObject({
    failure: { code: 'settings.broken', data: { path } },
  });
});

it('is what a change of the accounts is written over, for good', async () => {
  const keyPath = join(folder, 'platform.pem');
  writeFileSync(keyPath, 'PEM');
  const path = write(ofBefore(keyPath));
  const opened = await openSettings(path);
  if (!opened) throw new Error('there are settings');
  changePayments(path, opened.data, { ...opened.data.payments, latePayment: 'ask' });
  expect(opened.data.payments.latePayment).toBe('ask');
  rmSync(keyPath);
  const again = await openSettings(path);
  expect(again?.data.payments).toEqual(opened.data.payments);
});
