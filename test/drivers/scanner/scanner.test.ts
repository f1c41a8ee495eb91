import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Device } from '../../../drivers/device.ts';
import { startScanner } from '../../../drivers/scanner/scanner.ts';
import {
  type ScannerSimulator,
  startScannerSimulator,
} from '../../../drivers/scanner/simulator.ts';
import { until, Witness, withDirectory } from '../support.ts';

let directory: Awaited<ReturnType<typeof withDirectory>>;
let gun: ScannerSimulator;
let witness: Witness;
let device: Device;

beforeEach(async () => {
  directory = await withDirectory();
  gun = await startScannerSimulator(directory.path);
  witness = new Witness();
  device = startScanner(
    {
      id: 'scanner',
      kind: 'scanner',
      transport: {
        type: 'serial',
        path: gun.path,
        baudRate: 9600,
        dataBits: 8,
        stopBits: 1,
        parity: 'none',
      },
      prefix: '~',
    },
    witness.context,
  );
  await until('the port is open', () => witness.isIn('open'));
});

afterEach(async () => {
  await device.close();
  await gun.close();
  await directory[Symbol.asyncDispose]();
});

test('a scan on the wire is an event, with what the scanner knows of it', async () => {
  await gun.scan('6901234567892', { aim: '~]E0' });
  const scan = await until('the scan', () => witness.events.find(({ kind }) => kind === 'scan'));
  expect(scan).toEqual({
    kind: 'scan',
    code: '6901234567892',
    aim: ']E0',
    symbology: 'ean13',
    at: 1_700_000_000_000,
  });
});

test('several codes in one chunk, one over several, and one without an end all arrive', async () => {
  await gun.write(Buffer.from('A1\r\nA2\r\nA3\r\n'));
  await gun.scan('B'.repeat(100), { chunks: 7 });
  await gun.scan('C', { terminator: '' });
  await until('five scans', () => witness.scans.length === 5);
  expect(witness.scans).toEqual(['A1', 'A2', 'A3', 'B'.repeat(100), 'C']);
});

test('the bytes are shown to the technician', async () => {
  await gun.scan('A1');
  await until('the scan', () => witness.scans.length === 1);
  const traces = witness.events.flatMap((event) => (event.kind === 'trace' ? [event.hex] : []));
  expect(traces.join('')).toBe('41310d0a');
});

test('an unplugged scanner is lost, and found again when it is back, without half a code', async () => {
  await gun.write(Buffer.from('HALF'));
  await until('the half', () => witness.events.some(({ kind }) => kind === 'trace'));
  await gun.unplug();
  await until('the loss', () => witness.isIn('lost'));
  await gun.replug();
  await until('the return', () => witness.isIn('open'));
  await gun.scan('6901234567892');
  await until('the scan', () => witness.scans.includes('6901234567892'));
  expect(witness.states.slice(0, 3)).toEqual(['opening', 'open', 'lost']);
  expect(witness.scans.some((code) => code.startsWith('HALF6'))).toBe(false);
});

test('a closed scanner tries no more', async () => {
  await device.close();
  expect(witness.isIn('closed')).toBe(true);
});
