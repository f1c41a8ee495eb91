import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Device } from '../../../drivers/device.ts';
import { startDrawer } from '../../../drivers/drawer/drawer.ts';
import type { PrintDocument } from '../../../drivers/printer/document.ts';
import { encodeDocument } from '../../../drivers/printer/escpos/encode.ts';
import { startPrinter } from '../../../drivers/printer/printer.ts';
import { profileOf } from '../../../drivers/printer/profile.ts';
import {
  type PrinterSimulator,
  startPrinterSimulator,
} from '../../../drivers/printer/simulator/simulator.ts';
import { callDevice, receipt, until, Witness } from '../support.ts';
import { longReceipt } from './bench.ts';

let paper: PrinterSimulator;
let witness: Witness;
let printer: Device;
let drawer: Device;

beforeEach(async () => {
  paper = await startPrinterSimulator({ host: '127.0.0.1' });
  const devices = new Map<string, Device>();
  witness = new Witness(devices);
  printer = startPrinter(
    {
      id: 'printer',
      kind: 'printer',
      transport: { type: 'tcp', host: '127.0.0.1', port: paper.port },
      profile: '80mm',
    },
    witness.context,
  );
  devices.set('printer', printer);
  drawer = startDrawer(
    { id: 'drawer', kind: 'drawer', printer: 'printer', pin: 5 },
    witness.context,
  );
  await until('the first status', () => witness.status);
});

afterEach(async () => {
  await printer.close();
  await paper.close();
});

const print = (document: PrintDocument = receipt) =>
  callDevice(printer, 'print', { jobId: 'job-1', document });

describe('a receipt', () => {
  test('is accepted when the printer has answered after its last byte', async () => {
    await expect(print()).resolves.toEqual({ jobId: 'job-1', confirmation: 'accepted' });
    const [printed] = paper.receipts;
    const sent = Buffer.concat(encodeDocument(receipt, profileOf('80mm')));
    expect(Buffer.from(printed?.bytes ?? []).equals(sent)).toBe(true);
    expect(printed).toMatchObject({ isCut: true, unknown: [] });
    expect(printed?.lines).toContain('收款成功');
  });

  test('waits its turn behind another', async () => {
    await Promise.all([print(longReceipt), print(), print()]);
    expect(paper.receipts.map(({ unknown }) => unknown)).toEqual([[], [], []]);
  });

  test.each([
    ['device.paper-out', { isPaperOut: true }],
    ['device.cover-open', { isCoverOpen: true }],
    ['device.cutter-jam', { hasCutterError: true }],
    ['device.overheated', { isOverheated: true }],
  ])('is refused with %s before any byte of it is sent', async (code, fault) => {
    await paper.set(fault);
    await expect(print()).rejects.toMatchObject({ code, began: false });
    await paper.set({
      isPaperOut: false,
      isCoverOpen: false,
      hasCutterError: false,
      isOverheated: false,
    });
    await expect(print()).resolves.toMatchObject({ confirmation: 'accepted' });
    expect(paper.receipts).toHaveLength(1);
  });

  test('is printed while the paper is only near its end', async () => {
    await paper.set({ isPaperNearEnd: true });
    await expect(print()).resolves.toMatchObject({ confirmation: 'accepted' });
    expect(witness.status).toMatchObject({ isPaperNearEnd: true, isPaperOut: false });
  });

  test('is interrupted, and may be on paper, when the paper ends in the middle', async () => {
    await paper.set({ paperOutAfterBytes: 20_000 });
    await expect(print(longReceipt)).rejects.toMatchObject({
      code: 'device.interrupted',
      began: true,
    });
    expect(witness.status).toMatchObject({ isPaperOut: true, isOnline: false });
  });

  test('is interrupted, and may be on paper, when the connection tears in the middle', async () => {
    await paper.set({ dropAfterBytes: 20_000 });
    await expect(print(longReceipt)).rejects.toMatchObject({
      code: 'device.interrupted',
      began: true,
    });
    await until('the printer is back', () => witness.isIn('open'));
    await expect(print()).resolves.toMatchObject({ confirmation: 'accepted' });
  });

  test('is interrupted when the connection tears after its last byte but before the answer', async () => {
    const sent = Buffer.concat(encodeDocument(receipt, profileOf('80mm')));
    // Four questions before, the document, and the first byte of the question after.
    await paper.set({ dropAfterBytes: 4 * 3 + sent.length + 1 });
    await expect(print()).rejects.toMatchObject({ code: 'device.interrupted', began: true });
  });

  test('is refused while the printer says nothing, and the silent line is given up', async () => {
    await paper.set({ isMute: true });
    await expect(print()).rejects.toMatchObject({ code: 'device.timeout', began: false });
    await until('the loss', () => witness.states.includes('lost'));
    await paper.set({ isMute: false });
    await until('the printer is back', () => witness.isIn('open'));
    await expect(print()).resolves.toMatchObject({ confirmation: 'accepted' });
  });

  test('is refused at once when it cannot be printed, and the printer stays open', async () => {
    const document: PrintDocument = { ...receipt, widthCells: 64 };
    await expect(print(document)).rejects.toMatchObject({ code: 'device.bad-data' });
    expect(witness.isIn('open')).toBe(true);
  });
});

describe('a printer that is switched off', () => {
  test('is lost, refuses receipts, and is found again when it is back', async () => {
    await paper.set({ isUnplugged: true });
    await until('the loss', () => witness.isIn('lost'));
    await expect(print()).rejects.toMatchObject({ code: 'device.offline', began: false });
    await paper.set({ isUnplugged: false });
    await until('the printer is back', () => witness.isIn('open'));
    await expect(print()).resolves.toMatchObject({ confirmation: 'accepted' });
  });
});

describe('the status', () => {
  test('is raised when it changes, without being asked for', async () => {
    expect(witness.status).toEqual({
      isOnline: true,
      isPaperOut: false,
      isPaperNearEnd: false,
      isCoverOpen: false,
      hasCutterError: false,
      hasUnrecoverableError: false,
      isOverheated: false,
      drawerLevel: 0,
    });
    await paper.set({ isCoverOpen: true });
    await until('the change', () => witness.status?.isCoverOpen);
  });

  test('is asked for by the technician', async () => {
    await paper.set({ isPaperNearEnd: true });
    await expect(callDevice(printer, 'status', null)).resolves.toMatchObject({
      isOnline: true,
      isPaperNearEnd: true,
    });
  });
});

describe('the drawer', () => {
  const open = () => callDevice(drawer, 'open', null);

  test('is kicked on its pin, and its level tells that it moved', async () => {
    await expect(open()).resolves.toEqual({ levelBefore: 0, levelAfter: 1, hasMoved: true });
    expect(paper.pulses).toEqual([expect.objectContaining({ pin: 5, onMs: 50, offMs: 500 })]);
    await expect(open()).resolves.toMatchObject({ hasMoved: false });
  });

  test('is never kicked in the middle of a receipt', async () => {
    const order: string[] = [];
    await Promise.all([
      print(longReceipt).then(() => order.push('receipt')),
      open().then(() => order.push('drawer')),
    ]);
    expect(order).toEqual(['receipt', 'drawer']);
    expect(paper.receipts[0]?.unknown).toEqual([]);
  });

  test('opens although the paper is out, at once and only once', async () => {
    await paper.set({ isPaperOut: true });
    await expect(open()).resolves.toMatchObject({ hasMoved: true });
    await paper.set({ isPaperOut: false });
    expect(paper.pulses).toHaveLength(1);
  });

  test('whose printer is not set up is refused', async () => {
    const lonely = startDrawer(
      { id: 'drawer-2', kind: 'drawer', printer: 'nobody', pin: 2 },
      witness.context,
    );
    await expect(callDevice(lonely, 'open', null)).rejects.toMatchObject({
      code: 'device.not-configured',
    });
  });
});
