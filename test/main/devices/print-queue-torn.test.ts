import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { DeviceError } from '../../../drivers/device-error.ts';
import { encodeDocument } from '../../../drivers/printer/escpos/encode.ts';
import { startPrinter } from '../../../drivers/printer/printer.ts';
import {
  type PrinterSimulator,
  startPrinterSimulator,
} from '../../../drivers/printer/simulator/simulator.ts';
import { type PrintResult, startPrintQueue } from '../../../main/devices/print-queue.ts';
import type { ReceiptDocument } from '../../../main/domain/receipt/document.ts';
import { journalMigration } from '../../../main/store/migrations/0001-journal.ts';
import { openPrintJobs, type PrintJob } from '../../../main/store/print-jobs.ts';
import { printer80, printerAt } from '../../drivers/printer/bench.ts';
import { callDevice, until, Witness } from '../../drivers/support.ts';

/** Ends in a line of its own, so that a whole paper is told from the head of one. */
function receiptOf({ jobId, isCopy }: Pick<PrintJob, 'jobId' | 'isCopy'>): ReceiptDocument {
  const line = (text: string) => ({ kind: 'line', text, align: 'left' }) as const;
  const title = isCopy ? `${jobId} COPY` : jobId;
  return {
    widthCells: 48,
    blocks: [line(title), line('牛奶 ¥12.50'), line('end'), { kind: 'cut' }],
  };
}

/** The titles of the papers that came out from head to cut. */
function wholePapers({ receipts }: PrinterSimulator): (string | undefined)[] {
  return receipts
    .filter(({ isCut, lines }) => isCut && lines.at(-1) === 'end')
    .map(({ lines }) => lines[0]);
}

type Outcome = { readonly state: string; readonly papers: readonly (string | undefined)[] };

/** Two receipts through the queue to a printer whose line breaks after so many bytes. */
async function printTorn(afterBytes: number): Promise<Outcome> {
  const database = new DatabaseSync(':memory:');
  database.exec(journalMigration.sql);
  const jobs = openPrintJobs(database);
  const states = new Map<string, string>();
  const paper = await startPrinterSimulator({ host: '127.0.0.1' });
  const witness = new Witness();
  const printer = startPrinter(printerAt(paper.port, printer80), {
    ...witness.context,
    emit: (event) => {
      witness.context.emit(event);
      if (event.kind === 'printer-status' && event.status.isOnline) queue.nudge();
    },
  });
  const queue = startPrintQueue({
    jobs,
    roleOf: () => 'receipt',
    printers: () => [{ id: 'printer', role: 'receipt', isReady: witness.isIn('open') }],
    document: receiptOf,
    print: (_, { jobId }, document) =>
      callDevice(printer, 'print', { jobId, document }).then(
        (): PrintResult => ({ ok: true }),
        (cause: unknown): PrintResult => {
          if (!(cause instanceof DeviceError)) throw cause;
          return { ok: false, code: cause.code, began: cause.began !== false };
        },
      ),
    now: () => 0,
    after: () => () => undefined,
    onChange: ({ jobId }, state) => states.set(jobId, state),
    report: (error) => {
      throw error;
    },
  });
  const add = (jobId: string, isCopy: boolean): void =>
    jobs.add({ jobId, saleId: 'sale-1', seq: 1, isCopy, createdAt: 0 });
  const ended = (jobId: string): boolean =>
    ['printed', 'interrupted'].includes(states.get(jobId) ?? '');
  try {
    await until('the first status', () => witness.status);
    await paper.set({ dropAfterBytes: afterBytes });
    add('first', false);
    add('second', false);
    queue.nudge();
    await until('both receipts', () => ended('first') && ended('second'));
    const state = states.get('first') ?? '';
    if (state === 'interrupted') {
      // What a person does who has looked at the paper.
      add('again', true);
      queue.nudge();
      await until('the copy', () => ended('again'));
    }
    await until('the last paper', () => wholePapers(paper).length >= 2);
    return { state, papers: wholePapers(paper) };
  } finally {
    queue.close();
    await printer.close();
    await paper.close();
    database.close();
  }
}

/** Four questions of three bytes each. */
const questionBytes = 12;
const first = Buffer.concat(
  encodeDocument(receiptOf({ jobId: 'first', isCopy: false }), printer80),
);
const conversation = questionBytes + first.length + questionBytes;

describe('a line that breaks', () => {
  it('at any byte of a receipt leaves it printed once or in doubt, and the next one whole', async () => {
    const positions = Array.from({ length: conversation + 1 }, (_, position) => position);
    const outcomes = new Map<number, Outcome>();
    const worker = async (): Promise<void> => {
      for (let at = positions.shift(); at !== undefined; at = positions.shift()) {
        outcomes.set(at, await printTorn(at));
      }
    };
    await Promise.all(Array.from({ length: 12 }, worker));

    expect(outcomes.size).toBe(conversation + 1);
    for (const [at, { state, papers }] of outcomes) {
      const where = `after ${at} bytes`;
      const originals = papers.filter((title) => title === 'first').length;
      expect(originals, where).toBeLessThanOrEqual(1);
      expect(
        papers.filter((title) => title === 'second'),
        where,
      ).toHaveLength(1);
      // Before the document's first byte nothing can be on paper, and the queue prints it by itself.
      if (at < questionBytes) expect(state, where).toBe('printed');
      if (at > questionBytes && at < conversation) expect(state, where).toBe('interrupted');
      const isDoubted = state === 'interrupted';
      if (!isDoubted) expect(originals, where).toBe(1);
      expect(
        papers.filter((title) => title === 'again COPY'),
        where,
      ).toHaveLength(isDoubted ? 1 : 0);
    }
  }, 60_000);
});
