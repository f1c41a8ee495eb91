/**
 * Runs refunds through providers. What happens when is decided by `refund-machine.ts`, and that it is
 * durable before it happens by `drive.ts`.
 */
import { type Result, refuse, succeed } from '../contract/failure.ts';
import type { Attempt } from './attempt.ts';
import { Drive } from './drive.ts';
import { accountOf, orderOf } from './order.ts';
import type { PaymentProvider, RefundAnswer, RefundRequest, RefundTiming } from './provider.ts';
import { isRefundLive, type Refund, refundNumberOf } from './refund.ts';
import {
  isRefundWorthCommitting,
  type RefundAction,
  type RefundInput,
  reduceRefund,
} from './refund-machine.ts';
import type { RefundOrder, RefundParts, Refunds } from './refunds.ts';
import { networkOff, unaskedRefundTiming } from './unconfigured.ts';

/** Loads what is unfinished; `resume()` makes it go on. */
export function startRefunds(parts: RefundParts): Refunds {
  return new RefundRunner(parts);
}

class RefundRunner implements Refunds {
  readonly #parts: RefundParts;
  readonly #drive: Drive<Refund, RefundAction, RefundAnswer, RefundInput>;
  #isOffline = false;

  constructor(parts: RefundParts) {
    this.#parts = parts;
    this.#drive = new Drive({
      ...parts,
      reduce: (before, input, nowMs) => {
        const { refund, action } = reduceRefund(before, input, this.#timing(before), nowMs);
        return { next: refund, action };
      },
      isWorthCommitting: isRefundWorthCommitting,
      isLive: isRefundLive,
      ask: (refund, action) => this.#ask(refund, action),
      retryMs: (refund) => this.#timing(refund).queryIntervalMs,
    });
    for (const refund of parts.store.unfinished()) this.#drive.add(refund);
  }

  refund(order: RefundOrder): Result<Refund> {
    const known = this.#drive.find(order.refundId)?.thing ?? this.#parts.store.get(order.refundId);
    if (known) return succeed(known);
    const { attempt, amountMinor } = order;
    const provider = this.#provider(attempt);
    if (!provider) return refuse('payment.not-configured', `no account for ${attempt.provider}`);
    const isTaken = attempt.state === 'paid' || attempt.state === 'late';
    if (!provider.refunds || !isTaken) {
      return refuse('refund.not-possible', `${attempt.state} at ${provider.id} is not given back`);
    }
    if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) {
      return refuse('tender.out-of-range', 'a refund is a positive whole number of minor units');
    }
    if (amountMinor + this.#underWay(attempt) > attempt.amountMinor) {
      return refuse('refund.exceeds-paid', 'more than is left of the payment');
    }
    const entry = this.#drive.begin(createRefund(order, provider, this.#parts.clock.now()));
    // The intent is on the disk: should the store refuse the next step, it comes again by itself.
    this.#drive.attend(entry, { kind: 'send' });
    return succeed(entry.thing);
  }

  ask(refundId: string): Result<Refund> {
    const refund = this.#drive.find(refundId)?.thing ?? this.#parts.store.get(refundId);
    if (!refund || refund.state === 'refunded') {
      return refuse('refund.closed', 'nothing more can be learnt about this refund');
    }
    const entry = this.#drive.find(refundId) ?? this.#drive.add(refund);
    this.#drive.go(entry, { kind: 'ask' });
    return succeed(entry.thing);
  }

  resume(): void {
    this.#drive.resume();
  }

  setOffline(isOffline: boolean): void {
    const isBack = this.#isOffline && !isOffline;
    this.#isOffline = isOffline;
    if (isBack) this.resume();
  }

  close(): void {
    this.#drive.close();
  }

  /** What of this payment is on its way back already. */
  #underWay({ id }: Attempt): number {
    let sumMinor = 0;
    for (const { thing } of this.#drive.entries()) {
      if (thing.attemptId === id && isRefundLive(thing)) sumMinor += thing.amountMinor;
    }
    return sumMinor;
  }

  #ask(refund: Refund, action: RefundAction): Promise<RefundAnswer> {
    const provider = this.#provider(refund);
    if (this.#isOffline && provider?.origin !== null) return Promise.resolve(networkOff);
    if (!provider?.refunds) return Promise.resolve(notConfigured);
    return provider.refunds[action](requestOf(refund));
  }

  #timing(refund: Refund): RefundTiming {
    return this.#provider(refund)?.refunds?.timing ?? unaskedRefundTiming;
  }

  #provider(of: Pick<Attempt, 'accountId' | 'provider'>): PaymentProvider | undefined {
    return accountOf(this.#parts.providers(), of);
  }
}

/** Its account was taken away: nobody else can be asked, so it waits until the account is back. */
const notConfigured: RefundAnswer = {
  kind: 'unknown',
  code: 'payment.not-configured',
  detail: 'no account that could give this back',
};

function requestOf(refund: Refund): RefundRequest {
  const { refundNumber, amountMinor, reason, paidMinor } = refund;
  const order = orderOf({ ...refund, amountMinor: paidMinor });
  return { order, refundNumber, amountMinor, reason };
}

function createRefund(
  { refundId, documentId, attempt, amountMinor, reason }: RefundOrder,
  { accountId, refunds }: PaymentProvider,
  nowMs: number,
): Refund {
  const { providerRef } = attempt;
  return {
    id: refundId,
    documentId,
    saleId: attempt.saleId,
    attemptId: attempt.id,
    provider: attempt.provider,
    accountId,
    way: attempt.way,
    orderNumber: attempt.orderNumber,
    ...(providerRef === undefined ? {} : { providerRef }),
    refundNumber: refundNumberOf(refundId),
    amountMinor,
    paidMinor: attempt.amountMinor,
    currency: attempt.currency,
    reason,
    state: 'created',
    createdAt: nowMs,
    changedAt: nowMs,
    // It is sent in the same breath; when the store refuses that commit it is sent from here.
    nextActionAt: nowMs + (refunds?.timing.firstQueryMs ?? 0),
    sends: 0,
    queries: 0,
  };
}
