import { type Result, refuse } from '../contract/failure.ts';
import { limits } from '../contract/limits.ts';
import { approve } from './approval.ts';
import { type Context, done, type Handlers } from './context.ts';
import { basketToPay, openSaleOf } from './open-basket.ts';
import { amountToCharge, chargeAs, ownerOf, sendCharge } from './pay-code.ts';

/** Taking money without a scanned code, and what main asked about one. */
export const payWayCommands: Handlers<'pay.start' | 'pay.choose' | 'pay.accept' | 'pay.park'> = {
  'pay.start': (context, { way, accountId }) => {
    const sale = basketToPay(context);
    if (!sale.ok) return sale;
    const amount = amountToCharge(context);
    if (!amount.ok) return amount;
    if (!context.paying.takes(way, accountId)) {
      return refuse('payment.not-configured', `${accountId} takes no ${way} now`);
    }
    const { saleId } = sale.value.basket;
    sendCharge(context, { saleId, accountId, way, amountMinor: amount.value, code: '' });
    return done;
  },
  'pay.choose': (context, { askId, wallet }) => {
    const asked = context.codeAsks.take(askId);
    if (wallet === null) return done;
    if (!asked) return refuse('payment.code-expired', 'the code has waited too long');
    if (!asked.wallets.includes(wallet)) return refuse('invalid_command', 'nobody asked for it');
    const isEmv = ownerOf(context, asked.code) === 'emv';
    return chargeAs(context, asked.code, isEmv ? 'emv' : wallet);
  },
  'pay.accept': (context, { approval }) => {
    const live = livePayment(context);
    if (!live.ok) return live;
    if (live.value.way !== 'static' || context.settings.payments.acceptStatic === 'never') {
      return refuse('policy.denied', 'this payment is not taken on anybody’s word');
    }
    const approved = approve(context, approval, `unverified payment ${live.value.id}`);
    if (!approved.ok) return approved;
    const attemptId = live.value.id;
    context.afterCommit(() => void context.payments.accept(attemptId));
    return done;
  },
  'pay.park': (context) => {
    const live = livePayment(context);
    if (!live.ok) return live;
    if (live.value.way !== 'link') {
      return refuse('payment.in-progress', 'only a link is waited for aside');
    }
    if (context.store.openSales.suspended().length >= limits.suspendedSales) {
      const maximum = limits.suspendedSales;
      return refuse('quantity.out-of-range', 'too many suspended sales', { maximum });
    }
    // its end opens no drawer: what was paid in cash goes in now
    const tenders = context.store.openSales.current()?.basket.tenders ?? [];
    if (tenders.some(({ kind }) => kind === 'cash')) {
      context.afterCommit(() => context.counter.openDrawer());
    }
    context.store.openSales.suspend(live.value.saleId, context.now());
    context.store.record({
      kind: 'sale.suspended',
      actor: context.staff?.id ?? 'terminal',
      payload: { saleId: live.value.saleId, waitsFor: live.value.id },
    });
    context.store.state.change({ screen: 'sale', splitMinor: null, attemptId: null });
    return done;
  },
};

function livePayment(
  context: Context,
): Result<NonNullable<ReturnType<Context['payments']['live']>>> {
  const sale = openSaleOf(context);
  if (!sale.ok) return sale;
  const live = context.payments.live(sale.value.basket.saleId);
  return live ? { ok: true, value: live } : refuse('payment.closed', 'no payment is going on');
}
