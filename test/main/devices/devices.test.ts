import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeviceConfig } from '../../../drivers/contract.ts';
import {
  type PrinterSimulator,
  startPrinterSimulator,
} from '../../../drivers/printer/simulator/simulator.ts';
import {
  type ScannerSimulator,
  startScannerSimulator,
} from '../../../drivers/scanner/simulator.ts';
import { type Devices, type DevicesEvent, startDevices } from '../../../main/devices/devices.ts';
import { forkDeviceProcess } from '../../../main/devices/fork-device-process.ts';
import { receipt, until, withDirectory } from '../../drivers/support.ts';

let directory: Awaited<ReturnType<typeof withDirectory>>;
let gun: ScannerSimulator;
let paper: PrinterSimulator;
let devices: Devices;
let events: DevicesEvent[];

beforeEach(async () => {
  directory = await withDirectory();
  gun = await startScannerSimulator(directory.path);
  paper = await startPrinterSimulator({ host: '127.0.0.1' });
  events = [];
  devices = startDevices({
    configs: configs(),
    spawn: forkDeviceProcess,
    onEvent: (event) => events.push(event),
  });
  await until('every device is open', allOpen);
});

afterEach(async () => {
  await devices.close();
  await paper.close();
  await gun.close();
  await directory[Symbol.asyncDispose]();
});

function configs(): DeviceConfig[] {
  const line = { baudRate: 9600, dataBits: 8, stopBits: 1, parity: 'none' } as const;
  return [
    { id: 'scanner', kind: 'scanner', transport: { type: 'serial', path: gun.path, ...line } },
    {
      id: 'printer',
      kind: 'printer',
      transport: { type: 'tcp', host: '127.0.0.1', port: paper.port },
      profile: '80mm',
    },
    { id: 'drawer', kind: 'drawer', printer: 'printer', pin: 2 },
  ];
}

const allOpen = (): boolean => devices.state().devices.every(({ state }) => state === 'open');
const scans = (): string[] =>
  events.flatMap((entry) =>
    entry.kind === 'device' && entry.event.kind === 'scan' ? [entry.event.code] : [],
  );
const print = () => devices.call('printer', 'print', { jobId: 'job-1', document: receipt });

function livingPid(): number {
  const pid = devices.pid();
  if (pid === undefined) throw new Error('the device process is not running');
  return pid;
}

async function expectEverythingWorks(): Promise<void> {
  await gun.scan('6901234567892');
  await until('the scan', () => scans().includes('6901234567892'));
  expect(await print()).toEqual({
    ok: true,
    value: { jobId: 'job-1', confirmation: 'accepted' },
  });
  expect(await devices.call('drawer', 'open', null)).toMatchObject({ ok: true });
}

describe('the devices of a terminal', () => {
  test('scan, print and open the drawer through the device process', async () => {
    await expectEverythingWorks();
    expect(paper.receipts.at(-1)?.lines).toContain('收款成功');
    expect(paper.pulses).toHaveLength(1);
  });

  test('are shown with their state and last bytes', async () => {
    await gun.scan('A1');
    await until('the scan', () => scans().length === 1);
    const state = devices.state();
    expect(state).toMatchObject({ isProcessUp: true, processDeaths: 0 });
    expect(state.devices.map(({ id, kind }) => [id, kind])).toEqual([
      ['scanner', 'scanner'],
      ['printer', 'printer'],
      ['drawer', 'drawer'],
    ]);
    expect(state.devices[0]?.lastIn?.hex).toBe('41310d0a');
    expect(devices.trace('scanner').map(({ direction }) => direction)).toEqual(['in']);
    await until('the status', () => devices.state().devices[1]?.status?.isOnline);
  });

  test('fail as failures of the terminal, with whether the receipt had begun', async () => {
    await paper.set({ isPaperOut: true });
    expect(await print()).toMatchObject({
      ok: false,
      error: { code: 'device.paper-out', retry: 'after-fix', data: { began: 0 } },
    });
    expect(await devices.call('nobody', 'status', null)).toMatchObject({
      ok: false,
      error: { code: 'device.not-configured' },
    });
  });

  test('are replaced, and those that stay the same are not disturbed', async () => {
    const before = events.length;
    devices.configure(configs().filter(({ id }) => id !== 'scanner'));
    expect(await devices.call('scanner', 'status', null)).toMatchObject({
      error: { code: 'device.not-configured' },
    });
    expect(await print()).toMatchObject({ ok: true });
    const states = events
      .slice(before)
      .flatMap((entry) =>
        entry.kind === 'device' && entry.event.kind === 'state' ? [entry.device] : [],
      );
    expect(states).not.toContain('printer');
    expect(devices.state().devices.map(({ id }) => id)).toEqual(['printer', 'drawer']);
  });
});

describe('a device process', () => {
  test('that is killed is replaced, and every device is back', async () => {
    const killed = livingPid();
    process.kill(killed, 'SIGKILL');
    await until('the death', () => devices.state().processDeaths === 1);
    expect(devices.state().devices.every(({ state }) => state === 'lost')).toBe(true);
    await until('the devices are back', allOpen);
    expect(devices.pid()).not.toBe(killed);
    await expectEverythingWorks();
  });

  test('that dies over a print job leaves it interrupted, and possibly on paper', async () => {
    await paper.set({ isMute: true });
    const job = print();
    const question = devices.call('drawer', 'open', null);
    process.kill(livingPid(), 'SIGKILL');
    expect(await job).toMatchObject({
      ok: false,
      error: { code: 'device.interrupted', data: { began: 1 } },
    });
    expect(await question).toMatchObject({ error: { code: 'device.interrupted' } });
    expect(await print()).toMatchObject({ error: { code: 'device.offline', data: { began: 0 } } });
  });

  test('that hangs is ended and replaced', async () => {
    const hung = livingPid();
    process.kill(hung, 'SIGSTOP');
    await until('the death', () => devices.state().processDeaths === 1);
    await until('the devices are back', allOpen);
    expect(devices.pid()).not.toBe(hung);
    expect(() => process.kill(hung, 0)).toThrow('ESRCH');
  });

  test('ends with the terminal, and stays ended', async () => {
    const pid = livingPid();
    await devices.close();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(devices.state()).toMatchObject({ isProcessUp: false, processDeaths: 0 });
  });

  test('that hangs while the terminal ends is ended all the same', async () => {
    const pid = livingPid();
    process.kill(pid, 'SIGSTOP');
    await devices.close();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
