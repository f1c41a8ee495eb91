import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ScannerConfig } from '../../../drivers/contract.ts';
import type { Device } from '../../../drivers/device.ts';
import { builtInProfiles, loadProfiles } from '../../../drivers/profiles/load.ts';
import type { ScannerProfile } from '../../../drivers/profiles/scanner-profile.ts';
import {
  type HidScannerSimulator,
  startHidScannerSimulator,
} from '../../../drivers/scanner/hid/simulator.ts';
import { startScanner } from '../../../drivers/scanner/scanner.ts';
import { callDevice, until, Witness, withDirectory } from '../support.ts';

let directory: Awaited<ReturnType<typeof withDirectory>>;
let gun: HidScannerSimulator;
let witness: Witness;
let device: Device;

/** A scanner of this model, plugged in, with its driver at work. */
async function plugIn(profile: ScannerProfile, config: Partial<ScannerConfig> = {}): Promise<void> {
  if (!profile.hid) throw new Error('a HID scanner is wanted');
  gun = await startHidScannerSimulator(join(directory.path, 'hid'), profile.hid);
  witness = new Witness();
  const transport = { type: 'hid-socket', path: gun.path } as const;
  device = startScanner(
    { id: 's', kind: 'scanner', transport, profile, ...config },
    witness.context,
  );
  await until('the scanner is open', () => witness.isIn('open'));
}

function builtIn(name: string): ScannerProfile {
  const profile = loadProfiles([builtInProfiles]).scanners.get(name);
  if (!profile) throw new Error(`there is no profile ${name}`);
  return profile;
}

beforeEach(async () => {
  directory = await withDirectory();
  await plugIn(builtIn('hid-pos-generic'));
});
afterEach(async () => {
  await device.close();
  await gun.close();
  await directory[Symbol.asyncDispose]();
});

async function plugInstead(
  profile: ScannerProfile,
  config: Partial<ScannerConfig> = {},
): Promise<void> {
  await device.close();
  await gun.close();
  await plugIn(profile, config);
}

const faults = () => witness.events.filter(({ kind }) => kind === 'fault');

test('a scan is an event, with the identifier from its own field', async () => {
  await gun.scan('6901234567892', ']E0');
  await until('the scan', () => witness.scans.length === 1);
  expect(witness.events.find(({ kind }) => kind === 'scan')).toEqual({
    kind: 'scan',
    code: '6901234567892',
    aim: ']E0',
    symbology: 'ean13',
    at: 1_700_000_000_000,
  });
});

test('a code of several reports arrives whole, with its GS1 separators', async () => {
  const long = `0106901234567892\x1d${'10LOT-'.repeat(40)}\x1d17261231`;
  await gun.scan(long, ']d2');
  await gun.scan('A1');
  await until('both', () => witness.scans.length === 2);
  expect(witness.scans).toEqual([long, 'A1']);
});

test('what the scanner is set to add is taken off', async () => {
  await plugInstead({ ...builtIn('honeywell'), prefix: '~' }, { suffix: '#' });
  await gun.scan('~6901234567892#\r', ']E0');
  await until('the scan', () => witness.scans.length === 1);
  expect(witness.scans).toEqual(['6901234567892']);
});

test('a Newland scanner has no place for an identifier, and may send it in front', async () => {
  await plugInstead(builtIn('newland'));
  await gun.scan('6901234567892');
  await gun.scan('8901234567894', ']E0');
  await until('both', () => witness.scans.length === 2);
  const scans = witness.events.filter((event) => event.kind === 'scan');
  expect(scans.map(({ code, aim }) => [code, aim])).toEqual([
    ['6901234567892', undefined],
    ['8901234567894', ']E0'],
  ]);
});

test('a report that does not fit is told of, and the next code is whole', async () => {
  await gun.send(Uint8Array.of(2, 200, 0x5d));
  await until('the fault', () => faults().length === 1);
  expect(faults()).toMatchObject([{ code: 'device.bad-data' }]);
  await until('the next scan', () => {
    void gun.scan('6901234567892', ']E0');
    return witness.scans.length > 0;
  });
  expect(new Set(witness.scans)).toEqual(new Set(['6901234567892']));
});

test('a code whose rest never comes is told of, and joins no other', async () => {
  const first = new Uint8Array(64);
  first.set([2, 1, 0, 0, 0, 0x41]);
  first[63] = 1;
  await gun.send(first);
  await until('the fault', () => faults().length === 1);
  await gun.scan('B');
  await until('the scan', () => witness.scans.length === 1);
  expect(witness.scans).toEqual(['B']);
});

test('an unplugged scanner is lost and found again, without the half of a code', async () => {
  const half = new Uint8Array(64);
  half.set([2, 4, 0, 0, 0, ...Buffer.from('HALF')]);
  half[63] = 1;
  await gun.send(half);
  await until('the half', () => witness.events.some(({ kind }) => kind === 'trace'));
  await gun.unplug();
  await until('the loss', () => witness.isIn('lost'));
  await gun.replug();
  await until('the return', () => witness.isIn('open'));
  await gun.scan('6901234567892', ']E0');
  await until('the scan', () => witness.scans.length === 1);
  expect(witness.scans).toEqual(['6901234567892']);
  expect(faults()).toEqual([]);
});

test('a model that nobody here has heard of works by one file', async () => {
  const profiles = join(directory.path, 'profiles');
  await mkdir(join(profiles, 'scanners'), { recursive: true });
  const odd: ScannerProfile = {
    name: 'odd-eye',
    title: 'Odd Eye 7',
    match: [{ vendorId: 'fff0', productId: '0007' }],
    serial: null,
    hid: {
      reportId: 0,
      lengthAt: 19,
      aim: { at: 16, length: 2 },
      dataAt: 2,
      dataLength: 13,
      continues: { at: 0, mask: 0x40 },
    },
    prefix: '<',
    suffix: '>',
  };
  await writeFile(join(profiles, 'scanners', 'odd-eye.json'), JSON.stringify(odd));
  const { scanners, broken } = loadProfiles([builtInProfiles, profiles]);
  expect(broken.filter(({ path }) => path.includes('odd-eye'))).toEqual([]);
  await plugInstead(scanners.get('odd-eye') ?? builtIn('newland'));
  await gun.scan('<https://example.com/a/long/code>', ']Q1');
  await gun.scan('<6901234567892>', ']E0');
  await until('both', () => witness.scans.length === 2);
  const scans = witness.events.filter((event) => event.kind === 'scan');
  expect(scans.map(({ code, aim }) => [code, aim])).toEqual([
    ['https://example.com/a/long/code', ']Q1'],
    ['6901234567892', ']E0'],
  ]);
});

test('without a profile a HID scanner stays closed and says what is missing', async () => {
  const alone = new Witness();
  const scanner = startScanner(
    { id: 's2', kind: 'scanner', transport: { type: 'hid', path: 'usb:fff0:0001' } },
    alone.context,
  );
  expect(alone.events).toMatchObject([{ kind: 'fault', code: 'device.not-configured' }]);
  const health = await callDevice(scanner, 'check-health', { level: 'internal', timeoutMs: 10 });
  expect(health).toMatchObject({ isHealthy: false, codes: ['not-connected'] });
  await scanner.close();
});

test('bytes for the scanner are written as one report', async () => {
  await device.close();
  await gun.close();
  const { startHidSocket } = await import('../../../drivers/simulator/hid-socket.ts');
  const socket = await startHidSocket(join(directory.path, 'raw'));
  const written: string[] = [];
  socket.onReport((report) => written.push(Buffer.from(report).toString('hex')));
  witness = new Witness();
  device = startScanner(
    {
      id: 's',
      kind: 'scanner',
      transport: { type: 'hid-socket', path: socket.path },
      profile: builtIn('honeywell'),
    },
    witness.context,
  );
  await until('the scanner is open', () => witness.isIn('open'));
  await callDevice(device, 'send-raw', { hex: '0401' });
  await until('the report', () => written.length === 1);
  expect(written).toEqual(['0401']);
  await expect(callDevice(device, 'send-raw', { hex: '4' })).rejects.toMatchObject({
    code: 'device.bad-data',
  });
  expect(device.handlers.identify).toBeUndefined();
  await socket.close();
  await until('the loss', () => witness.isIn('lost'));
  await expect(callDevice(device, 'send-raw', { hex: '0401' })).rejects.toMatchObject({
    code: 'device.offline',
  });
});
