import { randomBytes } from 'node:crypto';
import { type Scenario, type ScenarioName, scenarios } from './scenarios.ts';
import { type ShownScenarioName, shownScenarios } from './shown-scenarios.ts';

export type Order = {
  readonly outTradeNo: string;
  /** The payment code, or empty for a code that is shown. */
  readonly code: string;
  readonly totalMinor: number;
  readonly scenario: ScenarioName | ShownScenarioName;
  readonly transactionId: string;
  /** What the wallet is to scan, and until when it takes it. */
  readonly shown?: { readonly codeUrl: string; readonly expiresAt: number };
  readonly deviceId?: string;
  readonly description?: string;
  state: 'USERPAYING' | 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'REVOKED' | 'CLOSED';
  paidMinor: number;
  paidAt?: number;
  revokedAt?: number;
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

export type Refused = {
  readonly kind: 'refused';
  readonly status: number;
  readonly code: string;
  readonly message: string;
};

export type ChargeOutcome = { readonly kind: 'order'; readonly order: Readonly<Order> } | Refused;

export type NewOrder = {
  readonly outTradeNo: string;
  readonly totalMinor: number;
  readonly deviceId?: string;
  readonly description?: string;
};

/** A shown code is payable for a minute at least, whatever the merchant asks for (Native 下单). */
const shownLifeMinMs = 60_000;

/** The provider's books: what was ordered, what the customer paid and what was given back. */
export class OrderBook {
  readonly #orders = new Map<string, Order>();
  readonly #codes = new Set<string>();

  /** Repeating a charge changes nothing; another code or amount under the same number is refused. */
  charge(wanted: NewOrder, code: string, scenario: ScenarioName): ChargeOutcome {
    const known = this.#known(wanted, code);
    if (known) return known;
    const { refusal, pays }: Scenario = scenarios[scenario];
    if (this.#codes.has(code)) return refuse(400, 'AUTH_CODE_EXPIRE', '付款码已使用');
    this.#codes.add(code);
    if (refusal) return { kind: 'refused', ...refusal };
    const order = this.#add({ ...wanted, code, scenario, state: 'USERPAYING' });
    if (pays === 'at-once') pay(order);
    return { kind: 'order', order };
  }

  /** An order for a code to show; asked again, the same code. */
  show(wanted: NewOrder, expiresAt: number, scenario: ShownScenarioName): ChargeOutcome {
    const known = this.#known(wanted, '');
    if (known) return known;
    const { refusal }: Scenario = shownScenarios[scenario];
    if (refusal) return { kind: 'refused', ...refusal };
    const shown = {
      codeUrl: `weixin://wxpay/bizpayurl?pr=${randomBytes(9).toString('base64url')}`,
      expiresAt: Math.max(expiresAt, Date.now() + shownLifeMinMs),
    };
    return {
      kind: 'order',
      order: this.#add({ ...wanted, code: '', scenario, state: 'NOTPAY', shown }),
    };
  }

  /** The customer scans a shown code and pays. False when nobody can any more. */
  payShown(codeUrl: string): boolean {
    const order = [...this.#orders.values()].find(({ shown }) => shown?.codeUrl === codeUrl);
    if (order?.state !== 'NOTPAY' || Date.now() > (order.shown?.expiresAt ?? 0)) return false;
    pay(order);
    return true;
  }

  query(outTradeNo: string): Readonly<Order> | null {
    const order = this.#orders.get(outTradeNo);
    if (!order) return null;
    order.queries += 1;
    const { pays } = scenarioOf(order);
    if (typeof pays === 'object' && order.queries >= pays.afterQueries) pay(order);
    return order;
  }

  find(transactionId: string): Readonly<Order> | null {
    return (
      [...this.#orders.values()].find(
        (order) => order.transactionId === transactionId && order.paidMinor > 0,
      ) ?? null
    );
  }

  /** An unpaid order can never be paid afterwards; a paid one's money goes back. Null: no such order. */
  reverse(outTradeNo: string): Readonly<Order> | null {
    const order = this.#orders.get(outTradeNo);
    if (!order || order.shown) return null;
    if (scenarioOf(order).pays === 'before-reversal') pay(order);
    if (order.state !== 'REVOKED') order.revokedAt = Date.now();
    order.state = 'REVOKED';
    order.refundedMinor = order.paidMinor;
    return order;
  }

  /** Closes a shown code that nobody has paid. WeChat says yes to orders it never heard of too. */
  close(outTradeNo: string): 'closed' | Refused {
    const order = this.#orders.get(outTradeNo);
    if (!order) return 'closed';
    if (!order.shown) return refuse(400, 'INVALID_REQUEST', '付款码订单请调用撤销');
    if (scenarioOf(order).pays === 'before-reversal') pay(order);
    if (order.paidMinor > 0) return refuse(400, 'ORDERPAID', '订单已支付');
    order.state = 'CLOSED';
    return 'closed';
  }

  /** For the refund book, which writes back what was refunded. */
  open(outTradeNo: string): Order | null {
    return this.#orders.get(outTradeNo) ?? null;
  }

  ledger(): Ledger {
    const orders = [...this.#orders.values()];
    const paidMinor = orders.reduce((sum, order) => sum + order.paidMinor, 0);
    const refundedMinor = orders.reduce((sum, order) => sum + order.refundedMinor, 0);
    return { orders, paidMinor, refundedMinor, netMinor: paidMinor - refundedMinor };
  }

  #known({ outTradeNo, totalMinor }: NewOrder, code: string): ChargeOutcome | null {
    const known = this.#orders.get(outTradeNo);
    if (!known) return null;
    const isSame = known.code === code && known.totalMinor === totalMinor;
    if (isSame) return { kind: 'order', order: known };
    return refuse(403, 'OUT_TRADE_NO_USED', '商户订单号重复');
  }

  #add(order: Omit<Order, 'transactionId' | 'paidMinor' | 'refundedMinor' | 'queries'>): Order {
    const added: Order = {
      ...order,
      transactionId: `42000${String(this.#orders.size).padStart(23, '0')}`,
      paidMinor: 0,
      refundedMinor: 0,
      queries: 0,
    };
    this.#orders.set(order.outTradeNo, added);
    return added;
  }
}

/** The two tables have no name in common. */
export function scenarioOf({ scenario }: Readonly<Order>): Scenario {
  return { ...scenarios, ...shownScenarios }[scenario];
}

export function refuse(status: number, code: string, message: string): Refused {
  return { kind: 'refused', status, code, message };
}

function pay(order: Order): void {
  if (order.state !== 'USERPAYING' && order.state !== 'NOTPAY') return;
  order.state = 'SUCCESS';
  order.paidMinor = order.totalMinor;
  order.paidAt = Date.now();
}
