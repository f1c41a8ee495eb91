/**
 * Runs payment attempts: commits each step before acting on it, calls the providers, keeps the
 * timers. What happens when is decided by `machine.ts`; this file only makes it so.
 */
import { type Result, refuse, succeed } from '../contract/failure.ts';
import { type Attempt, isLive, orderNumberOf } from './attempt.ts';
import { type AttemptAction, type AttemptInput, isWorthCommitting, reduce } from './machine.ts';
import type { ChargeOrder, PaymentParts, Payments } from './payments.ts';
import type { Order, PaymentProvider, ProviderAnswer, ProviderTiming } from './provider.ts';
import { neverAnswering, unaskedTiming } from './unconfigured.ts';

/** Loads what is unfinished, so that its sales are blocked at once; `resume()` makes it go on. */
export function startPayments(parts: PaymentParts): Payments {
  return new PaymentRunner(parts);
}

type Entry = {
  attempt: Attempt;
  cancelTimer: () => void;
  /**
   * Questions without an answer yet. None is asked twice at a time: a slow provider must not get
   * slower by it. A finished attempt is kept until the answers are in, to judge them too.
   */
  readonly questions: Set<AttemptAction>;
};

class PaymentRunner implements Payments {
  readonly #parts: PaymentParts;
  readonly #entries = new Map<string, Entry>();
  #isOffline = false;
  #isClosed = false;

  constructor(parts: PaymentParts) {
    this.#parts = parts;
    for (const attempt of parts.store.unfinished()) this.#add(attempt);
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
    if (this.live(order.saleId))
      return refuse('payment.in-progress', 'the sale has a live attempt');
    if (this.#isOffline && provider.origin !== null) {
      return refuse('payment.provider-unreachable', 'the network is off');
    }
    const created = createAttempt(order, provider, timing, this.#parts.clock.now());
    this.#parts.store.commit(created);
    const entry = this.#add(created);
    this.#arm(entry);
    if (this.#apply(entry, { kind: 'send' }) === 'charge') {
      const request = {
        ...orderOf(created),
        code: order.code.trim(),
        description: order.description,
        expiresAt: created.createdAt + timing.totalMs,
      };
      this.#listen(entry, 'charge', provider.charge(request));
    }
    return succeed(entry.attempt);
  }

  stop(attemptId: string): Result<Attempt> {
    const entry = this.#entries.get(attemptId);
    if (!entry || !isLive(entry.attempt)) return over();
    this.#go(entry, { kind: 'stop' });
    return succeed(entry.attempt);
  }

  ask(attempt: Attempt): Result<Attempt> {
    if (attempt.state === 'paid' || attempt.way === 'static') return over();
    return this.#tell(attempt, { kind: 'ask' });
  }

  accept(attemptId: string): Result<Attempt> {
    const entry = this.#entries.get(attemptId);
    if (entry?.attempt.way !== 'static' || !isLive(entry.attempt)) return over();
    this.#go(entry, { kind: 'accept' });
    return succeed(entry.attempt);
  }

  decide(attempt: Attempt, as: 'paid' | 'not-paid'): Result<Attempt> {
    return this.#tell(attempt, { kind: 'decide', as });
  }

  settleLate(attempt: Attempt, as: 'attach' | 'return' | 'returned'): Result<Attempt> {
    return this.#tell(attempt, { kind: as });
  }

  live(saleId: string): Attempt | null {
    for (const { attempt } of this.#entries.values()) {
      if (attempt.saleId === saleId && isLive(attempt)) return attempt;
    }
    return null;
  }

  resume(): void {
    for (const entry of [...this.#entries.values()]) this.#attend(entry, { kind: 'resume' });
  }

  setOffline(isOffline: boolean): void {
    const isBack = this.#isOffline && !isOffline;
    this.#isOffline = isOffline;
    if (isBack) this.resume();
  }

  close(): void {
    this.#isClosed = true;
    for (const entry of this.#entries.values()) entry.cancelTimer();
  }

  /** An input to an attempt that may have ended long ago. Refuses when nothing came of it. */
  #tell(attempt: Attempt, input: AttemptInput): Result<Attempt> {
    const entry = this.#entries.get(attempt.id) ?? this.#add(attempt);
    const before = entry.attempt;
    this.#go(entry, input);
    return entry.attempt === before ? over() : succeed(entry.attempt);
  }

  #provider({ attempt }: Entry): PaymentProvider {
    const { accountId, provider } = attempt;
    const found = this.#parts
      .providers()
      .find((known) => (accountId ? known.accountId === accountId : known.id === provider));
    return found ?? neverAnswering(attempt);
  }

  #timing(entry: Entry): ProviderTiming {
    return this.#provider(entry).ways[entry.attempt.way] ?? unaskedTiming;
  }

  #add(attempt: Attempt): Entry {
    const entry = {
      attempt,
      cancelTimer: () => undefined,
      questions: new Set<AttemptAction>(),
    };
    this.#entries.set(attempt.id, entry);
    return entry;
  }

  /** An input that nobody waits for: a store that refuses is reported, and the step comes again. */
  #attend(entry: Entry, input: AttemptInput): void {
    try {
      this.#go(entry, input);
    } catch (error) {
      this.#parts.onFault(error);
      this.#wake(entry, this.#timing(entry).queryIntervalMs);
    }
  }

  #go(entry: Entry, input: AttemptInput): void {
    const action = this.#apply(entry, input);
    const order = orderOf(entry.attempt);
    if (action === 'query') this.#ask(entry, action, (provider) => provider.query(order));
    if (action === 'reverse') this.#ask(entry, action, (provider) => provider.reverse(order));
    this.#forgetIfOver(entry);
  }

  /** Commit, remember, arm the timer, tell; the caller acts only after all of it. */
  #apply(entry: Entry, input: AttemptInput): AttemptAction | null {
    const { store, clock, latePayment, onChange } = this.#parts;
    const before = entry.attempt;
    const timing = this.#timing(entry);
    const { attempt, action } = reduce(before, input, timing, clock.now(), latePayment());
    if (isWorthCommitting(before, attempt)) store.commit(attempt);
    entry.attempt = attempt;
    this.#arm(entry);
    if (attempt !== before) onChange(attempt);
    return action;
  }

  #ask(
    entry: Entry,
    action: AttemptAction,
    call: (provider: PaymentProvider) => Promise<ProviderAnswer>,
  ): void {
    if (entry.questions.has(action)) return;
    const answer = this.#isOffline ? Promise.resolve(networkOff) : call(this.#provider(entry));
    this.#listen(entry, action, answer);
  }

  #listen(entry: Entry, to: AttemptAction, answer: Promise<ProviderAnswer>): void {
    entry.questions.add(to);
    const settle = (act: () => void): void => {
      entry.questions.delete(to);
      if (!this.#isClosed) act();
    };
    answer.then(
      (given) => settle(() => this.#attend(entry, { kind: 'answer', to, answer: given })),
      (error: unknown) => settle(() => this.#parts.onFault(error)),
    );
  }

  #arm(entry: Entry): void {
    const { nextActionAt } = entry.attempt;
    if (nextActionAt === undefined) entry.cancelTimer();
    else this.#wake(entry, Math.max(0, nextActionAt - this.#parts.clock.now()));
  }

  #wake(entry: Entry, delayMs: number): void {
    entry.cancelTimer();
    entry.cancelTimer = this.#parts.timers.after(delayMs, () => {
      if (!this.#isClosed) this.#attend(entry, { kind: 'tick' });
    });
  }

  #forgetIfOver(entry: Entry): void {
    if (!isLive(entry.attempt) && entry.questions.size === 0)
      this.#entries.delete(entry.attempt.id);
  }
}

const networkOff: ProviderAnswer = {
  kind: 'unknown',
  code: 'payment.provider-unreachable',
  detail: 'the network is off',
};

function over() {
  return refuse('payment.closed', 'nothing more can be done about this attempt');
}

function orderOf({ orderNumber, way, amountMinor, providerRef }: Attempt): Order {
  return { orderNumber, way, amountMinor, ...(providerRef === undefined ? {} : { providerRef }) };
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
