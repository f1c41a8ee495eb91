import { type Result, refuse } from '../contract/failure.ts';
import { walletAmount } from '../domain/tender.ts';
import { recogniseCode } from '../payments/codes.ts';
import { type Context, done } from './context.ts';
import { asResult, dueNow, openSaleOf } from './open-basket.ts';

/** Freezes the basket and goes to the pay screen. */
export function beginPaying(context: Context): Result<void> {
  const sale = openSaleOf(context);
  if (!sale.ok) return sale;
  if (sale.value.basket.lines.length === 0) return refuse('sale.empty', 'nothing to pay');
  context.store.state.change({ screen: 'pay', splitMinor: null });
  return done;
}

/**
 * Charges the customer's payment code for what is due, or for the part that was chosen. The attempt
 * is sent when the command is on the disk; its end comes through the payment machine.
 */
export function chargeCode(context: Context, code: string): Result<void> {
  const { store, payments } = context;
  const sale = openSaleOf(context);
  if (!sale.ok) return sale;
  const { basket } = sale.value;
  if (payments.live(basket.saleId)) return refuse('payment.in-progress', 'a payment is going on');
  const wallet = recogniseCode(code);
  if (wallet === null) return refuse('payment.code-unknown', 'nobody knows this payment code');
  if (wallet === 'emv') return refuse('payment.not-configured', 'no provider takes EMV codes');
  const amount = walletAmount(dueNow(context, basket), store.state.session().splitMinor);
  if (!amount.ok) return asResult(amount);
  if (amount.value === 0) return refuse('tender.out-of-range', 'nothing is due');
  const attemptId = context.newId();
  const { settings } = context;
  context.afterCommit(() => {
    const charged = payments.charge({
      attemptId,
      saleId: basket.saleId,
      accountId: wallet,
      way: 'presented',
      wallet,
      amountMinor: amount.value,
      code,
      description: settings.store.name['zh-CN'],
    });
    if (charged.ok) return;
    context.sound('refused');
    context.notify({ kind: 'refused', code: charged.error.code, action: null });
  });
  return done;
}
