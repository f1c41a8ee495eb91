import type { FailureCode } from '../../../main/contract/failure.ts';
import type { AttemptAction } from '../../../main/payments/machine.ts';
import type { PaymentProvider, ProviderAnswer } from '../../../main/payments/provider.ts';
import { wechatTiming } from '../../../main/payments/wechat/wechat.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What the customer does with an order, in milliseconds after it reached the provider. */
export type Customer =
  | { readonly kind: 'pays'; readonly afterMs: number }
  | { readonly kind: 'pays-before-reversal' }
  | { readonly kind: 'never' }
  | { readonly kind: 'declined'; readonly code: FailureCode };

/** What becomes of one call on its way there and back; the sum of the ways is below `timeoutMs`. */
export type Way = {
  readonly thereMs: number;
  readonly backMs: number;
  readonly fault:
    | 'none'
    | 'not-sent'
    | 'request-lost'
    | 'answer-lost'
    | 'error'
    | 'forged'
    | 'amount';
};

export type World = {
  readonly customer: (orderNumber: string) => Customer;
  readonly way: (action: AttemptAction, orderNumber: string, nth: number) => Way;
};

type Order = {
  readonly amountMinor: number;
  readonly customer: Customer;
  readonly bornMs: number;
  state: 'open' | 'paid' | 'reversed';
  paidMinor: number;
  refundedMinor: number;
};

export const timeoutMs = 10_000;

/** A provider in memory with books of its own, and a network that does what the world says. */
export class ModelProvider {
  readonly orders = new Map<string, Order>();
  readonly #time: VirtualTime;
  readonly #world: World;
  readonly #calls = new Map<string, number>();
  charges = 0;

  constructor(time: VirtualTime, world: World) {
    this.#time = time;
    this.#world = world;
  }

  get netMinor(): number {
    let net = 0;
    for (const order of this.orders.values()) net += order.paidMinor - order.refundedMinor;
    return net;
  }

  port(): PaymentProvider {
    return {
      id: 'wechat',
      currency: 'CNY',
      kind: 'third-party',
      accountId: 'wechat',
      wallets: ['wechat'],
      takesEmv: false,
      ways: { presented: wechatTiming },
      origin: 'https://localhost',
      refunds: null,
      find: null,
      statements: null,
      charge: ({ orderNumber, amountMinor }) => {
        this.charges += 1;
        return this.#call('charge', orderNumber, () => this.#charge(orderNumber, amountMinor));
      },
      query: ({ orderNumber }) =>
        this.#call('query', orderNumber, () => this.#stateOf(orderNumber)),
      reverse: ({ orderNumber }) =>
        this.#call('reverse', orderNumber, () => this.#reverse(orderNumber)),
    };
  }

  async #call(
    action: AttemptAction,
    orderNumber: string,
    act: () => ProviderAnswer,
  ): Promise<ProviderAnswer> {
    const name = `${action} ${orderNumber}`;
    const nth = this.#calls.get(name) ?? 0;
    this.#calls.set(name, nth + 1);
    const way = this.#world.way(action, orderNumber, nth);
    if (way.fault === 'not-sent') return notSent(action);
    await this.#time.wait(way.thereMs);
    if (way.fault === 'request-lost') return this.#timeOut(way.thereMs);
    const answer = act();
    if (way.fault === 'answer-lost') return this.#timeOut(way.thereMs);
    await this.#time.wait(way.backMs);
    if (way.fault === 'error') return unknown('payment.provider-error');
    if (way.fault === 'forged') return unknown('payment.signature-wrong');
    if (way.fault === 'amount' && answer.kind === 'paid') return { ...answer, paidMinor: 1 };
    return answer;
  }

  async #timeOut(spentMs: number): Promise<ProviderAnswer> {
    await this.#time.wait(timeoutMs - spentMs);
    return unknown('payment.unknown-outcome');
  }

  #charge(orderNumber: string, amountMinor: number): ProviderAnswer {
    const customer = this.#world.customer(orderNumber);
    if (customer.kind === 'declined') {
      return { kind: 'declined', code: customer.code, detail: 'the customer’s wallet says no' };
    }
    if (!this.orders.has(orderNumber)) {
      const bornMs = this.#time.elapsedMs;
      const books = { state: 'open', paidMinor: 0, refundedMinor: 0 } as const;
      this.orders.set(orderNumber, { amountMinor, customer, bornMs, ...books });
    }
    return this.#stateOf(orderNumber);
  }

  #stateOf(orderNumber: string): ProviderAnswer {
    const order = this.orders.get(orderNumber);
    if (!order) return { kind: 'not-found' };
    const { customer, bornMs } = order;
    const isTime = customer.kind === 'pays' && this.#time.elapsedMs >= bornMs + customer.afterMs;
    if (isTime) pay(order);
    if (order.state === 'reversed') return { kind: 'reversed' };
    if (order.state === 'open') return { kind: 'waiting' };
    const { paidMinor } = order;
    return { kind: 'paid', providerRef: `P${orderNumber}`, paidMinor, currency: 'CNY' };
  }

  #reverse(orderNumber: string): ProviderAnswer {
    const order = this.orders.get(orderNumber);
    if (!order) return { kind: 'not-found' };
    this.#stateOf(orderNumber);
    if (order.customer.kind === 'pays-before-reversal') pay(order);
    order.state = 'reversed';
    order.refundedMinor = order.paidMinor;
    return { kind: 'reversed' };
  }
}

function pay(order: Order): void {
  if (order.state !== 'open') return;
  order.state = 'paid';
  order.paidMinor = order.amountMinor;
}

function notSent(action: AttemptAction): ProviderAnswer {
  const code = 'payment.provider-unreachable';
  if (action === 'charge') return { kind: 'declined', code, detail: 'no connection' };
  return unknown(code);
}

function unknown(code: FailureCode): ProviderAnswer {
  return { kind: 'unknown', code, detail: 'the model’s network' };
}
