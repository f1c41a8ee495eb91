import type { Attempt } from '../../../../main/payments/attempt.ts';
import type { PaymentProvider, RefundPort } from '../../../../main/payments/provider.ts';
import { isRefundLive, type Refund } from '../../../../main/payments/refund.ts';
import { startRefunds } from '../../../../main/payments/refund-runner.ts';
import type { Refunds } from '../../../../main/payments/refunds.ts';
import { settle, VirtualTime } from '../virtual-time.ts';

/** A paid attempt as the journal would hold it. */
export function paidAttempt(nth: number, orderNumber: string, amountMinor: number): Attempt {
  return {
    id: `0190a8f0-0000-7000-9000-${String(nth).padStart(12, '0')}`,
    saleId: `sale-${nth}`,
    provider: 'wechat',
    accountId: 'wechat',
    way: 'presented',
    orderNumber,
    amountMinor,
    currency: 'CNY',
    codeHint: '',
    state: 'paid',
    createdAt: 0,
    changedAt: 0,
    isWaiting: false,
    isLastAskOut: false,
    queries: 0,
    reversals: 0,
  };
}

/** A terminal's refunds with real calls and virtual time, as `lab.ts` has its payments. */
export class RefundTill {
  readonly time = new VirtualTime();
  readonly #disk = new Map<string, Refund>();
  readonly #calls = new Set<Promise<unknown>>();
  readonly #provider: PaymentProvider;
  refunds: Refunds;

  constructor(provider: PaymentProvider) {
    this.#provider = { ...provider, refunds: this.#watched(provider.refunds) };
    this.refunds = this.#start();
  }

  /** As after a power cut: what was out is forgotten, what is on the disk goes on. */
  restart(): void {
    this.refunds.close();
    this.refunds = this.#start();
    this.refunds.resume();
  }

  async endOf(refundId: string): Promise<Refund> {
    for (;;) {
      await settle();
      while (this.#calls.size > 0) {
        await Promise.race(this.#calls);
        await settle();
      }
      const refund = this.#disk.get(refundId);
      if (refund && !isRefundLive(refund)) return refund;
      if (!this.time.step()) throw new Error(`nothing happens any more: ${refund?.state}`);
    }
  }

  /** A week of questions would be a thousand; ten minutes show the same end. */
  #watched(port: RefundPort | null): RefundPort {
    if (!port) throw new Error('no refunds');
    return {
      timing: { ...port.timing, windowMs: 10 * 60_000 },
      refund: (request) => this.#watch(port.refund(request)),
      query: (request) => this.#watch(port.query(request)),
    };
  }

  #watch<Value>(call: Promise<Value>): Promise<Value> {
    this.#calls.add(call);
    const over = () => this.#calls.delete(call);
    call.then(over, over);
    return call;
  }

  #start(): Refunds {
    return startRefunds({
      providers: () => [this.#provider],
      store: {
        commit: (refund) => this.#disk.set(refund.id, refund),
        unfinished: () => [...this.#disk.values()].filter(isRefundLive),
        get: (refundId) => this.#disk.get(refundId) ?? null,
      },
      clock: this.time.clock,
      timers: this.time.timers,
      onChange: () => undefined,
      onFault: (error) => {
        throw error;
      },
    });
  }
}
