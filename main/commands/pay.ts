import { refuse } from '../contract/failure.ts';
import { limits } from '../contract/limits.ts';
import type { Basket } from '../domain/basket.ts';
import { takeCash, walletAmount } from '../domain/tender.ts';
import { done, type Handlers } from './context.ts';
import { finishSale } from './finish-sale.ts';
import { asResult, basketToPay, dueNow, openSaleOf } from './open-basket.ts';
import { beginPaying, chargeCode } from './pay-code.ts';

export const payCommands: Handlers<
  'pay.begin' | 'pay.back' | 'pay.cash' | 'pay.code' | 'pay.split' | 'pay.stop' | 'pay.dismiss'
> = {
  'pay.begin': (context) => beginPaying(context),
  'pay.back': (context) => {
    const sale = basketToPay(context);
    if (!sale.ok) return sale;
    if (sale.value.basket.tenders.length > 0) {
      return refuse('sale.tendered', 'something has been paid');
    }
    context.store.state.change({ screen: 'sale', splitMinor: null, attemptId: null });
    return done;
  },
  'pay.cash': (context, { tenderedMinor }) => {
    const sale = basketToPay(context);
    if (!sale.ok) return sale;
    const { basket } = sale.value;
    if (basket.tenders.length >= limits.tendersPerSale) {
      return refuse('tender.out-of-range', 'too many tenders');
    }
    const { cashStepMinor } = context.settings.store;
    const taken = takeCash(dueNow(context, basket), tenderedMinor, cashStepMinor);
    if (!taken.ok) return asResult(taken);
    const { amountMinor, changeMinor, roundingMinor, isSettled } = taken.value;
    const tender = {
      id: context.newId(),
      kind: 'cash',
      provider: null,
      attemptId: null,
      amountMinor,
      tenderedMinor,
    } as const;
    const paid: Basket = { ...basket, tenders: [...basket.tenders, tender] };
    if (isSettled) finishSale(context, paid, { changeMinor, roundingMinor });
    else {
      context.store.openSales.keep(paid, context.now());
      context.store.state.change({ splitMinor: null });
    }
    return done;
  },
  'pay.code': (context, { code }) => {
    const sale = basketToPay(context);
    return sale.ok ? chargeCode(context, code.trim()) : sale;
  },
  'pay.split': (context, { amountMinor }) => {
    const sale = basketToPay(context);
    if (!sale.ok) return sale;
    const amount = walletAmount(dueNow(context, sale.value.basket), amountMinor);
    if (!amount.ok) return asResult(amount);
    context.store.state.change({ splitMinor: amountMinor });
    return done;
  },
  'pay.stop': (context) => {
    const sale = openSaleOf(context);
    if (!sale.ok) return sale;
    const live = context.payments.live(sale.value.basket.saleId);
    if (!live) return refuse('payment.closed', 'no payment is going on');
    context.afterCommit(() => {
      // Refused only when the payment ended in the same moment; its end is on the screen already.
      context.payments.stop(live.id);
    });
    return done;
  },
  'pay.dismiss': (context) => {
    const sale = openSaleOf(context);
    if (sale.ok && context.payments.live(sale.value.basket.saleId)) {
      return refuse('payment.in-progress', 'a payment is going on');
    }
    context.store.state.change({ attemptId: null });
    return done;
  },
};
