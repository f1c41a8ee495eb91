import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import type { ScannerConfig } from '../../../drivers/contract.ts';
import { driverLimits } from '../../../drivers/limits.ts';
import type { ScannerProfile } from '../../../drivers/profiles/scanner-profile.ts';
import { startHidScannerSimulator } from '../../../drivers/scanner/hid/simulator.ts';
import { startScanner } from '../../../drivers/scanner/scanner.ts';
import { startScannerSimulator } from '../../../drivers/scanner/simulator.ts';
import { until, Witness, withDirectory } from '../support.ts';

const count = 10_000;
const codes = Array.from({ length: count }, (_, i) => {
  const number = String(i).padStart(6, '0');
  // Every seventh is longer than one report of a HID scanner.
  return i % 7 === 0 ? `LONG-${number}-${'x'.repeat(80)}` : `CODE-${number}`;
});

const hid = {
  reportId: 2,
  lengthAt: 1,
  aim: { at: 2, length: 3 },
  dataAt: 5,
  dataLength: 56,
  continues: { at: 63, mask: 1 },
} as const;
const profile: ScannerProfile = {
  name: 'test',
  title: 'Test',
  match: [],
  serial: null,
  hid,
  prefix: '',
  suffix: '',
};

function serialLine(path: string): ScannerConfig['transport'] {
  return { type: 'serial', path, baudRate: 115_200, dataBits: 8, stopBits: 1, parity: 'none' };
}

afterEach(() => void vi.useRealTimers());

test('a burst of 10,000 scans over a serial line loses, doubles and merges none', async () => {
  await using directory = await withDirectory();
  const gun = await startScannerSimulator(directory.path);
  const witness = new Witness();
  const transport = serialLine(gun.path);
  const device = startScanner({ id: 's', kind: 'scanner', transport }, witness.context);
  await until('the port is open', () => witness.isIn('open'));
  await gun.write(Buffer.from(codes.map((code) => `${code}\r\n`).join(''), 'latin1'));
  await until(
    'the last scan',
    () => witness.events.length > 0 && witness.scans.at(-1) === codes.at(-1),
  );
  expect(witness.scans).toEqual(codes);
  await device.close();
  await gun.close();
});

test('a burst of 10,000 scans of a HID scanner loses, doubles and merges none', async () => {
  await using directory = await withDirectory();
  const gun = await startHidScannerSimulator(join(directory.path, 'hid'), hid);
  const witness = new Witness();
  const transport = { type: 'hid-socket', path: gun.path } as const;
  const device = startScanner({ id: 's', kind: 'scanner', transport, profile }, witness.context);
  await until('the scanner is open', () => witness.isIn('open'));
  await Promise.all(codes.map((code) => gun.scan(code, ']C0')));
  await until('the last scan', () => witness.scans.at(-1) === codes.at(-1));
  expect(witness.scans).toEqual(codes);
  await device.close();
  await gun.close();
});

function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name.startsWith('Pipe')).length;
}

/** Waits on real sockets while the clock stands still. */
async function untilNow(what: string, look: () => boolean): Promise<void> {
  const deadline = performance.now() + 8_000;
  while (!look()) {
    if (performance.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await turn();
  }
}

test('500 pulled and plugged cables leave one scanner, and each scan once', async () => {
  const socketsBefore = openSockets();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  await using directory = await withDirectory();
  const gun = await startHidScannerSimulator(join(directory.path, 'hid'), hid);
  const witness = new Witness();
  const transport = { type: 'hid-socket', path: gun.path } as const;
  const device = startScanner({ id: 's', kind: 'scanner', transport, profile }, witness.context);
  const pulled = 500;
  for (let i = 0; i < pulled; i++) {
    await untilNow('the scanner is open', () => witness.isIn('open'));
    await gun.scan(`CODE-${i}`, ']C0');
    await untilNow('the scan', () => witness.scans.length === i + 1);
    await gun.unplug();
    await untilNow('the loss', () => witness.isIn('lost'));
    await gun.replug();
    await vi.advanceTimersByTimeAsync(driverLimits.reconnectDelaysMs[0]);
  }
  await untilNow('the scanner is open', () => witness.isIn('open'));
  expect(witness.scans).toEqual(Array.from({ length: pulled }, (_, i) => `CODE-${i}`));
  expect(witness.states.filter((state) => state === 'open')).toHaveLength(pulled + 1);
  await device.close();
  await gun.close();
  await untilNow('all sockets are closed', () => openSockets() === socketsBefore);
});
