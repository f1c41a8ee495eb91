import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PosError } from '../../../main/contract/failure.ts';
import { replaceFile } from '../../../main/store/durable-file.ts';
import { noPayments } from '../../../main/store/payment-settings.ts';
import { createSettings, lastGoodPath, openSettings } from '../../../main/store/settings.ts';
import type { Settings } from '../../../main/store/settings-schema.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
  path = join(folder, 'settings.json');
});

afterEach(() => rmSync(folder, { recursive: true }));

const settings: Settings = {
  version: 1,
  isDemo: false,
  terminal: { id: 'terminal-1', number: '1', language: 'zh-CN', theme: 'light' },
  store: {
    id: 'store-1',
    name: { 'zh-CN': '扫码便利店', en: 'Saoma' },
    lines: ['上海市黄浦区人民大道 200 号'],
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    pricesIncludeTax: true,
    taxRounding: 'document',
    cashStepMinor: 1,
    quickNotesMinor: [5_000, 10_000],
    receiptCodeUrl: null,
    labelRules: [
      { prefix: '2', kind: 'price', itemDigits: [2, 7], valueDigits: [7, 12], decimals: 2 },
    ],
  },
  devices: [
    {
      id: 'printer-1',
      kind: 'printer',
      transport: { type: 'tcp', host: '192.0.2.1', port: 9_100 },
      profile: '80mm',
    },
    { id: 'drawer-1', kind: 'drawer', printer: 'printer-1', pin: 2 },
  ],
  hub: null,
  payments: noPayments,
};

async function failureOf(work: Promise<unknown>): Promise<PosError['failure']> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof PosError) return error.failure;
  throw new Error('it did not fail as it should', { cause: error });
}

describe('settings', () => {
  it('are none on a new terminal', async () => {
    expect(await openSettings(path)).toBeNull();
  });

  it('are there again as they were written, readable for a technician', async () => {
    await createSettings(path, structuredClone(settings));
    const low = await openSettings(path);
    expect(low?.data).toEqual(settings);
    expect(readFileSync(path, 'utf8')).toContain('\n  "terminal": {\n');
  });

  it('can be changed, and the last good copy with them', async () => {
    const low = await createSettings(path, structuredClone(settings));
    await low.update((data) => {
      data.terminal.language = 'en';
    });
    const changed = { ...settings, terminal: { ...settings.terminal, language: 'en' } };
    expect((await openSettings(path))?.data).toEqual(changed);
    expect(JSON.parse(readFileSync(lastGoodPath(path), 'utf8'))).toEqual(changed);
    expect(readdirSync(folder).sort()).toEqual(['settings.json', 'settings.last-good.json']);
  });

  it('that make no sense are not written over good ones', async () => {
    const low = await createSettings(path, structuredClone(settings));
    low.data.store.cashStepMinor = 0;
    await expect(low.write()).rejects.toThrow();
    expect((await openSettings(path))?.data).toEqual(settings);
  });
});

describe('a settings file that cannot be used', () => {
  const good = JSON.stringify(settings);

  it.each([
    ['is empty', '', 'the file is empty'],
    ['is blank', ' \n', 'the file is empty'],
    ['is full of zero bytes, as after a power cut', '\0'.repeat(800), 'the file is empty'],
    ['is cut off', good.slice(0, 200), 'JSON'],
    ['is not JSON', 'language = en', 'JSON'],
    ['is not an object', 'null', 'settings: '],
    ['has another version', good.replace('"version":1', '"version":2'), 'version: '],
    [
      'has a wrong field',
      good.replace('"port":9100', '"port":"9100"'),
      'devices.0.transport.port: ',
    ],
    ['has a field too many', good.replace('"hub":null', '"hub":null,"hup":1'), 'hup: '],
    ['lacks a field', good.replace('"currency":"CNY",', ''), 'store.currency: '],
    ['has no such time zone', good.replace('Asia/Shanghai', 'Asia/Atlantis'), 'store.timeZone: '],
    [
      'has a device of no kind',
      good.replace('"kind":"drawer"', '"kind":"toaster"'),
      'devices.1.kind: ',
    ],
  ])('because it %s is named with the reason, and left alone', async (_, text, reason) => {
    await createSettings(path, structuredClone(settings));
    writeFileSync(path, text);
    const failure = await failureOf(openSettings(path));
    expect(failure).toMatchObject({
      code: 'settings.broken',
      retry: 'after-fix',
      data: { path, reason: expect.stringContaining(reason) },
    });
    expect(failure.message).toContain(path);
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(JSON.parse(readFileSync(lastGoodPath(path), 'utf8'))).toEqual(settings);
  });

  it('because it is a folder is named too', async () => {
    await mkdir(path);
    expect((await failureOf(openSettings(path))).data).toMatchObject({ path });
  });
});

describe('replacing a file', () => {
  it('gives it the mode asked for and leaves nothing else', () => {
    replaceFile(path, 'one', 0o600);
    replaceFile(path, 'two', 0o600);
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it('that cannot be replaced leaves the old one whole and no rest', async () => {
    await mkdir(path);
    expect(() => replaceFile(path, 'a file over a folder', 0o600)).toThrow();
    expect(statSync(path).isDirectory()).toBe(true);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });
});
