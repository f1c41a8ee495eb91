import { type Result, refuse } from '../contract/failure.ts';
import { limits } from '../contract/limits.ts';
import type { WalletId } from '../contract/payments/names.ts';
import { walletAmount } from '../domain/tender.ts';
import { recogniseCode } from '../payments/codes.ts';
import type { ChargeOrder } from '../payments/payments.ts';
import { type Context, done } from './context.ts';
import { asResult, dueNow, openSaleOf } from './open-basket.ts';
import type { CodeQuestion } from './payment-context.ts';

/** Freezes the basket and goes to the pay screen. */
export function beginPaying(context: Context): Result<void> {
  const sale = openSaleOf(context);
  if (!sale.ok) return sale;
  if (sale.value.basket.lines.length === 0) return refuse('sale.empty', 'nothing to pay');
  context.store.state.change({ screen: 'pay', splitMinor: null });
  return done;
}

/** Whose code this is by the shop's own rules, or by the usual ones. */
export function ownerOf({ settings }: Context, code: string): WalletId | 'emv' | null {
  return recogniseCode(code, settings.payments.codeRules);
}

/**
 * Charges the customer's payment code for what is due, or for the part that was chosen. A code that
 * no rule knows, and an amount above the shop's limit for one scan, ask the cashier first.
 */
export function chargeCode(context: Context, code: string): Result<void> {
  const owner = ownerOf(context, code);
  const sale = openSaleOf(context);
  if (!sale.ok) return sale;
  const amount = amountToCharge(context);
  if (!amount.ok) return amount;
  const question = { saleId: sale.value.basket.saleId, amountMinor: amount.value };
  if (owner === null) {
    // What is no number of a payment code's length is a misread, not a question.
    if (!/^\d{16,24}$/.test(code)) {
      return refuse('payment.code-unknown', 'nobody knows this payment code');
    }
    const wallets = context.paying.wallets();
    if (wallets.length === 0) return refuse('payment.not-configured', 'no wallet is set up');
    context.codeAsks.ask({ ...question, code, kind: 'which-wallet', wallets });
    return done;
  }
  const { confirmAboveMinor } = context.settings.payments;
  if (confirmAboveMinor !== null && amount.value > confirmAboveMinor) {
    // the question names a wallet; an EMVCo code is read from the app of a bank's card
    const wallets = [owner === 'emv' ? ('unionpay' as const) : owner];
    context.codeAsks.ask({ ...question, code, kind: 'confirm-amount', wallets });
    return done;
  }
  return chargeAs(context, code, owner);
}

/** Whether the sale on the pay screen still wants what a code was scanned for. */
export function isStillAsked(
  { store, settings }: Pick<Context, 'store' | 'settings'>,
  { saleId, amountMinor }: CodeQuestion,
): boolean {
  const { screen, staffId, splitMinor } = store.state.session();
  const basket = store.openSales.current()?.basket;
  if (screen !== 'pay' || staffId === null || basket?.saleId !== saleId) return false;
  const amount = walletAmount(dueNow({ settings }, basket), splitMinor);
  return amount.ok && amount.value === amountMinor;
}

/** Charges a code as this wallet's, at the account that takes it. */
export function chargeAs(context: Context, code: string, owner: WalletId | 'emv'): Result<void> {
  const sale = openSaleOf(context);
  if (!sale.ok) return sale;
  const amount = amountToCharge(context);
  if (!amount.ok) return amount;
  const accountId = context.paying.accountFor(owner);
  if (accountId === null)
    return refuse('payment.not-configured', `no account takes ${owner} codes`);
  const { saleId } = sale.value.basket;
  sendCharge(context, {
    saleId,
    accountId,
    way: 'presented',
    ...(owner === 'emv' ? {} : { wallet: owner }),
    amountMinor: amount.value,
    code,
  });
  return done;
}

/** The attempt is sent when the command is on the disk; its end comes through the payment machine. */
export function sendCharge(
  context: Context,
  order: Omit<ChargeOrder, 'attemptId' | 'description'>,
): void {
  const attemptId = context.newId();
  const description = context.settings.store.name['zh-CN'];
  context.codeAsks.forget();
  context.afterCommit(() => {
    const charged = context.payments.charge({ ...order, attemptId, description });
    if (charged.ok) return;
    context.sound('refused');
    context.notify({ kind: 'refused', code: charged.error.code, action: null });
  });
}

/** What a wallet or card is asked for now: all that is due, or the part that was chosen. */
export function amountToCharge(context: Context): Result<number> {
  const sale = openSaleOf(context);
  if (!sale.ok) return sale;
  const { basket } = sale.value;
  if (context.payments.live(basket.saleId)) {
    return refuse('payment.in-progress', 'a payment is going on');
  }
  const amount = walletAmount(dueNow(context, basket), context.store.state.session().splitMinor);
  if (!amount.ok) return asResult(amount);
  if (amount.value === 0) return refuse('tender.out-of-range', 'nothing is due');
  if (basket.tenders.length >= limits.tendersPerSale) {
    return refuse('tender.out-of-range', 'too many tenders');
  }
  return { ok: true, value: amount.value };
}
