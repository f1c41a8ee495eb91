import type { Counter } from '../commands/context.ts';
import type { Result } from '../contract/failure.ts';
import type { Devices } from '../devices/devices.ts';
import { type PrintQueue, type PrintResult, startPrintQueue } from '../devices/print-queue.ts';
import type { RoutablePrinter, Route } from '../devices/routing.ts';
import type { ReceiptDocument } from '../domain/receipt/document.ts';
import type { PrintJob } from '../store/print-jobs.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { Store } from '../store/store.ts';
import type { Notices } from './notices.ts';
import { type Papers, receiptFor } from './papers.ts';

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
  const drawer = () => settings.devices.find((device) => device.kind === 'drawer');

  function failed(reply: Result<unknown>): void {
    if (reply.ok) return;
    notices.add({ kind: 'attention', code: reply.error.code, action: null });
    changed();
  }

  const queue = startPrintQueue({
    jobs: store.printJobs,
    // Every job there is yet comes from a sale or a refund.
    roleOf: () => 'receipt',
    printers: () => printersOf(settings, devices),
    document: (job, route) => documentOf(store, papers, job, route),
    print: (printerId, job, document) => printOn(devices, printerId, job.jobId, document),
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
      const document = papers.testPage(now(), deviceId);
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
  const { code, data, retry } = reply.error;
  // Only a plain 0 says that nothing reached the paper; whatever else is said, a person looks first,
  // and at a paper that no trying again prints too.
  return { ok: false, code, began: data?.began !== 0 || retry === 'never' };
}

/** The printers in the order of the settings, as their own reports have them. */
function printersOf(settings: Settings, devices: Devices): Omit<RoutablePrinter, 'hasRefused'>[] {
  const views = devices.state().devices;
  return settings.devices.flatMap((device) => {
    if (device.kind !== 'printer') return [];
    const view = views.find(({ id }) => id === device.id);
    const isReady = view?.state === 'open' && view.status?.isOnline !== false;
    return [{ id: device.id, role: device.role ?? 'receipt', isReady }];
  });
}

function documentOf(
  store: Store,
  papers: Papers,
  job: PrintJob,
  { printerId, reroutedFrom }: Route,
): ReceiptDocument {
  const document =
    job.saleId === null ? null : receiptFor(store, papers, job.saleId, job.isCopy, printerId);
  if (!document) throw new Error(`print job ${job.jobId} has no record`);
  return reroutedFrom === null ? document : papers.rerouted(document);
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
