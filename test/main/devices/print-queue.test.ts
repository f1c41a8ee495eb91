import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrinterRole } from '../../../drivers/contract.ts';
import { limits } from '../../../main/contract/limits.ts';
import {
  type PrintQueue,
  type PrintResult,
  startPrintQueue,
} from '../../../main/devices/print-queue.ts';
import type { ReceiptDocument } from '../../../main/domain/receipt/document.ts';
import type { PrintJob, PrintJobs } from '../../../main/store/print-jobs.ts';
import { newTill, type Till } from '../store/fixture/till.ts';

const paper: ReceiptDocument = { widthCells: 32, blocks: [{ kind: 'cut' }] };
/** The same, printed elsewhere than it should be. */
const reroutedPaper: ReceiptDocument = { ...paper };
const printed: PrintResult = { ok: true };
const paperOut: PrintResult = { ok: false, code: 'device.paper-out', began: false };
const offline: PrintResult = { ok: false, code: 'device.offline', began: false };
const torn: PrintResult = { ok: false, code: 'device.offline', began: true };

let till: Till;
let jobs: PrintJobs;
let queue: PrintQueue;
/** What the printer was given, in order; `COPY` behind what is one. */
let papers: string[];
/** How the printer ends the next prints; then all come out. A promise is a print that goes on. */
let script: (PrintResult | Promise<PrintResult>)[];
let changes: string[];
let timers: { at: number; work: () => void }[];
let now: number;
let defects: number;
let printers: { id: string; role: PrinterRole; isReady: boolean }[];

/** A job's role is the first word of its id, where that is one. */
function roleOf({ jobId }: PrintJob): PrinterRole {
  const [word] = jobId.split('-');
  return word === 'kitchen' || word === 'label' ? word : 'receipt';
}

function startQueue(): PrintQueue {
  return startPrintQueue({
    jobs,
    roleOf,
    printers: () => printers,
    document: (job, { reroutedFrom }) => {
      if (job.jobId.endsWith('broken')) throw new Error('this job has no record');
      return reroutedFrom === null ? paper : reroutedPaper;
    },
    async print(printerId, job, document) {
      const marks = [job.isCopy ? ' COPY' : '', document === paper ? '' : ' REROUTED'];
      const place = printerId === 'front' ? '' : `${printerId}: `;
      papers.push(`${place}${job.jobId}${marks.join('')}`);
      const printer = printers.find(({ id }) => id === printerId);
      if (printer?.role !== 'receipt' && !printer?.isReady) return offline;
      return await (script.shift() ?? printed);
    },
    now: () => now,
    after(delayMs, work) {
      const timer = { at: now + delayMs, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    onChange: (job, state) => {
      expect(job.state).toBe(state);
      changes.push(`${job.jobId} ${state}`);
    },
    report: (error) => {
      if (!(error instanceof Error && error.message === 'this job has no record')) throw error;
      defects += 1;
    },
  });
}

beforeEach(() => {
  till = newTill();
  jobs = till.open().printJobs;
  [papers, script, changes, timers, now, defects] = [[], [], [], [], 1_000, 0];
  printers = [
    { id: 'front', role: 'receipt', isReady: true },
    { id: 'stove', role: 'kitchen', isReady: true },
    { id: 'scale', role: 'label', isReady: true },
  ];
  queue = startQueue();
});

afterEach(() => {
  queue.close();
  till.clear();
});

function add(jobId: string, isCopy = false): void {
  jobs.add({ jobId, saleId: 'sale-1', seq: 1, isCopy, createdAt: now });
}

/** Lets everything happen that waits for no timer. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

async function nudge(): Promise<void> {
  queue.nudge();
  await settle();
}

async function pass(ms: number): Promise<void> {
  const end = now + ms;
  for (;;) {
    const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    if (!next) break;
    timers = timers.filter((timer) => timer !== next);
    now = next.at;
    next.work();
    await settle();
  }
  now = end;
}

function stateOf(jobId: string): PrintJob['state'] | undefined {
  const store = till.open();
  const row = store.database.prepare('SELECT state FROM print_job WHERE job_id = ?').get(jobId);
  store.close();
  return row?.state as PrintJob['state'] | undefined;
}

describe('receipts', () => {
  it('come out in the order in which they were asked for, copies marked, each once', async () => {
    add('a');
    add('b', true);
    add('c');
    await nudge();
    await nudge();
    expect(papers).toEqual(['a', 'b COPY', 'c']);
    expect(changes.slice(0, 2)).toEqual(['a printing', 'a printed']);
    expect(jobs.waiting()).toBe(0);
  });

  it('come out one at a time, however often the queue is nudged', async () => {
    const slow = Promise.withResolvers<PrintResult>();
    script = [slow.promise];
    add('a');
    for (let times = 0; times < 5; times += 1) queue.nudge();
    add('b');
    await nudge();
    expect(papers).toEqual(['a']);
    slow.resolve(printed);
    await settle();
    expect(papers).toEqual(['a', 'b']);
  });

  it('that are asked for in the very moment the queue runs dry come out too', async () => {
    for (let turns = 0; turns < 12; turns += 1) {
      const jobId = `late-${turns}`;
      add(`early-${turns}`);
      queue.nudge();
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      add(jobId);
      await nudge();
      expect(papers.at(-1)).toBe(jobId);
    }
  });
});

describe('a printer that does not begin', () => {
  it('is asked again every two seconds until the paper is out', async () => {
    script = [paperOut, paperOut];
    add('a');
    add('b');
    await nudge();
    expect(papers).toEqual(['a']);
    expect(jobs.queued()[0]).toMatchObject({ jobId: 'a', reason: 'device.paper-out', attempts: 1 });
    await pass(2_000);
    expect(papers).toEqual(['a', 'a']);
    await pass(2_000);
    expect(papers).toEqual(['a', 'a', 'a', 'b']);
    await pass(60_000);
    expect(papers).toHaveLength(4);
  });

  it('is asked at once when it says that it is ready, and not a second time for that', async () => {
    script = [paperOut];
    add('a');
    await nudge();
    await nudge();
    expect(papers).toEqual(['a', 'a']);
    expect(timers).toEqual([]);
  });

  it('for too long leaves papers that nobody waits for any more, and they never come out', async () => {
    script = Array.from({ length: 1_000 }, () => paperOut);
    add('a');
    await nudge();
    await pass(limits.printJobLifeMs + 2_000);
    expect(changes.at(-1)).toBe('a expired');
    const tries = papers.length;
    script = [];
    await nudge();
    await pass(60_000);
    expect(papers).toHaveLength(tries);
    expect([stateOf('a'), timers]).toEqual(['expired', []]);
  });
});

describe('a printer that stops in the middle', () => {
  it('is never given the same paper again by itself, and goes on with the next', async () => {
    script = [torn];
    add('a');
    add('b');
    await nudge();
    await pass(60_000);
    expect(papers).toEqual(['a', 'b']);
    expect(changes).toContain('a interrupted');
    expect(jobs.latestOf('sale-1')?.jobId).toBe('b');
    expect(stateOf('a')).toBe('interrupted');
  });
});

describe('a crash while printing', () => {
  it('leaves the paper in doubt: it is said, and not printed again', async () => {
    script = [new Promise<PrintResult>(() => undefined)];
    add('a');
    add('b');
    await nudge();
    changes = [];
    queue.close();
    queue = startQueue();
    expect(changes).toEqual(['a interrupted']);
    await nudge();
    expect(papers).toEqual(['a', 'b']);
  });

  it('before printing loses nothing', async () => {
    add('a');
    queue.close();
    queue = startQueue();
    await nudge();
    expect(papers).toEqual(['a']);
  });

  it('after closing touches nothing any more', async () => {
    const slow = Promise.withResolvers<PrintResult>();
    script = [slow.promise];
    add('a');
    add('b');
    queue.nudge();
    queue.close();
    slow.resolve(printed);
    await nudge();
    expect(papers).toEqual(['a']);
    expect(stateOf('a')).toBe('printing');
    expect(timers).toEqual([]);
  });
});

describe('several printers', () => {
  it('print each what it is for', async () => {
    add('a');
    add('kitchen-1');
    add('label-1');
    await nudge();
    expect(papers.toSorted()).toEqual(['a', 'scale: label-1', 'stove: kitchen-1']);
    expect(jobs.waiting()).toBe(0);
  });

  it('do not wait for one another: a stuck kitchen printer holds up no receipt', async () => {
    script = [new Promise<PrintResult>(() => undefined)];
    add('kitchen-1');
    add('kitchen-2');
    add('a');
    add('b');
    await nudge();
    expect(papers).toEqual(['stove: kitchen-1', 'a', 'b']);
    expect([stateOf('kitchen-1'), stateOf('kitchen-2')]).toEqual(['printing', 'queued']);
  });

  it('stand in for a kitchen printer that is off, marked, and only after it was asked', async () => {
    setReady('stove', false);
    add('kitchen-1');
    add('kitchen-2');
    await nudge();
    expect(papers).toEqual(['stove: kitchen-1', 'kitchen-1 REROUTED', 'kitchen-2 REROUTED']);
  });

  it('give the kitchen its papers back as soon as it is ready', async () => {
    setReady('stove', false);
    add('kitchen-1');
    await nudge();
    setReady('stove', true);
    add('kitchen-2');
    await nudge();
    expect(papers).toEqual(['stove: kitchen-1', 'kitchen-1 REROUTED', 'stove: kitchen-2']);
  });

  it('never get a paper that has begun elsewhere', async () => {
    script = [torn];
    add('kitchen-1');
    queue.nudge();
    setReady('stove', false);
    await nudge();
    await pass(60_000);
    expect(papers).toEqual(['stove: kitchen-1']);
    expect(stateOf('kitchen-1')).toBe('interrupted');
  });

  it('never print a receipt in the kitchen, nor anything but labels on labels', async () => {
    setReady('front', false);
    setReady('stove', false);
    script = Array.from({ length: 100 }, () => offline);
    add('a');
    add('kitchen-1');
    add('label-1');
    await nudge();
    await pass(10_000);
    expect(papers.every((entry) => /^(a|stove: kitchen-1|scale: label-1)$/.test(entry))).toBe(true);
    expect(jobs.waiting()).toBe(3);
  });

  it('that are not there leave a paper waiting, and it comes out when one is set up', async () => {
    printers = [];
    add('a');
    await nudge();
    await pass(10_000);
    expect(changes).toEqual(['a queued']);
    expect(jobs.queued()[0]).toMatchObject({ reason: 'device.not-configured', attempts: 0 });
    printers = [{ id: 'front', role: 'receipt', isReady: true }];
    await pass(2_000);
    expect(papers).toEqual(['a']);
  });
});

describe('a job without a record', () => {
  it('is a defect that is reported, and holds up none behind it', async () => {
    add('broken');
    add('a');
    await nudge();
    expect([papers, defects, stateOf('broken')]).toEqual([['a'], 1, 'queued']);
    await nudge();
    expect(defects).toBe(2);
  });
});

function setReady(printerId: string, isReady: boolean): void {
  printers = printers.map((printer) =>
    printer.id === printerId ? { ...printer, isReady } : printer,
  );
}
