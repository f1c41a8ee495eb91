import { type Attempt, type AttemptState, isDriven } from '../../../../main/payments/attempt.ts';
import { createCard } from '../../../../main/payments/card/card.ts';
import type { Payments } from '../../../../main/payments/payments.ts';
import type { PaymentProvider } from '../../../../main/payments/provider.ts';
import { startPayments } from '../../../../main/payments/runner.ts';
import { simulatorAccount } from '../../../simulators/card/account.ts';
import type { CardSimulator } from '../../../simulators/card/server.ts';
import { settle, VirtualTime } from '../virtual-time.ts';

let attempts = 0;

/** Another number for each payment of the test run, in the form of the real ones. */
export function newAttemptId(): string {
  attempts += 1;
  return `0190a8f0-0000-7000-8000-${String(attempts).padStart(12, '0')}`;
}

/**
 * A till's payments with real calls and virtual time. Time stands still while a message is out, but
 * not for a payment whose line the terminal keeps open: there the customer is looking for the card.
 */
export class CardTill {
  readonly time = new VirtualTime();
  readonly commits: string[] = [];
  readonly attempts = new Map<string, Attempt>();
  payments: Payments;
  readonly #simulator: CardSimulator;
  readonly #provider: PaymentProvider;
  readonly #calls = new Set<Promise<unknown>>();
  /** The till falls over once, when a payment comes into this state. */
  #fallsAt: AttemptState | null;

  constructor(simulator: CardSimulator, fallsAt: AttemptState | null = null) {
    this.#simulator = simulator;
    const card = createCard(simulatorAccount(simulator.port), this.time.clock);
    this.#provider = {
      ...card,
      charge: (request) => {
        const answer = card.charge(request);
        void this.#watch(Promise.race([answer, simulator.holds(request.orderNumber)]));
        return answer;
      },
      query: (order) => this.#watch(card.query(order)),
      reverse: (order) => this.#watch(card.reverse(order)),
    };
    this.#fallsAt = fallsAt;
    this.payments = this.#start();
  }

  /** Takes 12.50 by card. */
  charge(): Attempt {
    const attemptId = newAttemptId();
    const result = this.payments.charge({
      attemptId,
      saleId: `sale of ${attemptId}`,
      accountId: 'card',
      way: 'card',
      amountMinor: 1_250,
      code: '',
      description: 'Corner shop',
    });
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  }

  /** Lets time go by until the payment is over. */
  async endOf(attemptId: string): Promise<Attempt> {
    for (;;) {
      await this.quiet();
      const attempt = this.attempts.get(attemptId);
      if (attempt && !isDriven(attempt)) return attempt;
      if (!this.time.step()) throw new Error(`nothing happens any more: ${attempt?.state}`);
    }
  }

  /** Nothing is on the wire any more. */
  async quiet(): Promise<void> {
    await settle();
    while (this.#calls.size > 0) {
      await Promise.race(this.#calls);
      await settle();
    }
  }

  /** What the terminal's books say about a payment. */
  netOf({ orderNumber }: Attempt): number {
    const order = this.#simulator
      .ledger()
      .orders.find(({ saleTransactionId }) => saleTransactionId === orderNumber);
    return order ? order.paidMinor - order.refundedMinor : 0;
  }

  #watch<Value>(call: Promise<Value>): Promise<Value> {
    this.#calls.add(call);
    const over = () => this.#calls.delete(call);
    call.then(over, over);
    return call;
  }

  #start(): Payments {
    return startPayments({
      providers: () => [this.#provider],
      latePayment: () => 'return',
      store: {
        commit: (attempt) => {
          this.commits.push(JSON.stringify(attempt));
          this.attempts.set(attempt.id, attempt);
        },
        unfinished: () => [...this.attempts.values()].filter(isDriven),
      },
      clock: this.time.clock,
      timers: this.time.timers,
      onChange: (attempt) => {
        this.attempts.set(attempt.id, attempt);
        if (attempt.state === this.#fallsAt) this.#restart();
      },
      onFault: (error) => {
        throw error;
      },
    });
  }

  #restart(): void {
    this.#fallsAt = null;
    this.payments.close();
    this.payments = this.#start();
    const { payments } = this;
    this.time.timers.after(2_000, () => payments.resume());
  }
}
