import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AcquirerAccount } from '../../../../main/payments/acquirer/account.ts';
import { createAcquirer } from '../../../../main/payments/acquirer/acquirer.ts';
import { type Attempt, type AttemptState, isDriven } from '../../../../main/payments/attempt.ts';
import type { ChargeOrder, Payments } from '../../../../main/payments/payments.ts';
import type { PaymentProvider } from '../../../../main/payments/provider.ts';
import { startPayments } from '../../../../main/payments/runner.ts';
import { simulatorAccount } from '../../../simulators/acquirer/account.ts';
import { type MerchantName, openKeys } from '../../../simulators/acquirer/keys.ts';
import {
  type AcquirerSimulator,
  startAcquirerSimulator,
} from '../../../simulators/acquirer/server.ts';
import { settle, VirtualTime } from '../virtual-time.ts';

const dialectFile = new URL('../../../../docs/acquirer/dialect-example.json', import.meta.url);

/** The mapping file of the worked example, as a terminal reads it. */
export function exampleDialect(): unknown {
  return JSON.parse(readFileSync(dialectFile, 'utf8'));
}

export type World = {
  readonly folder: string;
  readonly time: VirtualTime;
  readonly simulator: AcquirerSimulator;
  /** A public key that has nothing to do with anybody here. */
  readonly strangersKey: KeyObject;
  provider(name: MerchantName, changed?: Partial<AcquirerAccount>): PaymentProvider;
  close(): Promise<void>;
};

/** An acquirer and terminals on one virtual clock; the calls between them are real. */
export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'acquirer-'));
  const time = new VirtualTime();
  const { now } = time.clock;
  const simulator = await startAcquirerSimulator(openKeys(folder), { slowMs: 30, now });
  return {
    folder,
    time,
    simulator,
    strangersKey: generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey,
    provider: (name, changed = {}) =>
      createAcquirer(
        { ...simulatorAccount(simulator.origin, folder, name), ...changed },
        time.clock,
      ),
    close: async () => {
      await simulator.close();
      rmSync(folder, { recursive: true });
    },
  };
}

let attempts = 0;

/** A terminal's payments: time stands still while a call is out. */
export class Terminal {
  readonly commits: string[] = [];
  payments: Payments;
  readonly #time: VirtualTime;
  readonly #disk = new Map<string, Attempt>();
  readonly #calls = new Set<Promise<unknown>>();
  readonly #provider: PaymentProvider;
  /** The terminal falls over once, when an attempt comes into this state. */
  #fallsAt: AttemptState | null;

  constructor(time: VirtualTime, provider: PaymentProvider, fallsAt: AttemptState | null = null) {
    this.#time = time;
    this.#provider = this.#watched(provider);
    this.#fallsAt = fallsAt;
    this.payments = this.#start();
  }

  /** Asks for 12.50. @param code empty for what is shown, and for a link */
  charge(way: ChargeOrder['way'], code = ''): Attempt {
    attempts += 1;
    const result = this.payments.charge({
      attemptId: `0190a8f0-0000-7000-8000-${String(attempts).padStart(12, '0')}`,
      saleId: `sale-${attempts}`,
      accountId: this.#provider.accountId,
      way,
      amountMinor: 1_250,
      code,
      description: '街角小店 Corner shop',
    });
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  }

  /** What is shown for an attempt, once the answer is in. */
  async shown(attemptId: string): Promise<string> {
    await this.#quiet();
    const content = this.#disk.get(attemptId)?.shownCode;
    if (content === undefined) throw new Error('nothing is shown');
    return content;
  }

  /** Lets time go by until the attempt is over. */
  async endOf(attemptId: string): Promise<Attempt> {
    for (;;) {
      await this.#quiet();
      const attempt = this.#disk.get(attemptId);
      if (attempt && !isDriven(attempt)) return attempt;
      if (!this.#time.step()) throw new Error(`nothing happens any more: ${attempt?.state}`);
    }
  }

  async #quiet(): Promise<void> {
    await settle();
    while (this.#calls.size > 0) {
      await Promise.race(this.#calls);
      await settle();
    }
  }

  #watched(provider: PaymentProvider): PaymentProvider {
    const watch = <Value>(call: Promise<Value>): Promise<Value> => {
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
      clock: this.#time.clock,
      timers: this.#time.timers,
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
    this.#time.timers.after(2_000, () => payments.resume());
  }
}
