import type { ReceiptDocument } from '../domain/receipt/document.ts';
import type { PrintJob, PrintJobs } from '../store/print-jobs.ts';

/** How a print ended: `began` says whether bytes of the document may have reached the paper. */
export type PrintResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly began: boolean };

export type PrintQueueParts = {
  readonly jobs: PrintJobs;
  /** The paper of a job, from its committed record. */
  document(job: PrintJob): ReceiptDocument;
  print(job: PrintJob, document: ReceiptDocument): Promise<PrintResult>;
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

/** How long a job that found no printer waits before the next look. */
const retryMs = 2_000;

/**
 * Prints what waits, oldest first, one at a time, beside the sale. A job is marked before its first
 * byte leaves: what a crash or a torn cable leaves in doubt is never printed again by itself.
 */
export function startPrintQueue(parts: PrintQueueParts): PrintQueue {
  let isBusy = false;
  let isClosed = false;
  let cancelRetry: (() => void) | null = null;

  for (const job of parts.jobs.interruptAll('device.interrupted')) {
    parts.onChange(job, 'interrupted');
  }

  function move(job: PrintJob, state: PrintJob['state'], reason: string | null): void {
    parts.jobs.move(job.jobId, state, reason);
    parts.onChange({ ...job, state, reason }, state);
  }

  async function printOne(job: PrintJob): Promise<boolean> {
    const document = parts.document(job);
    move(job, 'printing', null);
    const result = await parts.print(job, document);
    if (isClosed) return false;
    if (result.ok) move(job, 'printed', null);
    else if (result.began) move(job, 'interrupted', result.code);
    else move(job, 'queued', result.code);
    return result.ok || result.began;
  }

  async function drain(): Promise<void> {
    isBusy = true;
    try {
      for (;;) {
        for (const job of parts.jobs.expireBefore(parts.now())) parts.onChange(job, 'expired');
        const job = isClosed ? null : parts.jobs.next();
        if (!job) return;
        if (!(await printOne(job))) {
          if (!isClosed) cancelRetry = parts.after(retryMs, nudge);
          return;
        }
      }
    } finally {
      // In the same turn as the last look: a nudge can find it busy or idle, never in between.
      isBusy = false;
    }
  }

  function nudge(): void {
    cancelRetry?.();
    cancelRetry = null;
    if (isBusy || isClosed) return;
    drain().catch(parts.report);
  }

  return {
    nudge,
    close() {
      isClosed = true;
      cancelRetry?.();
    },
  };
}
