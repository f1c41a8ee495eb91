import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PrinterStatus } from '../../../drivers/contract.ts';
import { parseAutomaticStatus } from '../../../drivers/printer/escpos/automatic-status.ts';
import {
  isStatusByte,
  parseStatus,
  type StatusAnswers,
} from '../../../drivers/printer/escpos/status.ts';
import { StatusStream } from '../../../drivers/printer/escpos/status-stream.ts';
import {
  automaticStatus,
  healthyCondition,
  type PrinterCondition,
  statusByte,
} from '../../../drivers/printer/simulator/faults.ts';
import { callDevice, receipt, until } from '../support.ts';
import { reporting80, startBench } from './bench.ts';

const healthy: PrinterStatus = {
  isOnline: true,
  isPaperOut: false,
  isPaperNearEnd: false,
  isCoverOpen: false,
  hasCutterError: false,
  hasUnrecoverableError: false,
  isOverheated: false,
  drawerLevel: 0,
};
const fixed: StatusAnswers = { 1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12 };

describe('an answer to DLE EOT', () => {
  // Question, bit, and what it says; the bits left out say nothing that stops a receipt.
  test.each<[1 | 2 | 3 | 4, number, Partial<PrinterStatus>]>([
    [1, 2, { drawerLevel: 1 }],
    [1, 3, { isOnline: false }],
    [1, 5, {}],
    [1, 6, {}],
    [2, 2, { isCoverOpen: true }],
    [2, 3, {}],
    [2, 5, { isPaperOut: true }],
    [2, 6, {}],
    [3, 2, {}],
    [3, 3, { hasCutterError: true }],
    [3, 5, { hasUnrecoverableError: true }],
    [3, 6, { isOverheated: true }],
    [4, 2, { isPaperNearEnd: true }],
    [4, 3, { isPaperNearEnd: true }],
    [4, 5, { isPaperOut: true }],
    [4, 6, { isPaperOut: true }],
  ])('to question %i with bit %i set means %o', (query, bit, meaning) => {
    const answers = { ...fixed, [query]: fixed[query] | (1 << bit) };
    expect(parseStatus(answers)).toEqual({ ...healthy, ...meaning });
  });

  test('is told from noise by its four fixed bits, for each of the 256 bytes', () => {
    for (let byte = 0; byte < 256; byte++) {
      const bits = byte.toString(2).padStart(8, '0');
      expect(isStatusByte(byte), bits).toBe(/^0..1..10$/.test(bits));
    }
  });
});

describe('a report that comes by itself', () => {
  test.each<[number, number, Partial<PrinterStatus>]>([
    [1, 2, { drawerLevel: 1 }],
    [1, 3, { isOnline: false }],
    [1, 5, { isCoverOpen: true }],
    [1, 6, {}],
    [2, 0, {}],
    [2, 1, {}],
    [2, 2, {}],
    [2, 3, { hasCutterError: true }],
    [2, 5, { hasUnrecoverableError: true }],
    [2, 6, { isOverheated: true }],
    [3, 0, { isPaperNearEnd: true }],
    [3, 1, { isPaperNearEnd: true }],
    [3, 2, { isPaperOut: true }],
    [3, 3, { isPaperOut: true }],
    [3, 5, {}],
    [3, 6, {}],
    [4, 0, {}],
    [4, 6, {}],
  ])('with bit %2$i of byte %1$i set means %3$o', (byte, bit, meaning) => {
    const report: [number, number, number, number] = [0x10, 0, 0, 0];
    report[byte - 1] = (report[byte - 1] ?? 0) | (1 << bit);
    expect(parseAutomaticStatus(report)).toEqual({ ...healthy, ...meaning });
  });

  test('says the same as the answers to questions do', () => {
    const conditions = fc.record({
      isPaperOut: fc.boolean(),
      isPaperNearEnd: fc.boolean(),
      isCoverOpen: fc.boolean(),
      hasCutterError: fc.boolean(),
      isOverheated: fc.boolean(),
      isDrawerOpen: fc.boolean(),
    });
    fc.assert(
      fc.property(conditions, (change) => {
        const condition: PrinterCondition = { ...healthyCondition, ...change };
        const [signal] = new StatusStream().push(automaticStatus(condition));
        const answers = {
          1: statusByte(condition, 1),
          2: statusByte(condition, 2),
          3: statusByte(condition, 3),
          4: statusByte(condition, 4),
        };
        const reported = signal?.kind === 'report' && parseAutomaticStatus(signal.bytes);
        expect(reported).toEqual(parseStatus(answers));
      }),
    );
  });
});

const answer = fc.constantFrom(0x12, 0x16, 0x1a, 0x32, 0x72, 0x7e);
const rest = fc.constantFrom(0x00, 0x03, 0x0c, 0x20, 0x6f);
const report = fc.tuple(fc.constantFrom(0x10, 0x14, 0x18, 0x38, 0x7c), rest, rest, rest);
/** Bytes that no printer sends: wrong fixed bits for an answer and for the head of a report. */
const noise = fc.uint8Array({ max: 255, maxLength: 8 }).map((bytes) =>
  bytes.filter((byte) => {
    const isAnswer = (byte & 0x93) === 0x12;
    const isHead = (byte & 0x93) === 0x10;
    return !isAnswer && !isHead;
  }),
);

describe('noise on the line', () => {
  test('between answers and reports takes away none of them and adds none', () => {
    const message = fc.oneof(
      answer.map((byte) => ({ bytes: [byte], signal: { kind: 'answer', byte } })),
      report.map((bytes) => ({ bytes, signal: { kind: 'report', bytes } })),
    );
    const line = fc.array(fc.tuple(noise, message), { maxLength: 12 });
    fc.assert(
      fc.property(line, fc.integer({ min: 1, max: 7 }), (messages, chunk) => {
        const bytes = messages.flatMap(([dirt, { bytes }]) => [...dirt, ...bytes]);
        const stream = new StatusStream();
        const signals = [];
        for (let from = 0; from < bytes.length; from += chunk) {
          signals.push(...stream.push(Uint8Array.from(bytes.slice(from, from + chunk))));
        }
        expect(signals).toEqual(messages.map(([, { signal }]) => signal));
      }),
      { numRuns: 1_000 },
    );
  });

  test('of any kind is over with the first report after it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), report, (dirt, bytes) => {
        const stream = new StatusStream();
        stream.push(dirt);
        expect(stream.push(Uint8Array.from(bytes)).at(-1)).toEqual({ kind: 'report', bytes });
      }),
      { numRuns: 1_000 },
    );
  });

  test('is not heard when flow control speaks in the middle of a report', () => {
    const stream = new StatusStream();
    expect(stream.push(Uint8Array.of(0x14, 0x13, 0, 0x11, 0, 0))).toEqual([
      { kind: 'report', bytes: [0x14, 0, 0, 0] },
    ]);
  });

  test('does not keep a receipt from being printed and confirmed', async () => {
    await using bench = await startBench(reporting80);
    await bench.paper.set({ noise: Uint8Array.of(0x00, 0xff, 0x11, 0x93, 0x41, 0x13) });
    const print = callDevice(bench.printer, 'print', { jobId: 'job-1', document: receipt });
    await expect(print).resolves.toMatchObject({ confirmation: 'accepted' });
    expect(bench.witness.status).toEqual(healthy);
  });
});

describe('a printer that reports by itself', () => {
  test('is heard at once, and is asked to report again after each receipt', async () => {
    await using bench = await startBench(reporting80);
    const { paper, witness, printer } = bench;
    const outgoing = (): string[] =>
      witness.events.flatMap((event) =>
        event.kind === 'trace' && event.direction === 'out' ? [event.hex] : [],
      );
    const requests = (): number => outgoing().filter((hex) => hex === '1d61ff').length;
    await until('the request', () => requests() === 1);
    await callDevice(printer, 'print', { jobId: 'job-1', document: receipt });
    await until('the second request', () => requests() === 2);
    await callDevice(printer, 'status', null);

    const questions = outgoing().length;
    await paper.set({ isOverheated: true });
    await until('the heat', () => witness.status?.isOverheated);
    await paper.set({ isOverheated: false, isDrawerOpen: true });
    await until('the drawer', () => witness.status?.drawerLevel === 1);
    expect(outgoing()).toHaveLength(questions);
    expect(paper.receipts).toHaveLength(1);
    expect(paper.receipts[0]?.unknown).toEqual([]);
  });
});
