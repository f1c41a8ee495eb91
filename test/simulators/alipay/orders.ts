import { type Refusal, type Scenario, type ScenarioName, scenarios } from './scenarios.ts';

type TradeStatus = 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_CLOSED';

export type Order = {
  readonly outTradeNo: string;
  readonly tradeNo: string;
  readonly totalMinor: number;
  readonly subject: string;
  readonly terminalId: string;
  readonly scenario: ScenarioName;
  readonly createdAt: number;
  /** Of a code that was shown; else null. */
  readonly qrCode: string | null;
  readonly expiresAt: number;
  /** The payment code that was scanned; empty when one was shown. */
  readonly code: string;
  /** Before the customer scans what is shown there is no trade. */
  isScanned: boolean;
  status: TradeStatus;
  paidAt: number;
  paidMinor: number;
  refundedMinor: number;
  queries: number;
  readonly refunds: {
    readonly requestNo: string;
    readonly amountMinor: number;
    readonly at: number;
  }[];
};

export type Ledger = {
  readonly orders: readonly Readonly<Order>[];
  readonly paidMinor: number;
  readonly refundedMinor: number;
  /** What the merchant keeps. */
  readonly netMinor: number;
};

export type NewOrder = Pick<
  Order,
  'outTradeNo' | 'totalMinor' | 'subject' | 'terminalId' | 'scenario' | 'code' | 'expiresAt'
> & { readonly isShown: boolean };

export type Outcome<Done> =
  | { readonly ok: true; readonly done: Done }
  | { readonly ok: false; readonly refusal: Refusal };

const dayMs = 24 * 3_600_000;

/** The provider's books: what was ordered, what the customer paid and what was given back. */
export class OrderBook {
  readonly #orders = new Map<string, Order>();
  readonly #codes = new Set<string>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Repeating a charge changes nothing; another code or amount under the same number is refused. */
  charge(wanted: NewOrder): Outcome<Readonly<Order>> {
    const known = this.#orders.get(wanted.outTradeNo);
    if (known) {
      const isSame = known.code === wanted.code && known.totalMinor === wanted.totalMinor;
      return isSame ? { ok: true, done: known } : no('CONTEXT_INCONSISTENT', '交易信息被篡改');
    }
    const { refusal, pays }: Scenario = scenarios[wanted.scenario];
    if (!wanted.isShown) {
      if (this.#codes.has(wanted.code)) return no('PAYMENT_AUTH_CODE_INVALID', '支付授权码无效');
      this.#codes.add(wanted.code);
    }
    if (refusal) return { ok: false, refusal };
    const order = this.#add(wanted);
    if (pays === 'at-once' && !wanted.isShown) this.#pay(order);
    return { ok: true, done: order };
  }

  /** Null: no such trade. */
  query(find: (order: Readonly<Order>) => boolean): Readonly<Order> | null {
    const order = [...this.#orders.values()].find(find);
    if (!order) return null;
    order.queries += 1;
    const { pays }: Scenario = scenarios[order.scenario];
    if (order.qrCode !== null && order.scenario !== 'paid' && order.queries > 1) {
      order.isScanned = true;
    }
    if (typeof pays === 'object' && order.queries >= pays.afterQueries) this.#pay(order);
    if (order.status === 'WAIT_BUYER_PAY' && this.#now() >= order.expiresAt) close(order);
    return order.isScanned ? order : null;
  }

  /** The customer scans what is shown and pays. False: it cannot be paid any more. */
  payShown(qrCode: string): boolean {
    const order = [...this.#orders.values()].find((known) => known.qrCode === qrCode);
    if (!order || this.#now() >= order.expiresAt) return false;
    order.isScanned = true;
    this.#pay(order);
    return order.status === 'TRADE_SUCCESS';
  }

  /** An unpaid trade can never be paid afterwards; a paid one's money goes back. Null: no such trade. */
  cancel(outTradeNo: string): Outcome<'close' | 'refund' | null> {
    const order = this.#orders.get(outTradeNo);
    const { pays }: Scenario = scenarios[order?.scenario ?? 'paid'];
    if (order && pays === 'before-reversal') {
      order.isScanned = true;
      this.#pay(order);
    }
    if (!order?.isScanned) return { ok: true, done: null };
    if (this.#now() - order.createdAt > dayMs)
      return no('TRADE_CANCEL_TIME_OUT', '超过撤销时间范围');
    const restMinor = order.paidMinor - order.refundedMinor;
    if (restMinor > 0) {
      order.refunds.push({ requestNo: outTradeNo, amountMinor: restMinor, at: this.#now() });
      order.refundedMinor = order.paidMinor;
    }
    close(order);
    return { ok: true, done: order.paidMinor > 0 ? 'refund' : 'close' };
  }

  close(outTradeNo: string): Outcome<Readonly<Order>> {
    const order = this.#orders.get(outTradeNo);
    if (!order?.isScanned) return no('TRADE_NOT_EXIST', '交易不存在');
    if (order.status !== 'WAIT_BUYER_PAY') return no('TRADE_STATUS_ERROR', '交易状态不合法');
    close(order);
    return { ok: true, done: order };
  }

  /** Repeating a refund gives back once: `isMoved` is false then. */
  refund(
    outTradeNo: string,
    requestNo: string,
    amountMinor: number,
  ): Outcome<{ readonly order: Readonly<Order>; readonly isMoved: boolean }> {
    const order = this.#orders.get(outTradeNo);
    if (!order?.isScanned) return no('TRADE_NOT_EXIST', '交易不存在');
    const known = order.refunds.find((refund) => refund.requestNo === requestNo);
    if (known?.amountMinor === amountMinor) return { ok: true, done: { order, isMoved: false } };
    if (known) return no('DISCORDANT_REPEAT_REQUEST', '不一致的请求');
    if (order.status === 'TRADE_CLOSED') return no('TRADE_HAS_CLOSE', '交易已经关闭');
    if (order.status !== 'TRADE_SUCCESS') return no('TRADE_STATUS_ERROR', '交易状态非法');
    if (order.refundedMinor + amountMinor > order.paidMinor) {
      return no('REASON_TRADE_REFUND_FEE_ERR', '退款金额无效');
    }
    order.refunds.push({ requestNo, amountMinor, at: this.#now() });
    order.refundedMinor += amountMinor;
    if (order.refundedMinor === order.paidMinor) close(order);
    return { ok: true, done: { order, isMoved: true } };
  }

  find(outTradeNo: string): Readonly<Order> | null {
    return this.#orders.get(outTradeNo) ?? null;
  }

  ledger(): Ledger {
    const orders = [...this.#orders.values()];
    const paidMinor = orders.reduce((sum, order) => sum + order.paidMinor, 0);
    const refundedMinor = orders.reduce((sum, order) => sum + order.refundedMinor, 0);
    return { orders, paidMinor, refundedMinor, netMinor: paidMinor - refundedMinor };
  }

  #add({ isShown, ...wanted }: NewOrder): Order {
    const serial = String(this.#orders.size + 1).padStart(10, '0');
    const order: Order = {
      ...wanted,
      tradeNo: `202601012200144184${serial}`,
      createdAt: this.#now(),
      qrCode: isShown ? `https://qr.alipay.com/bax${serial}` : null,
      isScanned: !isShown,
      status: 'WAIT_BUYER_PAY',
      paidAt: 0,
      paidMinor: 0,
      refundedMinor: 0,
      queries: 0,
      refunds: [],
    };
    this.#orders.set(order.outTradeNo, order);
    return order;
  }

  #pay(order: Order): void {
    if (order.status !== 'WAIT_BUYER_PAY' || this.#now() >= order.expiresAt) return;
    order.status = 'TRADE_SUCCESS';
    order.paidAt = this.#now();
    order.paidMinor = order.totalMinor;
  }
}

function close(order: Order): void {
  order.status = 'TRADE_CLOSED';
}

function no<Done>(name: string, message: string): Outcome<Done> {
  return { ok: false, refusal: { code: `ACQ.${name}`, message } };
}
