import { refuse } from '../contract/failure.ts';
import { localDay } from '../domain/business-day.ts';
import type { ClosedShift, OpenedShift } from '../domain/shift.ts';
import { finishParked } from './attempt-store.ts';
import { done, type Handlers } from './context.ts';
import { advanceOpen } from './refund-progress.ts';

export const shiftCommands: Handlers<'shift.open' | 'shift.close'> = {
  'shift.open': (context, { floatMinor }) => {
    const { store, settings, staff } = context;
    if (store.sales.openShift()) return refuse('shift.already-open', 'a shift is open');
    const openedAt = context.now();
    const shift: OpenedShift = {
      shiftId: context.newId(),
      businessDay: localDay(openedAt, settings.store.timeZone),
      openedAt,
      staffId: staff?.id ?? 'terminal',
      floatMinor,
    };
    store.record({ kind: 'shift.opened', actor: shift.staffId, payload: shift });
    store.state.change({ screen: 'sale' });
    finishParked(context);
    advanceOpen(context);
    return done;
  },
  'shift.close': (context, { countedMinor }) => {
    const { store, staff } = context;
    const shift = store.sales.openShift();
    if (!shift) return refuse('shift.not-open', 'no shift is open');
    const current = store.openSales.current();
    if (current && current.basket.lines.length > 0) {
      return refuse('shift.sale-open', 'a sale is open');
    }
    const isWaiting = (saleId: string): boolean => store.attempts.liveOf(saleId)?.way === 'link';
    // a link is paid when the customer likes: its sale outlives the shift
    if (!store.openSales.suspended().every(({ basket }) => isWaiting(basket.saleId))) {
      return refuse('shift.sale-open', 'a sale is suspended');
    }
    const { saleCount, totalMinor, cashMinor } = store.sales.shiftTotals(shift.shiftId);
    const refunds = store.refundDocuments.shiftTotals(shift.shiftId);
    const expectedMinor = shift.floatMinor + cashMinor - refunds.refundCashMinor;
    const closed: ClosedShift = {
      shiftId: shift.shiftId,
      businessDay: shift.businessDay,
      closedAt: context.now(),
      staffId: staff?.id ?? 'terminal',
      saleCount,
      totalMinor,
      refundCount: refunds.refundCount,
      refundMinor: refunds.refundMinor,
      expectedMinor,
      countedMinor,
      differenceMinor: countedMinor - expectedMinor,
    };
    store.record({ kind: 'shift.closed', actor: closed.staffId, payload: closed });
    if (current) store.openSales.remove(current.basket.saleId);
    store.state.change({ screen: 'today', doneSaleId: null });
    const { differenceMinor } = closed;
    context.notify({
      kind: 'information',
      code: 'shift-closed',
      data: { expectedMinor, countedMinor, differenceMinor },
      action: null,
    });
    return done;
  },
};
