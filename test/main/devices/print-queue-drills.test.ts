import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type PrinterSimulator,
  startPrinterSimulator,
} from '../../../drivers/printer/simulator/simulator.ts';
import { type Devices, startDevices } from '../../../main/devices/devices.ts';
import { forkDeviceProcess } from '../../../main/devices/fork-device-process.ts';
import { type PrintQueue, startPrintQueue } from '../../../main/devices/print-queue.ts';
import type { ReceiptDocument } from '../../../main/domain/receipt/document.ts';
import { journalMigration } from '../../../main/store/migrations/0001-journal.ts';
import { openPrintJobs, type PrintJobs } from '../../../main/store/print-jobs.ts';
import { printer80, printerAt } from '../../drivers/printer/bench.ts';
import { until } from '../../drivers/support.ts';

/** Long enough on a slow printer to have something go wrong in the middle. */
const rows = 250;
const bits = Buffer.alloc(72 * rows, 0x11).toString('base64');
const bytesPerSecond = 40_000;

/** A new device process on a busy machine takes its time. */
const slowMs = 20_000;

let database: DatabaseSync;
let jobs: PrintJobs;
let paper: PrinterSimulator;
let devices: Devices;
let queue: PrintQueue;
let states: Map<string, string[]>;

beforeEach(async () => {
  database = new DatabaseSync(':memory:');
  database.exec(journalMigration.sql);
  jobs = openPrintJobs(database);
  states = new Map();
  paper = await startPrinterSimulator({ host: '127.0.0.1' });
  devices = startDevices({
    configs: [printerAt(paper.port, printer80)],
    spawn: forkDeviceProcess,
    onEvent: (entry) => {
      if (entry.kind !== 'device' || entry.event.kind !== 'printer-status') return;
      if (entry.event.status.isOnline) queue.nudge();
    },
  });
  queue = startPrintQueue({
    jobs,
    roleOf: () => 'receipt',
    printers: () => [{ id: 'printer', role: 'receipt', isReady: true }],
    document: ({ jobId, isCopy }): ReceiptDocument => ({
      widthCells: 48,
      blocks: [
        { kind: 'line', text: isCopy ? `${jobId} COPY` : jobId, align: 'left' },
        { kind: 'image', widthDots: 576, heightDots: rows, bits },
        { kind: 'line', text: 'end', align: 'left' },
        { kind: 'cut' },
      ],
    }),
    print: async (printerId, { jobId }, document) => {
      const reply = await devices.call(printerId, 'print', { jobId, document });
      if (reply.ok) return { ok: true };
      return { ok: false, code: reply.error.code, began: reply.error.data?.began !== 0 };
    },
    now: () => 0,
    after: (delayMs, work) => {
      const timer = setTimeout(work, delayMs);
      return () => clearTimeout(timer);
    },
    onChange: ({ jobId }, state) => states.set(jobId, [...(states.get(jobId) ?? []), state]),
    report: (error) => {
      throw error;
    },
  });
  await until('the printer', () => devices.state().devices[0]?.status?.isOnline, slowMs);
  await paper.set({ bytesPerSecond });
});

afterEach(async () => {
  queue.close();
  await devices.close();
  await paper.close();
  database.close();
});

function add(jobId: string, isCopy = false): void {
  jobs.add({ jobId, saleId: 'sale-1', seq: 1, isCopy, createdAt: 0 });
  queue.nudge();
}

const stateOf = (jobId: string): string | undefined => states.get(jobId)?.at(-1);
const wholePapers = (): (string | undefined)[] =>
  paper.receipts
    .filter(({ isCut, lines }) => isCut && lines.at(-1) === 'end')
    .map(({ lines }) => lines[0]);

/** Waits until the receipt is under way. */
async function begin(jobId: string): Promise<void> {
  const before = bytesSent();
  add(jobId);
  await until('its first segments', () => bytesSent() > before + 8_192);
}

const bytesSent = (): number =>
  devices
    .trace('printer')
    .filter(({ direction }) => direction === 'out')
    .reduce((sum, { byteCount }) => sum + byteCount, 0);

/** Whatever happened, the person's copy and the next receipt come out whole, and nothing twice. */
async function expectOneReceiptInDoubt(): Promise<void> {
  await until('the doubt', () => stateOf('first') === 'interrupted', slowMs);
  await paper.set({ bytesPerSecond: 0 });
  add('first-again', true);
  add('second');
  await until('the copy', () => stateOf('first-again') === 'printed', slowMs);
  await until('the next', () => stateOf('second') === 'printed', slowMs);
  const papers = wholePapers();
  expect(papers.filter((title) => title === 'first-again COPY')).toHaveLength(1);
  expect(papers.filter((title) => title === 'second')).toHaveLength(1);
  expect(papers.filter((title) => title === 'first').length).toBeLessThanOrEqual(1);
  expect(states.get('first')).toEqual(['printing', 'interrupted']);
}

describe('a receipt that is being printed', () => {
  it('is in doubt when the paper ends in the middle', async () => {
    await paper.set({ paperOutAfterBytes: 9_000 });
    add('first');
    await until('the doubt', () => stateOf('first') === 'interrupted', slowMs);
    await paper.set({ isPaperOut: false });
    await expectOneReceiptInDoubt();
  });

  it('is in doubt when somebody opens the cover in the middle', async () => {
    await begin('first');
    await paper.set({ isCoverOpen: true });
    await until('the doubt', () => stateOf('first') === 'interrupted', slowMs);
    await paper.set({ isCoverOpen: false });
    await expectOneReceiptInDoubt();
  });

  it('is in doubt when the printer is switched off in the middle', async () => {
    await begin('first');
    await paper.set({ isUnplugged: true });
    await until('the doubt', () => stateOf('first') === 'interrupted', slowMs);
    await paper.set({ isUnplugged: false });
    await expectOneReceiptInDoubt();
  });

  it('is in doubt when the device process dies in the middle', async () => {
    await begin('first');
    const pid = devices.pid();
    if (pid === undefined) throw new Error('the device process is not running');
    process.kill(pid, 'SIGKILL');
    await expectOneReceiptInDoubt();
  });
});

describe('receipts that wait', () => {
  it('come out once each, in their order, when the paper is back', async () => {
    await paper.set({ isPaperOut: true, bytesPerSecond: 0 });
    add('first');
    add('second');
    await until('the refusal', () => stateOf('first') === 'queued', slowMs);
    await paper.set({ isPaperOut: false });
    await until('both', () => stateOf('second') === 'printed', slowMs);
    expect(wholePapers()).toEqual(['first', 'second']);
  });
});
