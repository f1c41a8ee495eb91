import { open } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HealthLevel } from '../../../drivers/contract.ts';
import type { Device } from '../../../drivers/device.ts';
import { startScanner } from '../../../drivers/scanner/scanner.ts';
import {
  type ScannerSimulator,
  startScannerSimulator,
} from '../../../drivers/scanner/simulator.ts';
import { callDevice, until, Witness, withDirectory } from '../support.ts';

let directory: Awaited<ReturnType<typeof withDirectory>>;
let gun: ScannerSimulator;
let witness: Witness;
let device: Device;

beforeEach(async () => {
  directory = await withDirectory();
  gun = await startScannerSimulator(directory.path);
  witness = new Witness();
  const transport = {
    type: 'serial',
    path: gun.path,
    baudRate: 9_600,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
  } as const;
  device = startScanner({ id: 's', kind: 'scanner', transport }, witness.context);
  await until('the port is open', () => witness.isIn('open'));
});
afterEach(async () => {
  await device.close();
  await gun.close();
  await directory[Symbol.asyncDispose]();
});

const check = (level: HealthLevel, timeoutMs = 8_000) =>
  callDevice(device, 'check-health', { level, timeoutMs });

test('a scanner that is there is healthy, and its last byte is known', async () => {
  expect(await check('internal')).toEqual({
    level: 'internal',
    isHealthy: true,
    codes: ['healthy'],
    facts: {},
  });
  await gun.scan('A1');
  await until('the scan', () => witness.scans.length === 1);
  expect((await check('internal')).facts).toEqual({ 'last byte ms ago': 0 });
  expect((await check('external')).facts).toMatchObject({ wire: 'serial', path: gun.path });
});

test('a person’s scan shows that it reads, and the code is not told', async () => {
  const outcome = check('interactive');
  await gun.scan('130012345678901234', { aim: ']C0' });
  expect(await outcome).toEqual({
    level: 'interactive',
    isHealthy: true,
    codes: ['scan-seen'],
    facts: { 'code characters': 18, symbology: 'code128' },
  });
});

test('no scan in time is said', async () => {
  expect(await check('interactive', 20)).toMatchObject({ isHealthy: false, codes: ['no-scan'] });
});

test('a scanner that is gone, before or during the check, is not connected', async () => {
  const outcome = check('interactive');
  await gun.unplug();
  expect(await outcome).toMatchObject({ isHealthy: false, codes: ['not-connected'] });
  expect(await check('internal')).toMatchObject({ codes: ['not-connected'] });
});

test('a serial scanner is asked to beep, so that a person finds it', async () => {
  const far = await open(gun.farPath, 'r');
  const heard = far.read(Buffer.alloc(1), 0, 1);
  await callDevice(device, 'identify', { number: 1 });
  expect((await heard).buffer[0]).toBe(0x07);
  await far.close();
});
