import { type Scenario, type ScenarioName, scenarios } from './scenarios.ts';

type Order = {
  readonly outTradeNo: string;
  readonly code: string;
  readonly totalMinor: number;
  readonly scenario: ScenarioName;
  readonly transactionId: string;
  state: 'USERPAYING' | 'SUCCESS' | 'REVOKED';
  paidMinor: number;
  refundedMinor: number;
  queries: number;
};

export type Ledger = {
  readonly orders: readonly Readonly<Order>[];
  readonly paidMinor: number;
  readonly refundedMinor: number;
  /** What the merchant keeps. */
  readonly netMinor: number;
};

export type ChargeOutcome =
  | { readonly kind: 'order'; readonly order: Readonly<Order> }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly message: string;
    };

/** The provider's books: what was ordered, what the customer paid and what was given back. */
export class OrderBook {
  readonly #orders = new Map<string, Order>();
  readonly #codes = new Set<string>();

  /** Repeating a charge changes nothing; another code or amount under the same number is refused. */
  charge(
    outTradeNo: string,
    code: string,
    totalMinor: number,
    scenario: ScenarioName,
  ): ChargeOutcome {
    const known = this.#orders.get(outTradeNo);
    if (known) {
      const isSame = known.code === code && known.totalMinor === totalMinor;
      if (isSame) return { kind: 'order', order: known };
      return { kind: 'refused', status: 403, code: 'OUT_TRADE_NO_USED', message: '商户订单号重复' };
    }
    const { refusal, pays }: Scenario = scenarios[scenario];
    if (this.#codes.has(code)) {
      return { kind: 'refused', status: 400, code: 'AUTH_CODE_EXPIRE', message: '付款码已使用' };
    }
    this.#codes.add(code);
    if (refusal) return { kind: 'refused', ...refusal };
    const order: Order = {
      outTradeNo,
      code,
      totalMinor,
      scenario,
      transactionId: `42000${String(this.#orders.size).padStart(23, '0')}`,
      state: 'USERPAYING',
      paidMinor: 0,
      refundedMinor: 0,
      queries: 0,
    };
    this.#orders.set(outTradeNo, order);
    if (pays === 'at-once') pay(order);
    return { kind: 'order', order };
  }

  query(outTradeNo: string): Readonly<Order> | null {
    const order = this.#orders.get(outTradeNo);
    if (!order) return null;
    order.queries += 1;
    const { pays }: Scenario = scenarios[order.scenario];
    if (typeof pays === 'object' && order.queries >= pays.afterQueries) pay(order);
    return order;
  }

  /** An unpaid order can never be paid afterwards; a paid one's money goes back. Null: no such order. */
  reverse(outTradeNo: string): Readonly<Order> | null {
    const order = this.#orders.get(outTradeNo);
    if (!order) return null;
    const { pays }: Scenario = scenarios[order.scenario];
    if (pays === 'before-reversal') pay(order);
    order.state = 'REVOKED';
    order.refundedMinor = order.paidMinor;
    return order;
  }

  ledger(): Ledger {
    const orders = [...this.#orders.values()];
    const paidMinor = orders.reduce((sum, order) => sum + order.paidMinor, 0);
    const refundedMinor = orders.reduce((sum, order) => sum + order.refundedMinor, 0);
    return { orders, paidMinor, refundedMinor, netMinor: paidMinor - refundedMinor };
  }
}

function pay(order: Order): void {
  if (order.state !== 'USERPAYING') return;
  order.state = 'SUCCESS';
  order.paidMinor = order.totalMinor;
}
