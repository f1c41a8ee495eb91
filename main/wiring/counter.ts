import type { Counter } from '../commands/context.ts';
import type { Result } from '../contract/failure.ts';
import type { Devices } from '../devices/devices.ts';
import { type PrintQueue, type PrintResult, startPrintQueue } from '../devices/print-queue.ts';
import type { ReceiptDocument } from '../domain/receipt/document.ts';
import type { PrintJob } from '../store/print-jobs.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';
import type { Notices } from './notices.ts';
import type { Papers } from './papers.ts';

export type CounterParts = {
  readonly store: Store;
  readonly settings: Settings;
  readonly devices: Devices;
  readonly papers: Papers;
  readonly notices: Notices;
  readonly newId: () => string;
  readonly now: () => number;
  readonly changed: () => void;
  readonly report: (error: unknown) => void;
};

/** Printer and drawer as the sale sees them: asked beside it, failing on a card of their own. */
export function createCounter(parts: CounterParts): Counter & { readonly queue: PrintQueue } {
  const { store, settings, devices, papers, notices, now, changed } = parts;
  const printer = () => settings.devices.find((device) => device.kind === 'printer');
  const drawer = () => settings.devices.find((device) => device.kind === 'drawer');

  function failed(reply: Result<unknown>): void {
    if (reply.ok) return;
    notices.add({ kind: 'attention', code: reply.error.code, action: null });
    changed();
  }

  const queue = startPrintQueue({
    jobs: store.printJobs,
    document: (job) => documentOf(store, papers, job),
    async print(job, document) {
      const { id } = printer() ?? {};
      if (id === undefined) return { ok: false, code: 'device.not-configured', began: false };
      return await printOn(devices, id, job.jobId, document);
    },
    now,
    after(delayMs, work) {
      const timer = setTimeout(work, delayMs);
      return () => clearTimeout(timer);
    },
    onChange(job, state) {
      tell(notices, job, state);
      changed();
    },
    report: parts.report,
  });

  return {
    queue,
    nudgePrinter: queue.nudge,
    openDrawer() {
      const { id } = drawer() ?? {};
      if (id !== undefined) void devices.call(id, 'open', null).then(failed);
    },
    testPrint(deviceId) {
      const document = papers.testPage(now());
      const jobId = parts.newId();
      void devices.call(deviceId, 'print', { jobId, document }).then(failed);
    },
  };
}

async function printOn(
  devices: Devices,
  printerId: string,
  jobId: string,
  document: ReceiptDocument,
): Promise<PrintResult> {
  const reply = await devices.call(printerId, 'print', { jobId, document });
  if (reply.ok) return { ok: true };
  const { code, data } = reply.error;
  // Only a plain 0 says that nothing reached the paper; whatever else is said, a person looks first.
  return { ok: false, code, began: data?.began !== 0 };
}

function documentOf(store: Store, papers: Papers, job: PrintJob): ReceiptDocument {
  const found = job.saleId === null ? null : store.sales.get(job.saleId);
  if (!found) throw new Error(`print job ${job.jobId} has no record`);
  return papers.receipt(found.sale, job.isCopy);
}

/** A card for what stays undone; it goes away when the paper is out. */
function tell(notices: Notices, job: PrintJob, state: PrintJob['state']): void {
  const reprint = job.saleId === null ? null : ({ kind: 'reprint', value: job.saleId } as const);
  if (state === 'printed') notices.clear('receipt-waiting');
  if (state === 'queued' && job.reason !== null) {
    notices.add({ kind: 'attention', code: 'receipt-waiting', action: null });
  }
  if (state === 'interrupted') {
    notices.clear('receipt-waiting');
    notices.add({ kind: 'attention', code: 'receipt-interrupted', action: reprint });
  }
  if (state === 'expired') {
    notices.clear('receipt-waiting');
    notices.add({ kind: 'attention', code: 'receipt-expired', action: reprint });
  }
}
