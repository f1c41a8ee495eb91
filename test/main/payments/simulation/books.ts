import type { FailureCode } from '../../../../main/contract/failure.ts';
import type { PayWay, ProviderAnswer, RefundAnswer } from '../../../../main/payments/provider.ts';

/** What the customer does with an order, in milliseconds since it was there to be paid. */
export type Customer =
  | { readonly kind: 'pays'; readonly afterMs: number }
  | { readonly kind: 'pays-before-reversal' }
  | { readonly kind: 'never' }
  | { readonly kind: 'declined'; readonly code: FailureCode };

export type BookedOrder = {
  readonly orderNumber: string;
  readonly way: PayWay;
  readonly amountMinor: number;
  readonly customer: Customer;
  /** Not payable from here on, by the provider's own clock. */
  readonly payableUntilMs: number;
  state: 'unborn' | 'open' | 'paid' | 'closed';
  paidMinor: number;
  reversedMinor: number;
  /** Done, and promised by refunds under way. */
  refundedMinor: number;
  reservedMinor: number;
};

/**
 * How the provider treats a refund: at once, after a while, not at all, or not at first and then,
 * settled by somebody at its own desk, after all.
 */
export type RefundHabit =
  | { readonly kind: 'done' | 'refused' }
  | { readonly kind: 'slow' | 'contradicts'; readonly afterMs: number };

type BookedRefund = {
  readonly order: BookedOrder;
  readonly amountMinor: number;
  state: 'processing' | 'done' | 'refused';
  /** Refused, and may be done later. */
  mayRevive: boolean;
  hasRevived: boolean;
};

/** A provider's books, and the customer's purse as far as this provider goes. */
export class Books {
  readonly orders = new Map<string, BookedOrder>();
  readonly refunds = new Map<string, BookedRefund>();
  /** What each order has cost the customer so far, by the customer's own reckoning. */
  readonly purse = new Map<string, number>();
  /** Refunds that were asked for beyond what was left of the payment. */
  overdrawn = 0;
  readonly #after: (delayMs: number, run: () => void) => void;

  constructor(after: (delayMs: number, run: () => void) => void) {
    this.#after = after;
  }

  netOf(orderNumber: string): number {
    const order = this.orders.get(orderNumber);
    return order ? order.paidMinor - order.reversedMinor - order.refundedMinor : 0;
  }

  /** The customer pays, if there still is something to pay. */
  pay(order: BookedOrder, nowMs: number): void {
    const isOpen = order.state === 'open' || order.state === 'unborn';
    if (!isOpen || nowMs >= order.payableUntilMs) return;
    order.state = 'paid';
    order.paidMinor = order.amountMinor;
    this.#spend(order, order.amountMinor);
  }

  stateOf(order: BookedOrder): ProviderAnswer {
    const { state, paidMinor, refundedMinor, orderNumber } = order;
    if (state === 'unborn') return { kind: 'not-found' };
    if (state === 'closed' || (state === 'paid' && refundedMinor === paidMinor)) {
      return { kind: 'reversed' };
    }
    if (state === 'open') return { kind: 'waiting' };
    return { kind: 'paid', providerRef: `P${orderNumber}`, paidMinor, currency: 'CNY' };
  }

  /** Closes what is open and gives back what is left of what was paid. */
  reverse(order: BookedOrder): ProviderAnswer {
    const leftMinor = leftOf(order);
    order.state = 'closed';
    order.reversedMinor += leftMinor;
    this.#spend(order, -leftMinor);
    return { kind: 'reversed' };
  }

  refund(
    refundNumber: string,
    order: BookedOrder | undefined,
    amountMinor: number,
    habit: () => RefundHabit,
  ): RefundAnswer {
    const known = this.refunds.get(refundNumber);
    if (known) return this.refundState(refundNumber);
    if (!order || order.paidMinor === 0) return refusedRefund;
    if (amountMinor > leftOf(order)) {
      // the terminal cannot know of what the provider took back its own word about
      const ofOrder = [...this.refunds.values()].filter((earlier) => earlier.order === order);
      if (!ofOrder.some(({ hasRevived }) => hasRevived)) this.overdrawn += 1;
      return { kind: 'declined', code: 'refund.exceeds-paid', detail: 'more than is left' };
    }
    for (const earlier of this.refunds.values()) {
      if (earlier.order === order) earlier.mayRevive = false;
    }
    this.#begin(refundNumber, order, amountMinor, habit());
    return this.refundState(refundNumber);
  }

  refundState(refundNumber: string): RefundAnswer {
    const refund = this.refunds.get(refundNumber);
    if (!refund) return { kind: 'not-found' };
    if (refund.state === 'processing') return { kind: 'processing' };
    if (refund.state === 'refused') return refusedRefund;
    const providerRefundRef = `R${refundNumber}`;
    return { kind: 'refunded', refundedMinor: refund.amountMinor, providerRefundRef };
  }

  #begin(refundNumber: string, order: BookedOrder, amountMinor: number, habit: RefundHabit): void {
    const mayRevive = habit.kind === 'contradicts';
    const state = habit.kind === 'slow' ? 'processing' : 'refused';
    const refund: BookedRefund = { order, amountMinor, state, mayRevive, hasRevived: false };
    this.refunds.set(refundNumber, refund);
    if (habit.kind === 'done') this.#finish(refund);
    if (habit.kind === 'slow') {
      order.reservedMinor += amountMinor;
      this.#after(habit.afterMs, () => {
        order.reservedMinor -= amountMinor;
        this.#finish(refund);
      });
    }
    if (habit.kind === 'contradicts') {
      this.#after(habit.afterMs, () => {
        if (!refund.mayRevive || amountMinor > leftOf(order)) return;
        refund.hasRevived = true;
        this.#finish(refund);
      });
    }
  }

  #finish(refund: BookedRefund): void {
    refund.state = 'done';
    refund.order.refundedMinor += refund.amountMinor;
    this.#spend(refund.order, -refund.amountMinor);
  }

  #spend({ orderNumber }: BookedOrder, amountMinor: number): void {
    this.purse.set(orderNumber, (this.purse.get(orderNumber) ?? 0) + amountMinor);
  }
}

const refusedRefund: RefundAnswer = {
  kind: 'declined',
  code: 'refund.not-possible',
  detail: 'not by this provider',
};

function leftOf({ paidMinor, reversedMinor, refundedMinor, reservedMinor }: BookedOrder): number {
  return paidMinor - reversedMinor - refundedMinor - reservedMinor;
}
