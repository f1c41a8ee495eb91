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

/** What the adapters sign with: real, because the simulator checks it. */
export const clock = { now: () => Date.now() };

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'wechat-'));
}

export async function listed<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

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
  /** The terminal falls over once, when an attempt comes into this state. */
  #fallsAt: AttemptState | null;

  constructor(provider: PaymentProvider, fallsAt: AttemptState | null = null) {
    this.#provider = this.#watched(provider);
    this.#fallsAt = fallsAt;
    this.payments = this.#start();
  }

  /** Charges 12.50 with a code, or for one to show. */
  charge(nth: number, code: string, way: PayWay = 'presented'): Attempt {
    const attemptId = `0190a8f0-0000-7000-8000-${String(nth).padStart(12, '0')}`;
    const result = this.payments.charge({
      attemptId,
      saleId: `sale-${nth}`,
      accountId: 'wechat',
      way,
      amountMinor: 1_250,
      code,
      description: '街角小店 Corner shop',
    });
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  }

  /** Lets time go by until the attempt is over. */
  endOf(attemptId: string): Promise<Attempt> {
    return this.when(attemptId, (attempt) => !isDriven(attempt));
  }

  /** Lets time go by until the attempt is as wanted. */
  async when(attemptId: string, isWanted: (attempt: Attempt) => boolean): Promise<Attempt> {
    for (;;) {
      await settle();
      while (this.#calls.size > 0) {
        await Promise.race(this.#calls);
        await settle();
      }
      const attempt = this.#disk.get(attemptId);
      if (attempt && isWanted(attempt)) return attempt;
      if (!this.time.step()) throw new Error(`nothing happens any more: ${attempt?.state}`);
    }
  }

  /** Time stands still until this is settled. */
  watch<Value>(call: Promise<Value>): Promise<Value> {
    this.#calls.add(call);
    const over = () => this.#calls.delete(call);
    call.then(over, over);
    return call;
  }

  #watched(provider: PaymentProvider): PaymentProvider {
    const watch = (call: Promise<ProviderAnswer>) => this.watch(call);
    return {
      ...provider,
      charge: (request) => watch(provider.charge(request)),
      query: (orderNumber) => watch(provider.query(orderNumber)),
      reverse: (orderNumber) => watch(provider.reverse(orderNumber)),
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
