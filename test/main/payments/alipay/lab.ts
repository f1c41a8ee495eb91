import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Attempt, type AttemptState, isDriven } from '../../../../main/payments/attempt.ts';
import type { Payments } from '../../../../main/payments/payments.ts';
import type {
  PaymentProvider,
  PayWay,
  ProviderAnswer,
} from '../../../../main/payments/provider.ts';
import { startPayments } from '../../../../main/payments/runner.ts';
import { settle, VirtualTime } from '../virtual-time.ts';

/** What the adapter signs with: real, because the simulator checks it. */
export const clock = { now: () => Date.now() };

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'alipay-'));
}

export type TerminalOptions = {
  /** It falls over once, when an attempt comes into this state. */
  readonly fallsAt?: AttemptState;
  /** What happens outside whenever an attempt has changed. */
  readonly onChange?: (attempt: Attempt) => void;
};

/**
 * A terminal's payments with real calls and virtual time: the clock stands still while a call is
 * out, so that the provider's own timing is kept to the millisecond on a machine of any speed.
 */
export class Terminal {
  readonly commits: string[] = [];
  readonly time = new VirtualTime();
  payments: Payments;
  readonly #disk = new Map<string, Attempt>();
  readonly #calls = new Set<Promise<unknown>>();
  readonly #provider: PaymentProvider;
  readonly #onChange: (attempt: Attempt) => void;
  #fallsAt: AttemptState | undefined;

  constructor(
    provider: PaymentProvider,
    { fallsAt, onChange = () => undefined }: TerminalOptions = {},
  ) {
    // a shown code's end is a time of day, which the simulator goes by
    this.time.setClock(Date.now() - this.time.clock.now());
    this.#provider = this.#watched(provider);
    this.#fallsAt = fallsAt;
    this.#onChange = onChange;
    this.payments = this.#start();
  }

  /** Charges 12.50 with a code, or shows one. */
  charge(nth: number, code: string, way: PayWay = 'presented'): Attempt {
    const attemptId = `0190a8f0-0000-7000-8000-${String(nth).padStart(12, '0')}`;
    const result = this.payments.charge({
      attemptId,
      saleId: `sale-${nth}`,
      accountId: 'alipay',
      way,
      amountMinor: 1_250,
      code,
      description: '街角小店 Corner/shop',
    });
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  }

  /** Lets time go by until the attempt is over. */
  async endOf(attemptId: string): Promise<Attempt> {
    for (;;) {
      await settle();
      while (this.#calls.size > 0) {
        await Promise.race(this.#calls);
        await settle();
      }
      const attempt = this.#disk.get(attemptId);
      if (attempt && !isDriven(attempt)) return attempt;
      if (!this.time.step()) throw new Error(`nothing happens any more: ${attempt?.state}`);
    }
  }

  #watched(provider: PaymentProvider): PaymentProvider {
    const watch = (call: Promise<ProviderAnswer>): Promise<ProviderAnswer> => {
      this.#calls.add(call);
      const over = () => this.#calls.delete(call);
      call.then(over, over);
      return call;
    };
    return {
      ...provider,
      charge: (request) => watch(provider.charge(request)),
      query: (order) => watch(provider.query(order)),
      reverse: (order) => watch(provider.reverse(order)),
    };
  }

  #start(): Payments {
    return startPayments({
      providers: () => [this.#provider],
      latePayment: () => 'return',
      store: {
        commit: (attempt) => {
          this.commits.push(JSON.stringify(attempt));
          this.#disk.set(attempt.id, attempt);
        },
        unfinished: () => [...this.#disk.values()].filter(isDriven),
      },
      clock: this.time.clock,
      timers: this.time.timers,
      onChange: (attempt) => {
        this.#onChange(attempt);
        if (attempt.state === this.#fallsAt) this.#restart();
      },
      onFault: (error) => {
        throw error;
      },
    });
  }

  #restart(): void {
    this.#fallsAt = undefined;
    this.payments.close();
    this.payments = this.#start();
    const { payments } = this;
    this.time.timers.after(2_000, () => payments.resume());
  }
}
