/**
 * The provider port: what a wallet, a bank or a carrier must be able to do for a payment attempt.
 *
 * A new provider is one folder beside this file (`wechat/` is the first): a function that takes its
 * account and gives back a `PaymentProvider`. It translates bytes into answers and keeps no state:
 * when to ask, when to give up and when to reverse is decided by `machine.ts` from `timing`, and
 * what is durable by `runner.ts`. Its other end, speaking the same bytes, is a simulator under
 * `test/simulators/NAME`. What its payment codes look like is a row of `codes.ts`.
 */
import type { FailureCode } from '../contract/failure.ts';

/** The providers a payment code can belong to (payment-facts 1); not each has an adapter yet. */
export const providerIds = ['wechat', 'alipay', 'unionpay', 'ecny'] as const;

export type ProviderId = (typeof providerIds)[number];

export type ChargeRequest = {
  /** Ours, unique for ever: 6 to 32 of `[0-9A-Za-z_*-]`. It is the idempotency key. */
  readonly orderNumber: string;
  readonly amountMinor: number;
  /** The customer's payment code. A secret: never stored, never logged. */
  readonly code: string;
  /** What the customer reads in the wallet. */
  readonly description: string;
};

/** What the provider says. A final answer ends the attempt; the others only say: ask again. */
export type ProviderAnswer =
  /** Final: the money is the merchant's. */
  | {
      readonly kind: 'paid';
      /** The provider's own number, printed on the receipt and on the customer's bill. */
      readonly providerRef: string;
      readonly paidMinor: number;
      readonly currency: string;
      /** A masked payer, for the receipt and for the search in a dispute. */
      readonly payerHint?: string;
    }
  /** Final: no money moved and none will under this order number. */
  | { readonly kind: 'declined'; readonly code: FailureCode; readonly detail: string }
  /** Final: the order is closed, revoked or refunded; nothing of it is left with the merchant. */
  | { readonly kind: 'reversed' }
  /** The customer is confirming on the phone. */
  | { readonly kind: 'waiting' }
  /** The provider does not know the order. While the attempt is young that is not a failure. */
  | { readonly kind: 'not-found' }
  /** No answer, or one that cannot be trusted or understood. `code` says what stood in the way. */
  | { readonly kind: 'unknown'; readonly code: FailureCode; readonly detail: string };

/** When to ask, in milliseconds since the charge was sent unless the name says otherwise. */
export type ProviderTiming = {
  readonly firstQueryMs: number;
  readonly queryIntervalMs: number;
  /** When the asking ends: one last query, and if that is not final either, the reversal. */
  readonly totalMs: number;
  /** The provider refuses a reversal sooner than this. */
  readonly earliestReverseMs: number;
  /** Pause before a reversal is repeated; doubled each time up to `reverseIntervalMaxMs`. */
  readonly reverseIntervalMs: number;
  readonly reverseIntervalMaxMs: number;
  /** From here on "not found" means never charged: the payment code itself has expired. */
  readonly notFoundFinalMs: number;
  /** After this the provider takes no reversal any more and a person must decide. */
  readonly reversalWindowMs: number;
};

/**
 * None of the calls throws for a fault of the world: refused connections, time-outs and nonsense are
 * `unknown` answers. Each settles within the adapter's own time-out. The one exception worth knowing:
 * a charge that certainly never left the terminal (no connection) is `declined`
 * with `payment.provider-unreachable`.
 */
export type PaymentProvider = {
  readonly id: ProviderId;
  /** ISO 4217, such as `CNY`. */
  readonly currency: string;
  readonly timing: ProviderTiming;
  /** Sends the charge, once. It is never sent again under the same order number. */
  charge(request: ChargeRequest): Promise<ProviderAnswer>;
  query(orderNumber: string): Promise<ProviderAnswer>;
  /** Cancels an unpaid order and gives the money of a paid one back; may be repeated. */
  reverse(orderNumber: string): Promise<ProviderAnswer>;
};
