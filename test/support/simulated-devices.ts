import { join } from 'node:path';
import type { DeviceCalls, DeviceConfig, DeviceMethod } from '../../drivers/contract.ts';
import { startDisplaySimulator } from '../../drivers/display/simulator/simulator.ts';
import { startPrinterSimulator } from '../../drivers/printer/simulator/simulator.ts';
import { builtInProfiles, loadProfiles } from '../../drivers/profiles/load.ts';
import { startMmsSimulator } from '../../drivers/reader/simulator/mms.ts';
import { startNeo2Simulator } from '../../drivers/reader/simulator/neo2.ts';
import { startScaleSimulator } from '../../drivers/scale/simulator/simulator.ts';
import { startHidScannerSimulator } from '../../drivers/scanner/hid/simulator.ts';
import { startScannerSimulator } from '../../drivers/scanner/simulator.ts';
import { transitCard } from '../drivers/reader/support.ts';
import { receipt, until } from '../drivers/support.ts';

/** The driver's side, whoever runs it. */
export type DriverSide = {
  call<Method extends DeviceMethod>(
    method: Method,
    params: DeviceCalls[Method]['params'],
  ): Promise<DeviceCalls[Method]['value']>;
  /** Codes that came, in their order. */
  scans(): readonly string[];
};

/** A simulated device on its real wire, and what shows that it and its driver understand each other. */
export type SimulatedDevice = {
  readonly config: DeviceConfig;
  unplug(): Promise<void>;
  replug(): Promise<void>;
  /** Uses it, and fails when it does not do what it should. */
  use(driver: DriverSide): Promise<void>;
  close(): Promise<void>;
};

type Start = (directory: string) => Promise<SimulatedDevice>;

let nextCode = 1;
const freshCode = (): string => `CODE-${nextCode++}`;

const serialScanner: Start = async (directory) => {
  const gun = await startScannerSimulator(directory, 'gun');
  const line = { baudRate: 9_600, dataBits: 8, stopBits: 1, parity: 'none' } as const;
  return {
    ...gun,
    config: {
      id: 'serial-scanner',
      kind: 'scanner',
      transport: { type: 'serial', path: gun.path, ...line },
    },
    use: async ({ scans }) => {
      const code = freshCode();
      await gun.scan(code, { aim: ']C0', chunks: 3 });
      await until(code, () => scans().includes(code));
    },
  };
};

const hidScanner: Start = async (directory) => {
  const profile = loadProfiles([builtInProfiles]).scanners.get('hid-pos-generic');
  if (!profile?.hid) throw new Error('the generic HID profile is missing');
  const gun = await startHidScannerSimulator(join(directory, 'hid-gun.sock'), profile.hid);
  return {
    ...gun,
    config: {
      id: 'hid-scanner',
      kind: 'scanner',
      transport: { type: 'hid-socket', path: gun.path },
      profile,
    },
    use: async ({ scans }) => {
      const code = `${freshCode()}-${'LONG'.repeat(20)}`;
      await gun.scan(code, ']Q1');
      await until(code, () => scans().includes(code));
    },
  };
};

const printer: Start = async () => {
  const paper = await startPrinterSimulator({ host: '127.0.0.1' });
  return {
    config: {
      id: 'printer',
      kind: 'printer',
      transport: { type: 'tcp', host: '127.0.0.1', port: paper.port },
      profile: '80mm',
    },
    unplug: () => paper.set({ isUnplugged: true }),
    replug: () => paper.set({ isUnplugged: false }),
    use: async ({ call }) => {
      const before = paper.receipts.length;
      await call('print', { jobId: freshCode(), document: receipt });
      await until('the paper', () => paper.receipts.length === before + 1);
    },
    close: paper.close,
  };
};

const display: Start = async (directory) => {
  const glass = await startDisplaySimulator('cd5220', { type: 'serial', directory, name: 'glass' });
  if (glass.transport.type !== 'serial') throw new Error('the display is on a serial wire');
  return {
    config: {
      id: 'display',
      kind: 'display',
      transport: glass.transport,
      protocol: 'cd5220',
      charset: 'ascii',
    },
    unplug: glass.unplug,
    replug: glass.replug,
    use: async ({ call }) => {
      const line = freshCode();
      await call('show', { lines: [line, 'Total 12.50'] });
      await until(line, () => glass.lines()[0].trim() === line);
    },
    close: glass.close,
  };
};

const scale =
  (protocol: 'toledo-8217' | 'nci' | 'mt-sics' | 'hid'): Start =>
  async (directory) => {
    const pan = await startScaleSimulator(protocol, { type: 'serial', directory, name: protocol });
    let grams = 100;
    return {
      config: { id: `scale-${protocol}`, kind: 'scale', transport: pan.transport, protocol },
      unplug: pan.unplug,
      replug: pan.replug,
      use: async ({ call }) => {
        grams += 5;
        pan.put((grams / 1_000).toFixed(3));
        const reading = await call('weigh', { timeoutMs: 5_000 });
        if (reading.milligrams !== grams * 1_000) throw new Error(`weighed ${reading.milligrams}`);
      },
      close: pan.close,
    };
  };

const neo2: Start = async (directory) => {
  const reader = await startNeo2Simulator(join(directory, 'neo2.sock'));
  return {
    config: {
      id: 'neo2',
      kind: 'reader',
      transport: { type: 'hid-socket', path: reader.path },
      protocol: 'neo2',
    },
    unplug: reader.unplug,
    replug: reader.replug,
    use: async ({ call }) => {
      reader.putCard(transitCard);
      const card = await call('read-card', { timeoutMs: 5_000 });
      reader.takeCard();
      if (card?.purse === undefined) throw new Error('the card was not read');
    },
    close: reader.close,
  };
};

const mms: Start = async (directory) => {
  const reader = await startMmsSimulator(join(directory, 'mms.sock'));
  return {
    config: {
      id: 'mms',
      kind: 'reader',
      transport: { type: 'hid-socket', path: reader.path },
      protocol: 'mms',
    },
    unplug: reader.unplug,
    replug: reader.replug,
    use: async ({ call }) => {
      const health = await call('check-health', { level: 'external', timeoutMs: 5_000 });
      if (!health.isHealthy) throw new Error(`the reader says ${health.codes.join()}`);
    },
    close: reader.close,
  };
};

/** Every kind of device that has a wire of its own, by name. */
export const simulatedDevices: Readonly<Record<string, Start>> = {
  'a serial scanner': serialScanner,
  'a HID scanner': hidScanner,
  'a printer': printer,
  'a customer display': display,
  'a Toledo scale': scale('toledo-8217'),
  'an NCI scale': scale('nci'),
  'an MT-SICS scale': scale('mt-sics'),
  'a HID scale': scale('hid'),
  'a NEO 2 reader': neo2,
  'an MMS reader': mms,
};
