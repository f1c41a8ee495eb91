import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../main/contract/failure.ts';
import type { AccountSettings } from '../../../main/store/payment-settings.ts';
import { machineCipher, openSecrets, type SecretStore } from '../../../main/store/secrets.ts';
import type { Settings } from '../../../main/store/settings-schema.ts';
import type { Store } from '../../../main/store/store.ts';
import { type AccountDesk, createAccounts } from '../../../main/wiring/accounts.ts';
import { createExpiryWatch } from '../../../main/wiring/expiry-watch.ts';
import { openInbox } from '../../../main/wiring/inbox.ts';
import { readKeyText } from '../../../main/wiring/key-text.ts';
import { secretsOf } from '../../../main/wiring/secret-names.ts';
import { demoSettings } from '../../demo/settings.ts';
import { FakeProvider } from '../commands/fixture/fake-provider.ts';
import { settle, VirtualTime } from '../payments/virtual-time.ts';
import { newTill, type Till } from '../store/fixture/till.ts';
import { selfSigned } from './fixture/certificate.ts';

const newKey = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
const privatePem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
const publicPem = (key: KeyObject) =>
  createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString();

const [oldKey, firstKey, secondKey] = [newKey(), newKey(), newKey()];
const dayMs = 24 * 3_600_000;
const startAt = 1_700_000_000_000;
const inTenYears = startAt + 3_650 * dayMs;

const good = { kind: 'not-found' } as const;
const bad = { kind: 'unknown', code: 'payment.signature-wrong', detail: '' } as const;
const noLine = { kind: 'unknown', code: 'payment.provider-unreachable', detail: '' } as const;

let till: Till;
let store: Store;
let settings: Settings;
let secrets: SecretStore;
let accounts: AccountDesk;
let provider: FakeProvider;
let time: VirtualTime;
let isBusy: boolean;
let codes: string[];
let faults: unknown[];

beforeEach(() => {
  till = newTill();
  store = till.open();
  settings = demoSettings({
    ...{ scannerPath: '/dev/null', printerPort: 9_100, hubUrl: 'https://hub.example' },
    ...{ wechatOrigin: 'https://wechat.example', wechatFolder: '', wechatCaPath: '' },
    pace: 'rehearsal',
  });
  secrets = openSecrets(join(till.folder, 'secrets'), machineCipher(join(till.folder, 'machine')));
  secrets.set('wechat-merchant-key', privatePem(oldKey));
  provider = new FakeProvider('wechat');
  provider.toQuery = [good];
  time = new VirtualTime();
  [isBusy, codes, faults] = [false, [], []];
  accounts = open();
});

afterEach(() => till.clear());

function open(): AccountDesk {
  const list = {
    accounts: () =>
      settings.payments.accounts.map((account) => {
        const isReady = secrets.get('wechat-merchant-key') !== null;
        return { account, provider: isReady ? provider.port : null, failure: null, ca: null };
      }),
    providers: () => [provider.port],
    reload: () => undefined,
  };
  return createAccounts({
    ...{ settingsPath: join(till.folder, 'settings.json'), settings, secrets, store, list },
    inbox: openInbox(till.folder, []),
    isBusy: () => isBusy,
    now: time.clock.now,
    notify: ({ code }) => void codes.push(code),
    changed: () => undefined,
    report: (error) => void faults.push(error),
  });
}

type Key = 'merchant-key' | 'platform-key' | 'merchant-certificate';

/** As the command does it: what follows comes after the commit. */
async function bring(key: Key, text: string): Promise<Failure['code'] | null> {
  mkdirSync(join(till.folder, 'inbox'), { recursive: true });
  writeFileSync(join(till.folder, 'inbox', 'key.pem'), text);
  const taken = store.transaction(() =>
    accounts.takeKey({ accountId: 'wechat', key, file: 'key.pem' }, 'staff-1'),
  );
  if (!taken.ok) return taken.error.code;
  taken.value();
  await settle();
  return null;
}

const certificateOf = (key: KeyObject, serial: string, endsAt = inTenYears) =>
  selfSigned(key, serial, endsAt);
const keyInUse = () => secrets.get('wechat-merchant-key');
const account = () =>
  settings.payments.accounts[0] as Extract<AccountSettings, { provider: 'wechat' }>;
const kept = () => JSON.parse(readFileSync(join(till.folder, 'settings.json'), 'utf8'));
const shown = (key: Key) => accounts.shown().accounts[0]?.keys.find((one) => one.key === key);
const kinds = () =>
  store.journal
    .readAfter(0, 1_000, Number.MAX_SAFE_INTEGER)
    .map(({ body }) => JSON.parse(body).kind);

describe('a merchant key and its certificate', () => {
  it('are used together: whichever comes first waits, and the shop goes on with what it has', async () => {
    expect(await bring('merchant-key', privatePem(firstKey))).toBeNull();
    expect(keyInUse()).toBe(privatePem(oldKey));
    expect(codes).toEqual(['account-key-waits']);
    expect(provider.queries).toEqual([]);
    expect(await bring('merchant-certificate', certificateOf(firstKey, '01AB'))).toBeNull();
    expect(keyInUse()).toBe(privatePem(firstKey));
    expect(account().merchantSerial).toBe('01AB');
    expect(kept().payments.accounts[0].merchantSerial).toBe('01AB');
    expect(provider.queries).toHaveLength(1);
  });

  it('may come the other way round', async () => {
    const serial = account().merchantSerial;
    await bring('merchant-certificate', certificateOf(firstKey, '01AB'));
    expect(account().merchantSerial).toBe(serial);
    await bring('merchant-key', privatePem(firstKey));
    expect([keyInUse(), account().merchantSerial]).toEqual([privatePem(firstKey), '01AB']);
  });

  it('wait through a restart', async () => {
    await bring('merchant-key', privatePem(firstKey));
    accounts = open();
    await bring('merchant-certificate', certificateOf(firstKey, '01AB'));
    expect(keyInUse()).toBe(privatePem(firstKey));
  });

  it('that do not belong together are not used together', async () => {
    await bring('merchant-key', privatePem(firstKey));
    await bring('merchant-certificate', certificateOf(secondKey, '01AB'));
    expect(keyInUse()).toBe(privatePem(oldKey));
    await bring('merchant-key', privatePem(secondKey));
    expect([keyInUse(), account().merchantSerial]).toEqual([privatePem(secondKey), '01AB']);
  });

  it('may be renewed by a new certificate of the same key', async () => {
    await bring('merchant-certificate', certificateOf(oldKey, '02CD'));
    expect([keyInUse(), account().merchantSerial]).toEqual([privatePem(oldKey), '02CD']);
  });

  it('are the first that this account has: the key is taken at once', async () => {
    secrets.set('wechat-merchant-key', null);
    await bring('merchant-key', privatePem(firstKey));
    expect(keyInUse()).toBe(privatePem(firstKey));
  });
});

describe('new keys', () => {
  /** A pair that was never seen to work. */
  async function bringPair(key: KeyObject, serial: string): Promise<void> {
    await bring('merchant-key', privatePem(key));
    await bring('merchant-certificate', certificateOf(key, serial));
  }

  it('that the provider refuses give way to the ones before, and so does what is shown of them', async () => {
    const before = account();
    provider.toQuery = [bad];
    await bringPair(firstKey, '01AB');
    expect(keyInUse()).toBe(privatePem(oldKey));
    expect(account()).toEqual(before);
    expect(kept().payments.accounts[0]).toEqual(before);
    expect(shown('merchant-key')?.fingerprint).toBeNull();
    expect(kinds()).toContain('account.keys-went-back');
  });

  it('of the provider’s own that do not fit give way, too', async () => {
    const before = account();
    provider.toQuery = [bad];
    expect(await bring('platform-key', publicPem(firstKey))).toBeNull();
    expect(account()).toEqual(before);
  });

  it('that nobody could try are kept, and the last that worked with them, however many follow', async () => {
    provider.toQuery = [noLine];
    await bringPair(firstKey, '01AB');
    await bringPair(secondKey, '02CD');
    expect(keyInUse()).toBe(privatePem(secondKey));
    provider.toQuery = [bad];
    accounts.test('wechat');
    await settle();
    expect(keyInUse()).toBe(privatePem(oldKey));
  });

  it('that nobody could try are tried after a start', async () => {
    provider.toQuery = [noLine];
    await bringPair(firstKey, '01AB');
    accounts = open();
    provider.toQuery = [bad];
    accounts.proveKeys();
    await settle();
    expect(keyInUse()).toBe(privatePem(oldKey));
    accounts.proveKeys();
    await settle();
    expect(provider.queries).toHaveLength(2);
  });

  it('that work are there to stay: a later refusal is no reason to go back', async () => {
    await bringPair(firstKey, '01AB');
    provider.toQuery = [bad];
    accounts.test('wechat');
    await settle();
    expect(keyInUse()).toBe(privatePem(firstKey));
    expect(secrets.get('wechat-merchant-key-before')).toBeNull();
  });

  it('are not judged by an answer to what was asked before they came', async () => {
    const answer = provider.hold();
    provider.toQuery = [bad, noLine];
    accounts.test('wechat');
    await bringPair(firstKey, '01AB');
    answer();
    await settle();
    expect(keyInUse()).toBe(privatePem(firstKey));
  });

  it('keep what was switched while they were tried', async () => {
    provider.toQuery = [noLine, bad];
    await bringPair(firstKey, '01AB');
    accounts.setOffered({ accountId: 'wechat', isOffered: false }, 'staff-1');
    accounts.test('wechat');
    await settle();
    expect(account()).toMatchObject({
      isOffered: false,
      merchantSerial: expect.not.stringMatching('01AB'),
    });
  });

  it('are secrets while they wait, and while they are remembered', async () => {
    provider.toQuery = [noLine];
    await bringPair(firstKey, '01AB');
    await bring('merchant-key', privatePem(secondKey));
    const known = secretsOf(settings, secrets);
    for (const key of [oldKey, firstKey, secondKey]) expect(known).toContain(privatePem(key));
    const written = JSON.stringify([kept(), kinds(), accounts.shown()]);
    const rows = store.database.prepare('SELECT value FROM state').all();
    const body = privatePem(firstKey).split('\n')[3] ?? '';
    expect(`${written}${JSON.stringify(rows)}`).not.toContain(body);
  });
});

describe('a file that is brought', () => {
  it('is removed when its private key is kept, and left when it was refused', async () => {
    const path = join(till.folder, 'inbox', 'key.pem');
    expect(await bring('merchant-key', 'not a key')).toBe('account.key-invalid');
    expect(existsSync(path)).toBe(true);
    await bring('merchant-key', privatePem(oldKey));
    expect(existsSync(path)).toBe(false);
  });

  it('of another kind than was asked for changes nothing', async () => {
    const before = account();
    expect(await bring('merchant-certificate', privatePem(firstKey))).toBe('account.key-invalid');
    expect(await bring('merchant-key', publicPem(firstKey))).toBe('account.key-invalid');
    expect(account()).toEqual(before);
    expect(kinds()).toEqual([]);
  });

  it('that is gone by then is refused', () => {
    const input = { accountId: 'wechat', key: 'merchant-key', file: 'gone.pem' } as const;
    expect(accounts.takeKey(input, 'staff-1')).toMatchObject({
      ok: false,
      error: { code: 'account.key-invalid' },
    });
  });

  it('with a certificate that has ended is refused as such', async () => {
    expect(await bring('merchant-certificate', certificateOf(oldKey, '01AB', startAt - 1))).toBe(
      'account.expired',
    );
  });

  it('with a bare public key does not go under a certificate’s serial', async () => {
    settings.payments.accounts = [{ ...account(), platformSerial: '5157F09EFDC096DE' }];
    expect(await bring('platform-key', publicPem(firstKey))).toBe('account.key-invalid');
  });
});

describe('a scanned key', () => {
  it('is taken while one is being listened for, and once', async () => {
    accounts.listenKey({ accountId: 'wechat', key: 'merchant-key' });
    expect(accounts.takeScan('6901234567892', 'staff-1')).toMatchObject({ ok: false });
    expect(accounts.takeScan(privatePem(oldKey), 'staff-1')).toMatchObject({ ok: true });
    expect(accounts.takeScan(privatePem(oldKey), 'staff-1')).toBeNull();
    await settle();
  });

  it('is nobody’s two minutes later', () => {
    accounts.listenKey({ accountId: 'wechat', key: 'merchant-key' });
    time.setClock(2 * 60_000);
    expect(accounts.takeScan(privatePem(oldKey), 'staff-1')).toBeNull();
  });
});

describe('who is paid', () => {
  it('is not switched while money is on its way', () => {
    settings.payments.merchants.push({ id: 'guest', name: '隔壁', number: '2' });
    isBusy = true;
    expect(accounts.switchMerchant('guest', 'staff-1')).toMatchObject({
      error: { code: 'account.busy' },
    });
    isBusy = false;
    expect(accounts.switchMerchant('guest', 'staff-1').ok).toBe(true);
    expect([settings.payments.activeMerchant, kept().payments.activeMerchant]).toEqual([
      'guest',
      'guest',
    ]);
    expect(accounts.switchMerchant('nobody', 'staff-1').ok).toBe(false);
  });

  it('is not said of an account that is not there', () => {
    expect(accounts.setOffered({ accountId: 'gone', isOffered: false }, 'staff-1').ok).toBe(false);
    expect(kinds()).toEqual([]);
  });
});

describe('a certificate that ends soon', () => {
  it('is spoken of at the start and once a day, from thirty days before', async () => {
    const endsAt = startAt + 32 * dayMs;
    await bring('merchant-certificate', certificateOf(oldKey, '01AB', endsAt));
    const said: unknown[] = [];
    const { clock, timers } = time;
    const notify = ({ code, data }: { code: string; data?: unknown }) =>
      void said.push([code, data]);
    const watch = createExpiryWatch({ accounts, notify, timers, now: clock.now });
    watch.start();
    expect(said).toEqual([]);
    for (let day = 0; day < 33; day += 1) time.step();
    watch.close();
    expect(said[0]).toEqual(['account-expiring', { account: 'wechat', days: 29 }]);
    expect(said.at(-1)).toEqual(['account-expiring', { account: 'wechat', days: 0 }]);
    expect(said).toHaveLength(31);
  });

  it('is known from the settings, too', () => {
    settings.payments.accounts = [{ ...account(), merchantExpiresAt: startAt + dayMs }];
    expect(accounts.expiring()).toEqual([{ accountId: 'wechat', endsAt: startAt + dayMs }]);
  });
});

it('reads the certificates of these tests as certificates', () => {
  expect(readKeyText(certificateOf(oldKey, '01AB'))).toMatchObject({
    ...{ kind: 'certificate', serial: '01AB', expiresAt: inTenYears },
    fingerprint: readKeyText(privatePem(oldKey))?.fingerprint,
  });
});
