/**
 * Runs payment attempts: finds the provider and its rules for each, and calls it. What happens when is
 * decided by `machine.ts`, and that it is durable before it happens by `drive.ts`.
 */
import { type Result, refuse, succeed } from '../contract/failure.ts';
import { type Attempt, isAttachable, isDriven, isLive, orderNumberOf } from './attempt.ts';
import { Drive } from './drive.ts';
import { type AttemptAction, type AttemptInput, isWorthCommitting, reduce } from './machine.ts';
import { isOurAmount } from './machine-step.ts';
import { accountOf, orderOf } from './order.ts';
import type { ChargeOrder, PaymentParts, Payments } from './payments.ts';
import type { PaymentProvider, ProviderAnswer, ProviderTiming } from './provider.ts';
import { networkOff, neverAnswering, unaskedTiming } from './unconfigured.ts';

/** Loads what is unfinished, so that its sales are blocked at once; `resume()` makes it go on. */
export function startPayments(parts: PaymentParts): Payments {
  return new PaymentRunner(parts);
}

type AttemptDrive = Drive<Attempt, AttemptAction, ProviderAnswer, AttemptInput>;

class PaymentRunner implements Payments {
  readonly #parts: PaymentParts;
  readonly #drive: AttemptDrive;
  /**
   * Found late and wanted by their sales. A reversal that was given up may still be on its way, so the
   * provider says once more that the money is there before it counts.
   */
  readonly #attaching = new Set<string>();
  #isOffline = false;

  constructor(parts: PaymentParts) {
    this.#parts = parts;
    this.#drive = new Drive({
      ...parts,
      reduce: (attempt, input, nowMs) => this.#reduce(attempt, input, nowMs),
      isWorthCommitting,
      isLive: isDriven,
      ask: (attempt, action) => this.#ask(attempt, action),
      retryMs: (attempt) => this.#timing(attempt).queryIntervalMs,
    });
    for (const attempt of parts.store.unfinished()) this.#drive.add(attempt);
  }

  charge(order: ChargeOrder): Result<Attempt> {
    const provider = this.#parts.providers().find(({ accountId }) => accountId === order.accountId);
    const timing = provider?.ways[order.way];
    if (!provider || !timing) {
      return refuse('payment.not-configured', `${order.accountId} does not take ${order.way}`);
    }
    if (!Number.isSafeInteger(order.amountMinor) || order.amountMinor <= 0) {
      return refuse('tender.out-of-range', 'a charge is a positive whole number of minor units');
    }
    if (this.live(order.saleId)) return inProgress();
    if (this.#isCutOff(provider)) {
      return refuse('payment.provider-unreachable', 'the network is off');
    }
    const created = createAttempt(order, provider, timing, this.#parts.clock.now());
    const entry = this.#drive.begin(created);
    const request = {
      ...orderOf(created),
      code: order.code.trim(),
      description: order.description,
      expiresAt: created.createdAt + timing.totalMs,
    };
    this.#drive.go(entry, { kind: 'send' }, () => provider.charge(request));
    return succeed(entry.thing);
  }

  stop(attemptId: string): Result<Attempt> {
    const entry = this.#drive.find(attemptId);
    if (!entry || !isLive(entry.thing)) return over();
    this.#drive.go(entry, { kind: 'stop' });
    return succeed(entry.thing);
  }

  ask(attempt: Attempt): Result<Attempt> {
    if (attempt.state === 'paid' || attempt.way === 'static') return over();
    this.#attaching.delete(attempt.id);
    return this.#tell(attempt, { kind: 'ask' });
  }

  accept(attemptId: string): Result<Attempt> {
    const entry = this.#drive.find(attemptId);
    if (entry?.thing.way !== 'static' || !isLive(entry.thing)) return over();
    this.#drive.go(entry, { kind: 'accept' });
    return succeed(entry.thing);
  }

  decide(attempt: Attempt, as: 'paid' | 'not-paid'): Result<Attempt> {
    return this.#tell(attempt, { kind: 'decide', as });
  }

  settleLate(attempt: Attempt, as: 'attach' | 'return' | 'returned'): Result<Attempt> {
    if (as === 'attach') return this.#attach(attempt);
    return this.#tell(attempt, { kind: as });
  }

  /**
   * Of two, the one that can still be paid: the other gives back what was found late. What is about
   * to be attached keeps the sale as well.
   */
  live(saleId: string): Attempt | null {
    let found: Attempt | null = null;
    for (const { thing } of this.#drive.entries()) {
      const isKeeping = isLive(thing) || this.#attaching.has(thing.id);
      if (thing.saleId !== saleId || !isKeeping) continue;
      if (!found || found.state === 'reversing') found = thing;
    }
    return found;
  }

  /** A charge whose answer is still to come needs no question beside it. */
  resume(): void {
    this.#drive.resume(({ questions }) => !questions.has('charge'));
  }

  setOffline(isOffline: boolean): void {
    const isBack = this.#isOffline && !isOffline;
    this.#isOffline = isOffline;
    if (isBack) this.resume();
  }

  close(): void {
    this.#drive.close();
  }

  #attach(attempt: Attempt): Result<Attempt> {
    const isAsked = (this.#drive.find(attempt.id)?.questions.size ?? 0) > 0;
    if (isAsked || this.live(attempt.saleId)) return inProgress();
    if (!isAttachable(attempt)) return over();
    if (attempt.way === 'static') return this.#tell(attempt, { kind: 'attach' });
    this.#attaching.add(attempt.id);
    return this.#tell(attempt, { kind: 'ask' });
  }

  /** An input to an attempt that may have ended long ago. Refuses when nothing came of it. */
  #tell(attempt: Attempt, input: AttemptInput): Result<Attempt> {
    const entry = this.#drive.find(attempt.id) ?? this.#drive.add(attempt);
    const before = entry.thing;
    this.#drive.go(entry, input);
    return entry.thing === before ? over() : succeed(entry.thing);
  }

  #reduce(attempt: Attempt, input: AttemptInput, nowMs: number) {
    const isConfirmed = input.kind === 'answer' && this.#confirmsAttaching(attempt, input.answer);
    const heard: AttemptInput = isConfirmed ? { kind: 'attach' } : input;
    const late = this.#parts.latePayment();
    const step = reduce(attempt, heard, this.#timing(attempt), nowMs, late);
    const isNew = step.attempt.state === 'paid' && !wasTaken(attempt);
    if (!isNew || this.#isWanted(step.attempt)) return { next: step.attempt, action: step.action };
    return { next: { ...step.attempt, state: 'late' as const }, action: step.action };
  }

  /** A sale takes its money once: not beside a payment that can still come, nor more than is due. */
  #isWanted(attempt: Attempt): boolean {
    const { canTake } = this.#parts;
    for (const { thing } of this.#drive.entries()) {
      if (thing.saleId !== attempt.saleId || thing.id === attempt.id) continue;
      const canStillCome = isLive(thing) && thing.state !== 'reversing';
      if (canStillCome || this.#attaching.has(thing.id)) return false;
    }
    return canTake === undefined || canTake(attempt);
  }

  #confirmsAttaching(attempt: Attempt, answer: ProviderAnswer): boolean {
    if (!this.#attaching.delete(attempt.id)) return false;
    const isThere = answer.kind === 'paid' && isOurAmount(attempt, answer);
    return isThere && this.live(attempt.saleId) === null;
  }

  #ask(attempt: Attempt, action: AttemptAction): Promise<ProviderAnswer> {
    const provider = this.#provider(attempt);
    if (this.#isCutOff(provider)) return Promise.resolve(networkOff);
    const order = orderOf(attempt);
    return action === 'reverse' ? provider.reverse(order) : provider.query(order);
  }

  #provider(attempt: Attempt): PaymentProvider {
    return accountOf(this.#parts.providers(), attempt) ?? neverAnswering(attempt);
  }

  #timing(attempt: Attempt): ProviderTiming {
    return this.#provider(attempt).ways[attempt.way] ?? unaskedTiming;
  }

  /** What is nowhere, such as a printed code, needs no network. */
  #isCutOff({ origin }: PaymentProvider): boolean {
    return this.#isOffline && origin !== null;
  }
}

/** Its sale has the tender already. */
function wasTaken({ state }: Attempt): boolean {
  return state === 'paid' || state === 'unverified';
}

function inProgress() {
  return refuse('payment.in-progress', 'the sale has a live attempt');
}

function over() {
  return refuse('payment.closed', 'nothing more can be done about this attempt');
}

function createAttempt(
  order: ChargeOrder,
  provider: PaymentProvider,
  timing: ProviderTiming,
  nowMs: number,
): Attempt {
  return {
    id: order.attemptId,
    saleId: order.saleId,
    provider: provider.id,
    accountId: provider.accountId,
    way: order.way,
    ...(order.wallet === undefined ? {} : { wallet: order.wallet }),
    orderNumber: orderNumberOf(order.attemptId),
    amountMinor: order.amountMinor,
    currency: provider.currency,
    codeHint: order.code.trim().slice(-4),
    state: 'created',
    createdAt: nowMs,
    changedAt: nowMs,
    // It is sent in the same breath; when the store refuses that commit it is closed from here.
    nextActionAt: nowMs + timing.firstQueryMs,
    isWaiting: false,
    isLastAskOut: false,
    queries: 0,
    reversals: 0,
  };
}
