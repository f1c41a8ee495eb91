import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { receiptCells, resolveDevices } from '../../../main/devices/resolve.ts';
import type { DeviceSettings } from '../../../main/store/device-settings.ts';
import { withDirectory } from '../../drivers/support.ts';

let directory: Awaited<ReturnType<typeof withDirectory>>;

beforeEach(async () => {
  directory = await withDirectory();
});
afterEach(async () => await directory[Symbol.asyncDispose]());

const printer: Extract<DeviceSettings, { kind: 'printer' }> = {
  id: 'printer',
  kind: 'printer',
  transport: { type: 'tcp', host: '127.0.0.1', port: 9_100 },
  profile: '80mm',
};

const resolve = (...devices: DeviceSettings[]) => resolveDevices(devices, directory.path);

function writeProfile(name: string, widthCells: number): void {
  mkdirSync(join(directory.path, 'printers'), { recursive: true });
  const profile = {
    name,
    title: 'A printer of this shop',
    match: [],
    widthCells,
    widthDots: widthCells * 12,
    cjk: 'utf8',
    hasStatus: true,
    hasAutomaticStatus: false,
    hasCutter: false,
    hasBuzzer: false,
    hasTwoColours: false,
    codes: 'native',
  };
  writeFileSync(join(directory.path, 'printers', `${name}.json`), JSON.stringify(profile));
}

describe('a printer', () => {
  test('gets the profile that comes with the program', () => {
    const { configs, broken } = resolve(printer);
    expect(configs).toMatchObject([{ id: 'printer', profile: { name: '80mm', cjk: 'gb18030' } }]);
    expect(receiptCells(configs)).toBe(48);
    expect(broken).toEqual([]);
  });

  test('prints Chinese as the probe found, whatever its profile says', () => {
    const { configs } = resolve({ ...printer, cjk: 'utf8' });
    expect(configs).toMatchObject([{ profile: { name: '80mm', cjk: 'utf8' } }]);
  });

  test('gets the shop’s own profile, which may take a built-in one’s name', () => {
    writeProfile('80mm', 42);
    expect(receiptCells(resolve(printer).configs)).toBe(42);
  });

  test('prints on the narrowest paper when its profile is missing, and that is told', () => {
    const { configs, broken } = resolve({ ...printer, profile: 'lost' });
    expect(receiptCells(configs)).toBe(32);
    expect(broken).toEqual([{ path: 'printer', reason: 'there is no profile lost' }]);
  });
});

test('a scanner’s own prefix and suffix count before its profile’s', () => {
  const line = { baudRate: 9_600, dataBits: 8, stopBits: 1, parity: 'none' } as const;
  const scanner: DeviceSettings = {
    id: 'scanner',
    kind: 'scanner',
    transport: { type: 'serial', path: '/dev/pos-scanner', ...line },
    profile: 'serial-9600',
    suffix: '#',
  };
  expect(resolve(scanner).configs).toMatchObject([
    { prefix: '', suffix: '#', profile: { name: 'serial-9600' } },
  ]);
});
