import { spawnSync } from 'node:child_process';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PrinterConfig, StreamTransport } from '../../../drivers/contract.ts';
import type { Device } from '../../../drivers/device.ts';
import { encodeDocument } from '../../../drivers/printer/escpos/encode.ts';
import { startPrinter } from '../../../drivers/printer/printer.ts';
import { type PrinterProfile, profileOf } from '../../../drivers/printer/profile.ts';
import { startPrinterSimulator } from '../../../drivers/printer/simulator/simulator.ts';
import { ptyAddress, startSocat } from '../../../drivers/simulator/socat.ts';
import { callDevice, receipt, until, Witness, withDirectory } from '../support.ts';

const oneWay: PrinterProfile = { ...profileOf('80mm'), hasStatus: false };
const sent = Buffer.concat(encodeDocument(receipt, profileOf('80mm')));

function start(transport: StreamTransport, profile: PrinterConfig['profile'], witness: Witness) {
  return startPrinter({ id: 'p', kind: 'printer', transport, profile }, witness.context);
}

const print = (printer: Device) =>
  callDevice(printer, 'print', { jobId: 'job-1', document: receipt });

/** The simulated printer behind a pseudo-terminal: bytes pass through, both ways. */
async function withPtyPrinter(path: string) {
  const paper = await startPrinterSimulator({ host: '127.0.0.1' });
  const wire = await startSocat(ptyAddress(path), `tcp:127.0.0.1:${paper.port}`);
  return {
    paper,
    wire,
    [Symbol.asyncDispose]: async () => {
      await wire.close();
      await paper.close();
    },
  };
}

const line = { baudRate: 115_200, dataBits: 8, stopBits: 1, parity: 'none' } as const;
const wires: readonly (readonly [string, (path: string) => StreamTransport])[] = [
  ['serial', (path) => ({ type: 'serial', path, ...line })],
  ['serial RTS/CTS', (path) => ({ type: 'serial', path, ...line, flowControl: 'rts-cts' })],
  ['serial XON/XOFF', (path) => ({ type: 'serial', path, ...line, flowControl: 'xon-xoff' })],
  ['character-device', (path) => ({ type: 'character-device', path })],
];

test.each(wires)(
  'a receipt is printed and confirmed over a %s wire, which is found again after a break',
  async (_, wire) => {
    await using directory = await withDirectory();
    const path = join(directory.path, 'printer');
    const witness = new Witness();
    const printer = start(wire(path), '80mm', witness);
    try {
      {
        await using line = await withPtyPrinter(path);
        await until('the first status', () => witness.status);
        await expect(print(printer)).resolves.toMatchObject({ confirmation: 'accepted' });
        expect(Buffer.from(line.paper.receipts[0]?.bytes ?? []).equals(sent)).toBe(true);
      }
      await until('the loss', () => witness.isIn('lost'));
      await expect(print(printer)).rejects.toMatchObject({ code: 'device.offline' });
      await using line = await withPtyPrinter(path);
      await until('the printer is back', () => witness.isIn('open'));
      await expect(print(printer)).resolves.toMatchObject({ confirmation: 'accepted' });
      expect(line.paper.receipts).toHaveLength(1);
    } finally {
      await printer.close();
    }
  },
);

test('a receipt goes out on a one-way device, and is called sent, not accepted', async () => {
  await using directory = await withDirectory();
  const path = join(directory.path, 'lp0');
  spawnSync('mkfifo', [path]);
  await using reader = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const witness = new Witness();
  const printer = start({ type: 'character-device', path }, oneWay, witness);
  try {
    await expect(print(printer)).resolves.toEqual({ jobId: 'job-1', confirmation: 'sent' });
    const { buffer, bytesRead } = await reader.read(Buffer.alloc(65_536));
    expect(buffer.subarray(0, bytesRead).equals(sent)).toBe(true);
  } finally {
    await printer.close();
  }
});

test('a device that takes no bytes fails the job in bounded time instead of hanging', async () => {
  const { openCharacterDevice } = await import('../../../drivers/transport/character-device.ts');
  await using directory = await withDirectory();
  const path = join(directory.path, 'lp0');
  spawnSync('mkfifo', [path]);
  await using _reader = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const device = await openCharacterDevice({ type: 'character-device', path }, false, {
    onData: () => undefined,
    onClosed: () => undefined,
  });
  // More than a pipe holds, and nobody reads.
  await expect(device.write(Buffer.alloc(1 << 20), 100)).rejects.toMatchObject({
    code: 'device.timeout',
  });
  await device.close();
});
