import type { Result } from '../contract/failure.ts';
import type { Attempt } from './attempt.ts';
import type { Clock, Timers } from './payments.ts';
import type { PaymentProvider } from './provider.ts';
import type { Refund } from './refund.ts';

export type RefundStore = {
  /** Durable when it returns: journal record and projection in one transaction. */
  commit(refund: Refund): void;
  /** The refunds that are not in a final state. */
  unfinished(): readonly Refund[];
  /** One that may be over long ago. */
  get(refundId: string): Refund | null;
};

export type RefundParts = {
  /** Read at each call: accounts may change while the terminal runs. */
  readonly providers: () => readonly PaymentProvider[];
  readonly store: RefundStore;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Called after each change, after its commit. */
  readonly onChange: (refund: Refund) => void;
  readonly onFault: (error: unknown) => void;
};

export type RefundOrder = {
  /** A UUID; without its hyphens it is the refund number the provider sees. */
  readonly refundId: string;
  readonly documentId: string | null;
  /** The payment that is given back, whole or in part. */
  readonly attempt: Attempt;
  readonly amountMinor: number;
  readonly reason: string;
};

export type Refunds = {
  /**
   * Commits the refund and sends it; the outcome comes through `onChange`. Refuses with
   * `payment.not-configured`, `refund.not-possible` (the provider has no refunds),
   * `tender.out-of-range`, or `refund.exceeds-paid`, as far as can be seen from the payment and the
   * refunds of it that are under way. A provider that cannot be reached is no refusal: it is asked
   * until it can. A refund that is known by its id is not made twice.
   * @throws whatever the store throws: then nothing was written and nothing will be sent.
   */
  refund(order: RefundOrder): Result<Refund>;
  /** Asks for its state at once, also when it failed. Refuses with `refund.closed` when it is refunded. */
  ask(refundId: string): Result<Refund>;
  /** Goes on with every unfinished refund at once: after a start, or when the network is back. */
  resume(): void;
  setOffline(isOffline: boolean): void;
  close(): void;
};
