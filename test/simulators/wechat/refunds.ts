import { type OrderBook, type Refused, refuse, scenarioOf } from './orders.ts';
import { type RefundScenarioName, refundScenarios } from './refund-scenarios.ts';
import type { RefundScenario } from './scenario.ts';

export type Refund = {
  readonly refundId: string;
  readonly outRefundNo: string;
  readonly outTradeNo: string;
  readonly transactionId: string;
  readonly totalMinor: number;
  readonly refundMinor: number;
  readonly reason: string;
  readonly createdAt: number;
  state: 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL';
  queries: number;
};

export type RefundOrder = Pick<
  Refund,
  'outRefundNo' | 'outTradeNo' | 'totalMinor' | 'refundMinor' | 'reason'
>;

/** WeChat takes this many refunds of one order (申请退款). */
const refundsPerOrderMax = 50;

/** What was given back, under the merchant's own refund numbers. */
export class RefundBook {
  readonly #refunds = new Map<string, Refund>();
  /** Scenarios by refund number: a refund refused or lost has no place in the book. */
  readonly #scenarios = new Map<string, RefundScenario>();
  readonly #orders: OrderBook;

  constructor(orders: OrderBook) {
    this.#orders = orders;
  }

  /** What will become of this refund: its own scenario, its order's, or a plain refund. */
  choose(outRefundNo: string, outTradeNo: string, next: RefundScenarioName | null): boolean {
    if (this.#scenarios.has(outRefundNo)) return false;
    const order = this.#orders.open(outTradeNo);
    const planned = order ? scenarioOf(order).refund : undefined;
    this.#scenarios.set(
      outRefundNo,
      next ? refundScenarios[next] : (planned ?? refundScenarios.refunded),
    );
    return next !== null;
  }

  scenario(outRefundNo: string): RefundScenario {
    return this.#scenarios.get(outRefundNo) ?? refundScenarios.refunded;
  }

  /** Repeating a refund changes nothing; anything else under the same number is refused. */
  refund(wanted: RefundOrder): Refund | Refused {
    const known = this.#refunds.get(wanted.outRefundNo);
    if (known) {
      const isSame =
        known.outTradeNo === wanted.outTradeNo && known.refundMinor === wanted.refundMinor;
      return isSame ? known : invalid('同一退款单号的参数不一致');
    }
    const order = this.#orders.open(wanted.outTradeNo);
    if (!order) return refuse(404, 'RESOURCE_NOT_EXISTS', '订单不存在');
    if (order.paidMinor === 0 || order.state === 'REVOKED') return invalid('订单状态不支持退款');
    if (wanted.totalMinor !== order.totalMinor) return invalid('订单金额不一致');
    if (order.refundedMinor === order.paidMinor) return invalid('订单已全额退款');
    if (order.refundedMinor + wanted.refundMinor > order.paidMinor) {
      return invalid('退款金额大于可退金额');
    }
    const times = [...this.#refunds.values()].filter(
      ({ outTradeNo }) => outTradeNo === order.outTradeNo,
    ).length;
    if (times >= refundsPerOrderMax) return invalid('退款次数超限');
    const { refusal, settles } = this.scenario(wanted.outRefundNo);
    if (refusal) return { kind: 'refused', ...refusal };
    const refund: Refund = {
      ...wanted,
      refundId: `50000${String(this.#refunds.size).padStart(24, '0')}`,
      transactionId: order.transactionId,
      createdAt: Date.now(),
      state: settles.afterQueries === 0 ? settles.as : 'PROCESSING',
      queries: 0,
    };
    this.#refunds.set(refund.outRefundNo, refund);
    order.state = 'REFUND';
    // it leaves the merchant's account when it is taken, not when it arrives
    order.refundedMinor += refund.refundMinor;
    return refund;
  }

  query(outRefundNo: string): Readonly<Refund> | null {
    const refund = this.#refunds.get(outRefundNo);
    if (!refund) return null;
    refund.queries += 1;
    const { settles } = this.scenario(outRefundNo);
    if (refund.state !== 'PROCESSING' || refund.queries < settles.afterQueries) return refund;
    refund.state = settles.as;
    const order = this.#orders.open(refund.outTradeNo);
    if (order && refund.state === 'CLOSED') order.refundedMinor -= refund.refundMinor;
    return refund;
  }

  list(): readonly Readonly<Refund>[] {
    return [...this.#refunds.values()];
  }
}

function invalid(message: string): Refused {
  return refuse(403, 'INVALID_REQUEST', message);
}
