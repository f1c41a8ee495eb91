import type { PrinterRole } from '../../drivers/contract.ts';
import type { ReceiptDocument } from '../domain/receipt/document.ts';
import type { PrintJob, PrintJobs } from '../store/print-jobs.ts';
import { type RoutablePrinter, type Route, routeOf } from './routing.ts';

/** How a print ended: `began` says whether bytes of the document may have reached the paper. */
export type PrintResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly began: boolean };

export type PrintQueueParts = {
  readonly jobs: PrintJobs;
  /** What a job's paper is for. */
  roleOf(job: PrintJob): PrinterRole;
  /** The printers as they are now, in the order of the settings. */
  printers(): readonly Omit<RoutablePrinter, 'hasRefused'>[];
  /** The paper of a job, from its committed record, laid out for the printer it goes to. */
  document(job: PrintJob, route: Route): ReceiptDocument;
  print(printerId: string, job: PrintJob, document: ReceiptDocument): Promise<PrintResult>;
  now(): number;
  /** Calls `work` once after `delayMs`; the function returned calls it off. */
  after(delayMs: number, work: () => void): () => void;
  onChange(job: PrintJob, state: PrintJob['state']): void;
  /** A defect, or a store that refuses: the job stays as it was written last. */
  report(error: unknown): void;
};

export type PrintQueue = {
  /** Looks for work now: a new job, or a printer that is ready again. */
  nudge(): void;
  close(): void;
};

/** How long a printer that did not begin its paper is left alone before the next look. */
const retryMs = 2_000;

/**
 * Prints what waits beside the sale: one paper at a time on each printer, oldest first, and none of
 * them waits for another printer. A job is marked before its first byte leaves: what a crash or a
 * torn cable leaves in doubt is never printed again by itself, here or anywhere else.
 */
export function startPrintQueue(parts: PrintQueueParts): PrintQueue {
  const queue = new Queue(parts);
  for (const job of parts.jobs.interruptAll('device.interrupted')) {
    parts.onChange(job, 'interrupted');
  }
  return { nudge: () => queue.nudge(), close: () => queue.close() };
}

class Queue {
  readonly #parts: PrintQueueParts;
  readonly #busy = new Set<string>();
  /** Printers that did not begin their last paper: remembered for routing. */
  readonly #refused = new Set<string>();
  /** Of those, the ones that are left alone until the next look. */
  readonly #resting = new Set<string>();
  /** Jobs that came to a defect since the last nudge: they must not stand before the others. */
  readonly #setAside = new Set<string>();
  #isClosed = false;
  #cancelRetry: (() => void) | null = null;

  constructor(parts: PrintQueueParts) {
    this.#parts = parts;
  }

  nudge(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#resting.clear();
    this.#setAside.clear();
    this.#look();
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelRetry?.();
  }

  #look(): void {
    if (this.#isClosed) return;
    const { jobs, now, onChange, report } = this.#parts;
    try {
      for (const job of jobs.expireBefore(now())) onChange(job, 'expired');
      for (const job of jobs.queued()) this.#start(job);
    } catch (error) {
      report(error);
    }
  }

  #start(job: PrintJob): void {
    if (this.#setAside.has(job.jobId)) return;
    const printers = this.#parts.printers();
    const route = routeOf(
      this.#parts.roleOf(job),
      printers.map((printer) => ({ ...printer, hasRefused: this.#refused.has(printer.id) })),
    );
    if (!route) {
      this.#wait(job);
      return;
    }
    const { printerId } = route;
    if (this.#busy.has(printerId) || this.#resting.has(printerId)) return;
    this.#busy.add(printerId);
    void this.#print(job, route).finally(() => {
      // In the same turn as the look: a nudge finds the printer busy or idle, never in between.
      this.#busy.delete(printerId);
      this.#look();
    });
  }

  /** Nothing to print it on: it is said once, and looked for again until somebody plugs one in. */
  #wait(job: PrintJob): void {
    const reason = 'device.not-configured';
    if (job.reason !== reason) this.#move(job, 'queued', reason);
    this.#retryLater();
  }

  async #print(job: PrintJob, route: Route): Promise<void> {
    const { printerId } = route;
    try {
      const document = this.#parts.document(job, route);
      this.#move(job, 'printing', null);
      const result = await this.#parts.print(printerId, job, document);
      if (!this.#isClosed) this.#finish(job, printerId, result);
    } catch (error) {
      this.#setAside.add(job.jobId);
      this.#parts.report(error);
    }
  }

  #finish(job: PrintJob, printerId: string, result: PrintResult): void {
    if (result.ok || result.began) this.#refused.delete(printerId);
    if (result.ok) this.#move(job, 'printed', null);
    else if (result.began) this.#move(job, 'interrupted', result.code);
    else this.#putBack(job, printerId, result.code);
  }

  #putBack(job: PrintJob, printerId: string, code: string): void {
    this.#refused.add(printerId);
    this.#resting.add(printerId);
    this.#move(job, 'queued', code);
    this.#retryLater();
  }

  #move(job: PrintJob, state: PrintJob['state'], reason: string | null): void {
    this.#parts.jobs.move(job.jobId, state, reason);
    this.#parts.onChange({ ...job, state, reason }, state);
  }

  #retryLater(): void {
    this.#cancelRetry ??= this.#parts.after(retryMs, () => this.nudge());
  }
}
