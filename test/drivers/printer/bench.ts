import type { PrinterConfig } from '../../../drivers/contract.ts';
import type { Device } from '../../../drivers/device.ts';
import type { PrintDocument } from '../../../drivers/printer/document.ts';
import { startPrinter } from '../../../drivers/printer/printer.ts';
import { type PrinterProfile, profileOf } from '../../../drivers/printer/profile.ts';
import {
  type PrinterSimulator,
  startPrinterSimulator,
} from '../../../drivers/printer/simulator/simulator.ts';
import { until, Witness } from '../support.ts';

export const printer80: PrinterProfile = profileOf('80mm');
export const reporting80: PrinterProfile = { ...printer80, hasAutomaticStatus: true };

/** A simulated printer, the driver on it, and what the driver tells. */
export type PrinterBench = AsyncDisposable & {
  readonly paper: PrinterSimulator;
  readonly witness: Witness;
  readonly printer: Device;
  readonly devices: Map<string, Device>;
};

export function printerAt(port: number, profile: PrinterConfig['profile']): PrinterConfig {
  const transport = { type: 'tcp', host: '127.0.0.1', port } as const;
  return { id: 'printer', kind: 'printer', transport, profile };
}

/** Up and with a first status. */
export async function startBench(profile: PrinterConfig['profile'] = '80mm') {
  const paper = await startPrinterSimulator({ host: '127.0.0.1' });
  const devices = new Map<string, Device>();
  const witness = new Witness(devices);
  const printer = startPrinter(printerAt(paper.port, profile), witness.context);
  devices.set('printer', printer);
  await until('the first status', () => witness.status);
  const bench: PrinterBench = {
    paper,
    witness,
    printer,
    devices,
    [Symbol.asyncDispose]: async () => {
      await printer.close();
      await paper.close();
    },
  };
  return bench;
}

/** Sums of the counters told of so far. */
export function countsOf(witness: Witness): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const event of witness.events) {
    if (event.kind === 'count') sums[event.name] = (sums[event.name] ?? 0) + event.by;
  }
  return sums;
}

/** An image of 40 segments, long enough to break in the middle of. */
export const longReceipt: PrintDocument = {
  widthCells: 48,
  blocks: [
    {
      kind: 'image',
      widthDots: 576,
      heightDots: 2_000,
      bits: Buffer.alloc(72 * 2_000, 0x11).toString('base64'),
    },
    { kind: 'cut' },
  ],
};
