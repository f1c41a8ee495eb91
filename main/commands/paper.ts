import { refuse } from '../contract/failure.ts';
import { type Context, done, type Handlers } from './context.ts';

/** Paper and drawer outside a sale. */
export const paperCommands: Handlers<
  'receipt.reprint' | 'drawer.open' | 'device.test-print' | 'notice.dismiss'
> = {
  'receipt.reprint': (context, { saleId }) => {
    const { store } = context;
    const found = receiptRecord(store, saleId);
    if (!found) return refuse('receipt.not-found', `no finished sale or refund ${saleId}`);
    const before = store.printJobs.latestOf(saleId);
    if (before?.state === 'queued' || before?.state === 'printing') {
      return refuse('device.busy', 'this receipt is being printed');
    }
    const isFirst = before === null || (!before.isCopy && before.state === 'expired');
    const createdAt = context.now();
    const jobId = context.newId();
    store.printJobs.add({ jobId, saleId, seq: found.seq, isCopy: !isFirst, createdAt });
    store.record({
      kind: 'receipt.reprinted',
      actor: context.staff?.id ?? 'terminal',
      payload: { saleId, receiptNumber: found.receiptNumber, isCopy: !isFirst },
    });
    context.afterCommit(() => context.counter.nudgePrinter());
    return done;
  },
  'drawer.open': (context, { reason }) => {
    if (!context.settings.devices.some(({ kind }) => kind === 'drawer')) {
      return refuse('device.not-configured', 'there is no drawer');
    }
    context.store.record({
      kind: 'drawer.opened',
      actor: context.staff?.id ?? 'terminal',
      payload: { reason },
    });
    context.afterCommit(() => context.counter.openDrawer());
    return done;
  },
  'device.test-print': (context, { deviceId }) => {
    const device = context.settings.devices.find(({ id }) => id === deviceId);
    if (device?.kind !== 'printer') {
      return refuse('device.not-configured', `no printer ${deviceId}`);
    }
    context.afterCommit(() => context.counter.testPrint(deviceId));
    return done;
  },
  'notice.dismiss': (context, { noticeId }) => {
    context.dismissNotice(noticeId);
    return done;
  },
};

/** The record that a receipt comes from: a finished sale's, or a finished refund's. */
function receiptRecord(
  { sales, refundDocuments }: Context['store'],
  id: string,
): { readonly seq: number; readonly receiptNumber: string } | null {
  const sale = sales.get(id);
  if (sale) return { seq: sale.seq, receiptNumber: sale.sale.receiptNumber };
  const back = refundDocuments.completed(id);
  return back && { seq: back.seq, receiptNumber: back.refund.receiptNumber };
}
