import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountSettings } from '../../../main/store/payment-settings.ts';
import { machineCipher, openSecrets, type SecretStore } from '../../../main/store/secrets.ts';
import type { Settings } from '../../../main/store/settings-schema.ts';
import { openAccountList } from '../../../main/wiring/account-list.ts';
import { openProvider } from '../../../main/wiring/providers.ts';
import { demoSettings } from '../../demo/settings.ts';
import { failureOf } from '../store/fixture/till.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const privatePem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const publicPem = publicKey.export({ format: 'pem', type: 'spki' }).toString();

let folder: string;
let settings: Settings;
let secrets: SecretStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accounts-'));
  secrets = openSecrets(join(folder, 'secrets'), machineCipher(join(folder, 'machine')));
  settings = demoSettings({
    ...{ scannerPath: '/dev/null', printerPort: 9_100, hubUrl: 'https://hub.example' },
    ...{ wechatOrigin: 'https://wechat.example', wechatFolder: '', wechatCaPath: '' },
    pace: 'provider',
  });
});

afterEach(() => rmSync(folder, { recursive: true }));

const every = { merchant: 'shop', isOffered: true, pace: 'provider' } as const;

function wechat(): Extract<AccountSettings, { provider: 'wechat' }> {
  const [account] = settings.payments.accounts;
  if (account?.provider !== 'wechat') throw new Error('the demo has a WeChat account');
  return { ...account, caPath: null, platformKeys: { [account.platformSerial]: publicPem } };
}

function union(dialectPath: string | null, caPath: string | null = null): AccountSettings {
  return {
    ...{ ...every, id: 'union', provider: 'unionpay', origin: 'https://acquirer.example', caPath },
    ...{ merchantNumber: '1', terminalNumber: '1', location: null, wallets: ['unionpay'] },
    ...{ takesEmv: true, ways: ['presented'], dialectPath, acquirerKey: publicPem },
  };
}

const card: AccountSettings = {
  ...{ ...every, id: 'card', provider: 'card', host: 'localhost', port: 9, terminalNumber: '1' },
};

/** What each account comes to, and why. */
function opened(...accounts: AccountSettings[]) {
  settings.payments.accounts = accounts;
  for (const { id } of accounts) secrets.set(`${id}-merchant-key`, privatePem);
  const list = openAccountList(settings, secrets);
  return list.accounts().map(({ provider, failure }) => failure ?? provider?.accountId);
}

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

it('opens every account that can be opened', () => {
  expect(opened(wechat(), union(null), card)).toEqual(['wechat', 'union', 'card']);
});

it.each([
  ['a dialect file that is not there', () => union(join(folder, 'gone.json'))],
  ['a dialect file that is no JSON', () => union(file('torn.json', '{"operations": {'))],
  ['a dialect file that is no dialect', () => union(file('other.json', '{"name": "x"}'))],
  ['a folder in the dialect’s place', () => union(folder)],
  ['an authority’s file that is not there', () => union(null, join(folder, 'gone.pem'))],
  ['an authority’s file of WeChat’s that is not there', () => ({ ...wechat(), caPath: '/gone' })],
])('goes on with the others when one has %s', (_, broken) => {
  expect(opened(broken(), card)).toEqual(['payment.not-configured', 'card']);
});

it('names the file that is wrong, and nothing that stands in it', () => {
  const path = file('torn.json', '{"secret": "hush');
  secrets.set('union-merchant-key', privatePem);
  const { message, data } = failureOf(() => openProvider(union(path), { settings, secrets }));
  expect(data).toEqual({ path });
  expect(message).toContain(path);
  expect(message).not.toContain('hush');
});

it('says that a key is missing, or is none', () => {
  settings.payments.accounts = [wechat()];
  const list = openAccountList(settings, secrets);
  expect(list.accounts()).toMatchObject([{ failure: 'payment.not-configured' }]);
  secrets.set('wechat-merchant-key', 'not a key');
  list.reload();
  expect(list.accounts()).toMatchObject([{ failure: 'account.key-invalid' }]);
  secrets.set('wechat-merchant-key', privatePem);
  list.reload();
  expect(list.accounts()).toMatchObject([{ failure: null }]);
  expect(list.providers().map(({ accountId }) => accountId)).toEqual(['wechat']);
});

it('takes no platform key of WeChat’s that is none', () => {
  const account = wechat();
  const platformKeys = { [account.platformSerial]: 'not a key' };
  expect(opened({ ...account, platformKeys })).toEqual(['account.key-invalid']);
});
