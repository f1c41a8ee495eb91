import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPrinter } from '../../../drivers/printer/printer.ts';
import { callDevice, receipt, until, Witness } from '../support.ts';
import { countsOf, type PrinterBench, printer80, printerAt, startBench } from './bench.ts';

let bench: PrinterBench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(async () => bench[Symbol.asyncDispose]());

const check = (level: 'internal' | 'external' | 'interactive') =>
  callDevice(bench.printer, 'check-health', { level, timeoutMs: 5_000 });

describe('the health of a printer', () => {
  test('is told from what is known, without a byte on the wire', async () => {
    const before = bench.witness.events.length;
    await expect(check('internal')).resolves.toMatchObject({
      isHealthy: true,
      codes: ['healthy'],
      facts: { connection: 'open', waiting: 0, profile: '80mm' },
    });
    expect(bench.witness.events).toHaveLength(before);
  });

  test.each(['external', 'interactive'] as const)(
    'is shown by a strip of paper that the %s check prints',
    async (level) => {
      await expect(check(level)).resolves.toMatchObject({
        level,
        isHealthy: true,
        codes: ['printed-strip'],
      });
      expect(bench.paper.receipts).toHaveLength(1);
      expect(bench.paper.receipts[0]?.lines).toContain(
        '123456789012345678901234567890123456789012345678',
      );
    },
  );

  test.each([
    ['paper-out', { isPaperOut: true }],
    ['cover-open', { isCoverOpen: true }],
    ['cutter-jam', { hasCutterError: true }],
    ['overheated', { isOverheated: true }],
    ['no-answer', { isMute: true }],
    ['not-connected', { isUnplugged: true }],
  ] as const)('is %s when that is so, and nothing is printed', async (code, fault) => {
    await bench.paper.set(fault);
    if ('isUnplugged' in fault) await until('the loss', () => bench.witness.isIn('lost'));
    await expect(check('external')).resolves.toMatchObject({ isHealthy: false, codes: [code] });
    expect(bench.paper.receipts).toEqual([]);
  });

  test('mentions paper that is near its end, which is no fault', async () => {
    await bench.paper.set({ isPaperNearEnd: true });
    const codes = ['printed-strip', 'paper-near-end'];
    await expect(check('external')).resolves.toMatchObject({ isHealthy: true, codes });
    await expect(check('internal')).resolves.toMatchObject({
      isHealthy: true,
      codes: ['healthy', 'paper-near-end'],
    });
  });
});

describe('the technician', () => {
  test('finds the printer by the number that it prints', async () => {
    await callDevice(bench.printer, 'identify', { number: 7 });
    expect(bench.paper.receipts[0]?.lines).toContain('7');
    expect(bench.paper.receipts[0]).toMatchObject({ isCut: true, unknown: [] });
    expect(countsOf(bench.witness)).not.toHaveProperty('ToneSoundedCount');
  });

  test('hears it too when it has a buzzer', async () => {
    await using sounding = await startBench({ ...printer80, hasBuzzer: true });
    await callDevice(sounding.printer, 'identify', { number: 12 });
    expect(Buffer.from(sounding.paper.receipts[0]?.bytes ?? []).toString('hex')).toContain('1b42');
    expect(countsOf(sounding.witness)).toMatchObject({ ToneSoundedCount: 2 });
  });

  test('has the same Chinese line printed in each way, under the numbers given back', async () => {
    const lines = await callDevice(bench.printer, 'print-probe', null);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(bench.paper.receipts).toHaveLength(1);
    const printed = bench.paper.receipts[0]?.lines ?? [];
    // The simulated printer has a GB18030 font; the fourth is a picture.
    const right = printed.filter((line) => line.includes('收款成功'));
    expect(right.map((line) => Number.parseInt(line, 10))).toEqual([2, 3]);
  });

  test('sends bytes as they are', async () => {
    await callDevice(bench.printer, 'send-raw', { hex: '48690a1D564200' });
    await until('the paper', () => bench.paper.receipts.length === 1);
    expect(Buffer.from(bench.paper.receipts[0]?.bytes ?? []).toString('hex')).toBe(
      '48690a1d564200',
    );
  });

  test.each(['', '4', '4g', '41 42', '41'.repeat(1_025)])('cannot send %j', async (hex) => {
    const sent = callDevice(bench.printer, 'send-raw', { hex });
    await expect(sent).rejects.toMatchObject({ code: 'device.bad-data' });
  });
});

describe('the counters', () => {
  const print = () => callDevice(bench.printer, 'print', { jobId: 'job-1', document: receipt });

  test('grow by what the printer accepted', async () => {
    await print();
    const characters = receipt.blocks
      .flatMap((block) => (block.kind === 'line' ? Array.from(block.text) : []))
      .join('');
    expect(countsOf(bench.witness)).toEqual({
      ReceiptLinePrintedCount: 3,
      ReceiptCharacterPrintedCount: Array.from(characters).length,
      BarcodePrintedCount: 3,
      PaperCutCount: 1,
    });
  });

  test('do not grow by a receipt that was refused or torn', async () => {
    await bench.paper.set({ isPaperOut: true });
    await expect(print()).rejects.toMatchObject({ code: 'device.paper-out' });
    await bench.paper.set({ isPaperOut: false, dropAfterBytes: 100 });
    await expect(print()).rejects.toMatchObject({ began: true });
    expect(countsOf(bench.witness)).toEqual({});
  });

  test('tell of covers opened, cutters stuck and heads overheated, each once', async () => {
    const status = () => callDevice(bench.printer, 'status', null);
    await bench.paper.set({ isCoverOpen: true });
    await status();
    await status();
    await bench.paper.set({ isCoverOpen: false, hasCutterError: true });
    await status();
    await bench.paper.set({ hasCutterError: false });
    await status();
    await bench.paper.set({ isOverheated: true });
    await status();
    expect(countsOf(bench.witness)).toEqual({
      ReceiptCoverOpenCount: 1,
      FailedPaperCutCount: 1,
      MaximumTempReachedCount: 1,
      PrinterFaultCount: 2,
    });
  });

  test('do not grow on a wire that says nothing back', async () => {
    const witness = new Witness();
    const config = printerAt(bench.paper.port, { ...printer80, hasStatus: false });
    const silent = startPrinter(config, witness.context);
    try {
      const print = callDevice(silent, 'print', { jobId: 'job-2', document: receipt });
      await expect(print).resolves.toMatchObject({ confirmation: 'sent' });
      expect(countsOf(witness)).toEqual({});
    } finally {
      await silent.close();
    }
  });
});
