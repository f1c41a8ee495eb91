import { refuse } from '../contract/failure.ts';
import { limits } from '../contract/limits.ts';
import { returnCancelled } from './cancelled-payments.ts';
import { type Context, done, type Handlers } from './context.ts';
import { mustBeUnpaid, openSaleOf } from './open-basket.ts';
import { isReturnable } from './refund-plan.ts';

/** Beginning, leaving and taking up whole sales. */
export const saleLifeCommands: Handlers<
  'sale.cancel' | 'sale.suspend' | 'sale.resume' | 'sale.next'
> = {
  'sale.cancel': (context) => {
    const sale = openSaleOf(context);
    if (!sale.ok) return sale;
    const { basket } = sale.value;
    if (context.payments.live(basket.saleId)) {
      return refuse('payment.in-progress', 'a payment is going on');
    }
    const { saleId, lines, tenders } = basket;
    const byWay = tenders.filter(({ kind }) => kind !== 'cash');
    if (!byWay.every((tender) => isReturnable(context.store, tender))) {
      return refuse('refund.not-possible', 'a part was paid that nobody can be asked to give back');
    }
    const givenBack = byWay.map(({ attemptId, id, amountMinor }) => {
      return { attemptId: attemptId ?? id, refundId: context.newId(), saleId, amountMinor };
    });
    const cashReturned = tenders.filter(({ kind }) => kind === 'cash');
    context.store.record({
      kind: 'sale.cancelled',
      actor: actorOf(context),
      payload: { saleId, lines, cashReturned, givenBack },
    });
    returnCancelled(context, givenBack);
    context.store.openSales.remove(basket.saleId);
    context.store.state.change({ screen: 'sale', splitMinor: null, attemptId: null });
    return done;
  },
  'sale.suspend': (context) => {
    const sale = openSaleOf(context);
    if (!sale.ok) return sale;
    const { basket } = sale.value;
    if (basket.lines.length === 0) return refuse('sale.empty', 'nothing to suspend');
    const isFree = mustBeUnpaid(context, basket);
    if (!isFree.ok) return isFree;
    if (context.store.state.session().screen === 'pay') {
      return refuse('sale.paying', 'the sale is being paid');
    }
    if (context.store.openSales.suspended().length >= limits.suspendedSales) {
      const maximum = limits.suspendedSales;
      return refuse('quantity.out-of-range', 'too many suspended sales', { maximum });
    }
    context.store.openSales.suspend(basket.saleId, context.now());
    context.store.record({
      kind: 'sale.suspended',
      actor: actorOf(context),
      payload: { saleId: basket.saleId, lineCount: basket.lines.length },
    });
    return done;
  },
  'sale.resume': (context, { saleId }) => {
    const { openSales, state } = context.store;
    if (state.session().screen === 'pay') return refuse('sale.paying', 'the sale is being paid');
    // it could be paid to its end here, and a sale ends in a shift
    if (!context.store.sales.openShift()) return refuse('shift.not-open', 'open a shift first');
    const current = openSales.current();
    if (current) {
      const isFree = mustBeUnpaid(context, current.basket);
      if (!isFree.ok) return isFree;
      if (current.basket.lines.length > 0) openSales.suspend(current.basket.saleId, context.now());
      else openSales.remove(current.basket.saleId);
    }
    if (!openSales.resume(saleId, context.now())) {
      if (current && current.basket.lines.length > 0) {
        openSales.resume(current.basket.saleId, context.now());
      }
      return refuse('sale.not-open', `no suspended sale ${saleId}`);
    }
    context.store.record({ kind: 'sale.resumed', actor: actorOf(context), payload: { saleId } });
    // a sale that waits for its link, or was paid in part by one, comes back to its payment
    const live = context.payments.live(saleId);
    const isTendered = (openSales.current()?.basket.tenders.length ?? 0) > 0;
    state.change({
      screen: live || isTendered ? 'pay' : 'sale',
      doneSaleId: null,
      splitMinor: null,
      attemptId: live?.id ?? null,
    });
    return done;
  },
  'sale.next': (context) => {
    context.store.state.change({ screen: 'sale', doneSaleId: null });
    return done;
  },
};

function actorOf(context: Context): string {
  return context.staff?.id ?? 'terminal';
}
