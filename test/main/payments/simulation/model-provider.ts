import type {
  ChargeRequest,
  Order,
  PaymentProvider,
  ProviderAnswer,
  RefundAnswer,
  RefundPort,
  RefundRequest,
  RefundTiming,
} from '../../../../main/payments/provider.ts';
import type { VirtualTime } from '../virtual-time.ts';
import type { Account } from './accounts.ts';
import { type BookedOrder, Books, type Customer, type RefundHabit } from './books.ts';
import { hourMs, minuteMs } from './chance.ts';
import { type CallName, doubt, type Trip, travel } from './network.ts';

export type World = {
  readonly customer: (request: ChargeRequest) => Customer;
  readonly trip: (call: CallName, isNear: boolean) => Trip;
  readonly refundHabit: () => RefundHabit;
};

/** A payment at the counter is over by then, one way or the other. */
const counterMs = hourMs;
/** A card terminal gives a customer this long, whatever the till thinks. */
const cardMs = 3 * minuteMs;
/** How long the line of a card payment stays open. */
const cardLineMs = 2 * minuteMs;

/** A provider in memory with books of its own, and a network that does what the world says. */
export class ModelProvider {
  readonly account: Account;
  readonly books: Books;
  /** How often each order was sent by the terminal, whatever became of it. */
  readonly charges = new Map<string, number>();
  readonly port: PaymentProvider;
  readonly #time: VirtualTime;
  readonly #world: World;
  /** Orders that a card terminal was told to reverse before it heard of them. */
  readonly #reversedUnheard = new Set<string>();
  readonly #ends = new Map<string, () => void>();

  constructor(account: Account, time: VirtualTime, world: World) {
    this.account = account;
    this.#time = time;
    this.#world = world;
    this.books = new Books(time.timers.after);
    this.port = this.#createPort();
  }

  /** The customer has the code on the screen, or the link, and does with it what he does. */
  see(orderNumber: string): void {
    const order = this.books.orders.get(orderNumber);
    if (order?.customer.kind === 'pays') this.#payAfter(order, order.customer.afterMs);
  }

  #createPort(): PaymentProvider {
    const { provider, ways, refunds, isNear } = this.account;
    return {
      id: provider,
      currency: 'CNY',
      kind: 'third-party',
      accountId: provider,
      wallets: [],
      takesEmv: false,
      ways,
      origin: provider === 'static' ? null : 'https://localhost',
      charge: (request) => this.#sendCharge(request),
      query: (order) => this.#ask('query', isNear, () => this.#stateOf(order)),
      reverse: (order) => this.#ask('reverse', isNear, () => this.#reverse(order)),
      refunds: refunds && this.#createRefunds(refunds),
      find: null,
      statements: null,
    };
  }

  #createRefunds(timing: RefundTiming): RefundPort {
    const send = (request: RefundRequest): RefundAnswer => {
      const { refundNumber, order, amountMinor } = request;
      const booked = this.books.orders.get(order.orderNumber);
      return this.books.refund(refundNumber, booked, amountMinor, this.#world.refundHabit);
    };
    const carry = (call: CallName, act: () => RefundAnswer): Promise<RefundAnswer> =>
      travel<RefundAnswer>(this.#time, {
        trip: this.#world.trip(call, this.account.isNear),
        act,
        falsify: (answer) =>
          answer.kind === 'refunded' ? { ...answer, refundedMinor: 1 } : answer,
        notSent: doubt('payment.provider-unreachable'),
      });
    return {
      timing,
      refund: (request) => carry('refund', () => send(request)),
      query: ({ refundNumber }) =>
        carry('refund-query', () => this.books.refundState(refundNumber)),
    };
  }

  #sendCharge(request: ChargeRequest): Promise<ProviderAnswer> {
    const { orderNumber } = request;
    this.charges.set(orderNumber, (this.charges.get(orderNumber) ?? 0) + 1);
    if (request.way === 'static') {
      // made on the terminal itself, without a network
      this.#open(request);
      return Promise.resolve({ kind: 'shown', content: `code of ${orderNumber}` });
    }
    return travel<ProviderAnswer>(this.#time, {
      trip: this.#world.trip('charge', this.account.isNear),
      act: () => this.#charge(request),
      falsify,
      notSent: { kind: 'declined', code: 'payment.provider-unreachable', detail: '' },
    });
  }

  #ask(call: CallName, isNear: boolean, act: () => ProviderAnswer): Promise<ProviderAnswer> {
    if (this.account.provider === 'static') return Promise.resolve({ kind: 'waiting' });
    return travel<ProviderAnswer>(this.#time, {
      trip: this.#world.trip(call, isNear),
      act,
      falsify,
      notSent: doubt('payment.provider-unreachable'),
    });
  }

  #charge(request: ChargeRequest): ProviderAnswer | Promise<ProviderAnswer> {
    const { orderNumber, way } = request;
    if (this.#reversedUnheard.has(orderNumber)) return { kind: 'reversed' };
    const known = this.books.orders.get(orderNumber);
    if (!known) {
      const order = this.#open(request);
      const { customer } = order;
      if (customer.kind === 'declined') {
        this.books.orders.delete(orderNumber);
        return { kind: 'declined', code: customer.code, detail: 'the customer’s wallet says no' };
      }
      const isAtCounter = way === 'presented' || way === 'card';
      if (isAtCounter && customer.kind === 'pays') this.#payAfter(order, customer.afterMs);
    }
    if (way === 'shown' || way === 'link') {
      return { kind: 'shown', content: `code of ${orderNumber}` };
    }
    return way === 'card' ? this.#cardAnswer(request) : this.#stateOf(request);
  }

  /** The line stays open until the customer is done, or for as long as anybody waits. */
  async #cardAnswer(request: ChargeRequest): Promise<ProviderAnswer> {
    await new Promise<void>((resolve) => {
      this.#ends.set(request.orderNumber, resolve);
      this.#time.timers.after(cardLineMs, resolve);
    });
    const answer = this.#stateOf(request);
    return answer.kind === 'waiting' ? doubt('payment.unknown-outcome') : answer;
  }

  #open(request: ChargeRequest): BookedOrder {
    const { orderNumber, way, amountMinor } = request;
    const order: BookedOrder = {
      orderNumber,
      way,
      amountMinor,
      customer: this.#world.customer(request),
      payableUntilMs: this.#time.elapsedMs + this.#payableMs(request),
      state: this.account.isBornByScan && way === 'shown' ? 'unborn' : 'open',
      paidMinor: 0,
      reversedMinor: 0,
      refundedMinor: 0,
      reservedMinor: 0,
    };
    this.books.orders.set(orderNumber, order);
    return order;
  }

  #payableMs({ way, expiresAt }: ChargeRequest): number {
    switch (way) {
      case 'presented':
        return counterMs;
      case 'card':
        return cardMs;
      case 'shown':
      case 'link':
        return expiresAt - this.#time.clock.now();
      case 'static':
        return Number.POSITIVE_INFINITY;
    }
  }

  #payAfter(order: BookedOrder, afterMs: number): void {
    this.#time.timers.after(afterMs, () => {
      this.books.pay(order, this.#time.elapsedMs);
      this.#ends.get(order.orderNumber)?.();
    });
  }

  #stateOf({ orderNumber }: Order): ProviderAnswer {
    const order = this.books.orders.get(orderNumber);
    if (!order) return { kind: 'not-found' };
    const isExpired = order.state === 'open' && this.#time.elapsedMs >= order.payableUntilMs;
    if (isExpired && this.account.closesExpired) order.state = 'closed';
    return this.books.stateOf(order);
  }

  #reverse({ orderNumber, way }: Order): ProviderAnswer {
    const order = this.books.orders.get(orderNumber);
    if (!order) {
      if (way === 'card') this.#reversedUnheard.add(orderNumber);
      return { kind: 'not-found' };
    }
    if (order.customer.kind === 'pays-before-reversal' && order.state === 'open') {
      this.books.pay(order, this.#time.elapsedMs);
    }
    if (this.#stateOf(order).kind === 'not-found') return { kind: 'not-found' };
    // a card that is in the machine already is not stopped any more
    if (way === 'card' && order.state === 'open' && order.customer.kind === 'pays') {
      return { kind: 'waiting' };
    }
    const answer = this.books.reverse(order);
    this.#ends.get(orderNumber)?.();
    return answer;
  }
}

function falsify(answer: ProviderAnswer): ProviderAnswer {
  return answer.kind === 'paid' ? { ...answer, paidMinor: 1 } : answer;
}
