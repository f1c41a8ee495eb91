import { sum } from '../domain/money.ts';
import type { CompletedRefund, RefundDocument } from '../domain/refund/document.ts';
import { cashOf } from '../domain/refund/progress.ts';
import type { Context } from './context.ts';

type Finish = Pick<
  Context,
  'store' | 'settings' | 'counter' | 'now' | 'newId' | 'afterCommit' | 'sound' | 'staff'
>;

/**
 * Everything but the cash is with the customer: number, journal, projections and print job in the one
 * transaction that this is called in. Paper and drawer follow when that is on the disk.
 *
 * The record names the goods with their quantities: this till keeps no stock, and the hub's stock
 * follows from here.
 */
export function finishRefund(context: Finish, document: RefundDocument): void {
  const { store, settings, staff } = context;
  const shift = store.sales.openShift();
  if (!shift) throw new Error('a refund cannot end without a shift');
  const completedAt = context.now();
  const { state: _, ...rest } = document;
  const parts = document.parts.map((part) => ({ ...part, state: 'done' as const }));
  const number = store.state.nextNumber(`refund ${shift.businessDay}`);
  const day = shift.businessDay.replaceAll('-', '');
  const refund: CompletedRefund = {
    ...rest,
    parts,
    // the series of sales begins with the terminal's number alone
    receiptNumber: `R${settings.terminal.number}-${day}-${String(number).padStart(4, '0')}`,
    terminalNumber: settings.terminal.number,
    storeId: settings.store.id,
    shiftId: shift.shiftId,
    businessDay: shift.businessDay,
    completedAt,
    roundingMinor: sum(parts.map(({ givenMinor }) => givenMinor)) - document.amountMinor,
  };
  const actor = staff?.id ?? 'terminal';
  const seq = store.record({ kind: 'refund.completed', actor, payload: refund });
  const { refundId } = document;
  store.refundDocuments.keep({ ...document, parts, state: 'completed' });
  if (settings.devices.some(({ kind }) => kind === 'printer')) {
    const jobId = context.newId();
    store.printJobs.add({ jobId, saleId: refundId, seq, isCopy: false, createdAt: completedAt });
  }
  const isCash = cashOf(document) > 0;
  context.afterCommit(() => {
    if (isCash) context.counter.openDrawer();
    context.counter.nudgePrinter();
  });
  context.sound('paid');
}
