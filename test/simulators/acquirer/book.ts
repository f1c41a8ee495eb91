import type { WalletId } from '../../../main/contract/payments/names.ts';
import type { Terminal } from './messages.ts';
import { type Refusal, type Scenario, type ScenarioName, scenarios } from './scenarios.ts';

export type Order = {
  readonly merchantNumber: string;
  readonly orderNumber: string;
  readonly way: 'presented' | 'shown' | 'link';
  readonly amountMinor: number;
  readonly terminal: Terminal;
  readonly scenario: ScenarioName;
  readonly reference: string;
  /** What is shown; empty for a presented code. */
  readonly content: string;
  /** UTC ms; null: it does not expire by itself. */
  readonly expiresAt: number | null;
  wallet: WalletId;
  state: 'waiting' | 'paid' | 'failed' | 'closed' | 'reversed' | 'refunded';
  failure: Refusal | null;
  paidMinor: number;
  refundedMinor: number;
  paidAt: number | null;
  reversedAt: number | null;
  queries: number;
};

export type Refund = {
  readonly merchantNumber: string;
  readonly orderNumber: string;
  readonly refundNumber: string;
  readonly amountMinor: number;
  readonly reference: string;
  state: 'processing' | 'refunded';
  at: number;
  queries: number;
};

export type Ledger = {
  readonly orders: readonly Readonly<Order>[];
  readonly refunds: readonly Readonly<Refund>[];
  readonly paidMinor: number;
  /** By reversals and by refunds. */
  readonly refundedMinor: number;
  /** What the merchant keeps. */
  readonly netMinor: number;
};

export type NewOrder = Pick<
  Order,
  'merchantNumber' | 'orderNumber' | 'way' | 'amountMinor' | 'terminal' | 'scenario' | 'wallet'
> & { readonly content: string; readonly expiresAt: number | null };

/** The acquirer's books: what was ordered, what customers paid and what was given back. */
export class Book {
  readonly #orders = new Map<string, Order>();
  readonly #refunds = new Map<string, Refund>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Repeating changes nothing; another amount under the same number is refused. */
  take(made: NewOrder): Order | Refusal {
    const known = this.#orders.get(keyOf(made.merchantNumber, made.orderNumber));
    if (known) {
      const isSame = known.amountMinor === made.amountMinor && known.way === made.way;
      return isSame ? this.#aged(known) : 'order-exists';
    }
    const scenario: Scenario = scenarios[made.scenario];
    if (scenario.refusal) return scenario.refusal;
    const order: Order = {
      ...made,
      reference: `2026${String(this.#orders.size).padStart(18, '0')}`,
      state: 'waiting',
      failure: null,
      paidMinor: 0,
      refundedMinor: 0,
      paidAt: null,
      reversedAt: null,
      queries: 0,
    };
    this.#orders.set(keyOf(order.merchantNumber, order.orderNumber), order);
    if (scenario.pays === 'at-once' && order.way === 'presented') this.#pay(order);
    return order;
  }

  query(merchantNumber: string, orderNumber: string): Order | null {
    const order = this.#orders.get(keyOf(merchantNumber, orderNumber));
    if (!order) return null;
    this.#aged(order);
    order.queries += 1;
    const { pays, failsWith }: Scenario = scenarios[order.scenario];
    if (pays === 'at-once') this.#pay(order);
    if (typeof pays === 'object' && order.queries >= pays.afterQueries) this.#pay(order);
    if (failsWith && order.state === 'waiting') {
      order.state = 'failed';
      order.failure = failsWith;
    }
    return order;
  }

  find(merchantNumber: string, reference: string): Order | null {
    const found = this.#all(merchantNumber).find((order) => order.reference === reference);
    return found ? this.#aged(found) : null;
  }

  /** An unpaid order can never be paid afterwards; a paid one's money goes back. */
  reverse(merchantNumber: string, orderNumber: string): Order | null {
    const order = this.#orders.get(keyOf(merchantNumber, orderNumber));
    if (!order) return null;
    const { pays }: Scenario = scenarios[order.scenario];
    if (pays === 'before-reversal') this.#pay(order);
    if (order.state === 'failed' || order.state === 'closed' || order.state === 'reversed') {
      return order;
    }
    order.state = 'reversed';
    order.reversedAt = this.#now();
    order.refundedMinor = order.paidMinor;
    return order;
  }

  /** Somebody pays what is shown, or a link. False when nobody can any more. */
  payShown(content: string, wallet: WalletId | null): boolean {
    const order = [...this.#orders.values()].find(
      (known) => known.content !== '' && known.content === content,
    );
    if (!order || this.#aged(order).state !== 'waiting') return false;
    if (wallet) order.wallet = wallet;
    this.#pay(order);
    return true;
  }

  refund(
    asked: Pick<Refund, 'merchantNumber' | 'orderNumber' | 'refundNumber' | 'amountMinor'>,
  ): Refund | Refusal {
    const key = keyOf(asked.merchantNumber, asked.refundNumber);
    const known = this.#refunds.get(key);
    if (known) {
      const isSame =
        known.amountMinor === asked.amountMinor && known.orderNumber === asked.orderNumber;
      return isSame ? known : 'order-exists';
    }
    const order = this.#orders.get(keyOf(asked.merchantNumber, asked.orderNumber));
    if (!order) return 'order-not-found';
    const { refunds }: Scenario = scenarios[order.scenario];
    if (order.state === 'reversed') return 'order-reversed';
    if (order.paidMinor === 0 || refunds === 'refused') return 'refund-not-possible';
    if (order.refundedMinor + asked.amountMinor > order.paidMinor) return 'refund-exceeds-paid';
    const refund: Refund = {
      ...asked,
      reference: `R2026${String(this.#refunds.size).padStart(17, '0')}`,
      state: refunds ? 'processing' : 'refunded',
      at: this.#now(),
      queries: 0,
    };
    this.#refunds.set(key, refund);
    order.refundedMinor += asked.amountMinor;
    if (order.refundedMinor === order.paidMinor) order.state = 'refunded';
    return refund;
  }

  queryRefund(merchantNumber: string, refundNumber: string): Refund | null {
    const refund = this.#refunds.get(keyOf(merchantNumber, refundNumber));
    if (!refund) return null;
    refund.queries += 1;
    const order = this.#orders.get(keyOf(merchantNumber, refund.orderNumber));
    const { refunds }: Scenario = scenarios[order?.scenario ?? 'paid'];
    if (typeof refunds === 'object' && refund.queries >= refunds.afterQueries) {
      refund.state = 'refunded';
    }
    return refund;
  }

  ledger(): Ledger {
    const orders = [...this.#orders.values()];
    const paidMinor = orders.reduce((sum, order) => sum + order.paidMinor, 0);
    const refundedMinor = orders.reduce((sum, order) => sum + order.refundedMinor, 0);
    const refunds = [...this.#refunds.values()];
    return { orders, refunds, paidMinor, refundedMinor, netMinor: paidMinor - refundedMinor };
  }

  #all(merchantNumber: string): Order[] {
    return [...this.#orders.values()].filter((order) => order.merchantNumber === merchantNumber);
  }

  #aged(order: Order): Order {
    const isOver = order.expiresAt !== null && this.#now() >= order.expiresAt;
    if (isOver && order.state === 'waiting') order.state = 'closed';
    return order;
  }

  #pay(order: Order): void {
    if (order.state !== 'waiting') return;
    order.state = 'paid';
    order.paidMinor = order.amountMinor;
    order.paidAt = this.#now();
  }
}

function keyOf(merchantNumber: string, number: string): string {
  return `${merchantNumber} ${number}`;
}
