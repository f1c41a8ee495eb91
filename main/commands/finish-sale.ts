import type { Basket } from '../domain/basket.ts';
import { completeSale } from '../domain/sale.ts';
import type { Context } from './context.ts';
import { priceOf } from './open-basket.ts';

/** What finishing needs; the payment that ends a sale has no cashier's command around it. */
export type Finish = Pick<
  Context,
  'store' | 'settings' | 'counter' | 'now' | 'newId' | 'afterCommit' | 'sound' | 'staff'
>;

export type Settlement = {
  readonly changeMinor: number;
  readonly roundingMinor: number;
};

/**
 * Makes the record of a settled sale: number, journal, projections, print job and the next screen in
 * the one transaction that this is called in. Paper and drawer follow when that is on the disk.
 * A sale that waited `aside` for its link leaves screen, sound and drawer to the one that stands there.
 */
export function finishSale(
  context: Finish,
  basket: Basket,
  settlement: Settlement,
  where: 'on-screen' | 'aside' = 'on-screen',
): void {
  const { store, settings, staff } = context;
  const shift = store.sales.openShift();
  if (!shift) throw new Error('a sale cannot end without a shift');
  const completedAt = context.now();
  const number = store.state.nextNumber(`receipt ${shift.businessDay}`);
  const day = shift.businessDay.replaceAll('-', '');
  const sale = completeSale(basket, priceOf(context, basket), {
    ...settlement,
    receiptNumber: `${settings.terminal.number}-${day}-${String(number).padStart(4, '0')}`,
    terminalNumber: settings.terminal.number,
    storeId: settings.store.id,
    shiftId: shift.shiftId,
    businessDay: shift.businessDay,
    staffId: staff?.id ?? 'terminal',
    staffName: staff?.name ?? '',
    currency: settings.store.currency,
    completedAt,
    pricesIncludeTax: settings.store.pricesIncludeTax,
  });
  const seq = store.record({ kind: 'sale.completed', actor: sale.staffId, payload: sale });
  store.openSales.remove(sale.saleId);
  if (where === 'on-screen') {
    store.state.change({
      screen: 'done',
      doneSaleId: sale.saleId,
      splitMinor: null,
      attemptId: null,
    });
  }
  const hasPrinter = settings.devices.some(({ kind }) => kind === 'printer');
  if (hasPrinter) {
    const jobId = context.newId();
    store.printJobs.add({ jobId, saleId: sale.saleId, seq, isCopy: false, createdAt: completedAt });
  }
  const isCash = sale.tenders.some(({ kind }) => kind === 'cash');
  context.afterCommit(() => {
    if (isCash && where === 'on-screen') context.counter.openDrawer();
    context.counter.nudgePrinter();
    if (where === 'on-screen') context.sound('paid');
  });
}
