import type { Result } from '../contract/failure.ts';
import type { Attempt } from './attempt.ts';
import type { PaymentProvider, PayWay, WalletId } from './provider.ts';

export type AttemptStore = {
  /** Durable when it returns: journal record, projection and tender in one transaction. */
  commit(attempt: Attempt): void;
  /** The attempts that are not in a final state. */
  unfinished(): readonly Attempt[];
};

export type Clock = { now(): number };

export type Timers = {
  /** Calls `run` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
};

export type PaymentParts = {
  /** Read at each call: accounts may change while the terminal runs. */
  readonly providers: () => readonly PaymentProvider[];
  /** Money found paid after it was given up: given back at once, or kept for a person. */
  readonly latePayment: () => 'return' | 'ask';
  /** Whether the sale still waits for this money; what comes for one that does not is `late`. */
  readonly canTake?: (attempt: Attempt) => boolean;
  readonly store: AttemptStore;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Called after each change, after its commit. */
  readonly onChange: (attempt: Attempt) => void;
  /** The store refused a commit, or an adapter broke its promise; the attempt is tried again later. */
  readonly onFault: (error: unknown) => void;
};

export type ChargeOrder = {
  /** A UUID; without its hyphens it is the order number the provider sees. */
  readonly attemptId: string;
  readonly saleId: string;
  readonly accountId: string;
  readonly way: PayWay;
  /** Whose code it is, when the code says so. */
  readonly wallet?: WalletId;
  readonly amountMinor: number;
  /** The customer's payment code, empty for other ways. It lives in memory until it is sent and nowhere else. */
  readonly code: string;
  readonly description: string;
};

export type Payments = {
  /**
   * Commits the attempt and sends it; the outcome comes through `onChange`.
   * Refuses with `payment.not-configured`, `payment.provider-unreachable` (network off),
   * `payment.in-progress` (the sale has a live attempt) or `tender.out-of-range`.
   * @throws whatever the store throws: then nothing was sent.
   */
  charge(order: ChargeOrder): Result<Attempt>;
  /** The cashier stops waiting: the attempt is reversed. Refuses with `payment.closed` when it is over. */
  stop(attemptId: string): Result<Attempt>;
  /** Asks the provider at once, whatever the state: `payment.closed` when nothing can be learnt. */
  ask(attempt: Attempt): Result<Attempt>;
  /** A static code is taken for paid on somebody's word. Refuses with `payment.closed` when it is over. */
  accept(attemptId: string): Result<Attempt>;
  /** A person says what became of it, or a statement does. Refuses with `payment.closed` in a final state. */
  decide(attempt: Attempt, as: 'paid' | 'not-paid'): Result<Attempt>;
  /**
   * What was found late is attached (`paid`), reversed, or has been refunded. Before it is attached
   * the provider is asked once more; the outcome comes through `onChange`, and without an answer it
   * stays late. Refuses with `payment.in-progress` to attach beside a live attempt of the sale or an
   * open question, with `payment.closed` what cannot be.
   */
  settleLate(attempt: Attempt, as: 'attach' | 'return' | 'returned'): Result<Attempt>;
  /** The attempt that keeps the sale from taking another payment. */
  live(saleId: string): Attempt | null;
  /** Goes on with every unfinished attempt at once: after a start, or when the network is back. */
  resume(): void;
  /** Demo's "network off": nothing reaches a provider, charges are refused before anything is sent. */
  setOffline(isOffline: boolean): void;
  /** Drops timers and answers; what is unfinished goes on after the next start. */
  close(): void;
};
