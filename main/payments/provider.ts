/**
 * The provider port: what a wallet, a bank or a carrier must be able to do for a payment attempt.
 *
 * A new provider is one folder beside this file (`wechat/` is the first): a function that takes its
 * account and gives back a `PaymentProvider`. It translates bytes into answers and keeps no state:
 * when to ask, when to give up and when to reverse is decided by `machine.ts` from the way's timing,
 * and what is durable by `runner.ts`. Its other end, speaking the same bytes, is a simulator under
 * `test/simulators/NAME`. What its payment codes look like is a row of `codes.ts`.
 */
import type { FailureCode } from '../contract/failure.ts';
import type { PayWay, ProviderId, ProviderKind, WalletId } from '../contract/payments/names.ts';
import type { StatementPort } from './statement.ts';

export type { PayWay, ProviderId, WalletId } from '../contract/payments/names.ts';

/** An order as the provider knows it. */
export type Order = {
  /** Ours, unique for ever: 6 to 32 of `[0-9A-Za-z_*-]`. It is the idempotency key. */
  readonly orderNumber: string;
  readonly way: PayWay;
  readonly amountMinor: number;
  /** The provider's own number, once it has said it. */
  readonly providerRef?: string;
};

export type ChargeRequest = Order & {
  /** The customer's payment code for `presented`, else empty. A secret: never stored, never logged. */
  readonly code: string;
  /** What the customer reads in the wallet. */
  readonly description: string;
  /** UTC ms: a code that is shown must not be payable after this. */
  readonly expiresAt: number;
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
      /** Whose wallet or card it was, when an account takes several. */
      readonly wallet?: WalletId;
    }
  /** Final: no money moved and none will under this order number. */
  | { readonly kind: 'declined'; readonly code: FailureCode; readonly detail: string }
  /** Final: the order is closed, revoked or refunded; nothing of it is left with the merchant. */
  | { readonly kind: 'reversed' }
  /** To a charge by `shown`, `link` or `static`: what the customer is to scan, or the link's address. */
  | { readonly kind: 'shown'; readonly content: string }
  /** The customer is confirming on the phone, or has not scanned the shown code yet. */
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

export type RefundRequest = {
  readonly order: Order;
  /** Ours, unique for ever, `[0-9A-Za-z_-]{6,32}`: the idempotency key of this refund. */
  readonly refundNumber: string;
  readonly amountMinor: number;
  /** What the customer reads. */
  readonly reason: string;
};

export type RefundAnswer =
  /** Final: the money is on its way back to the customer. */
  | {
      readonly kind: 'refunded';
      readonly refundedMinor: number;
      readonly providerRefundRef: string;
    }
  /** Accepted, not final: ask again. */
  | { readonly kind: 'processing' }
  /** Final: nothing went back and nothing will under this refund number. */
  | { readonly kind: 'declined'; readonly code: FailureCode; readonly detail: string }
  /** The provider does not know this refund: it may be sent again under the same number. */
  | { readonly kind: 'not-found' }
  | { readonly kind: 'unknown'; readonly code: FailureCode; readonly detail: string };

/** When to ask about a refund, in milliseconds. */
export type RefundTiming = {
  readonly firstQueryMs: number;
  /** Doubled each time up to `queryIntervalMaxMs`. */
  readonly queryIntervalMs: number;
  readonly queryIntervalMaxMs: number;
  /** After this a person must decide. */
  readonly windowMs: number;
};

export type RefundPort = {
  readonly timing: RefundTiming;
  /** Sends the refund; may be repeated under the same refund number, and refunds once. */
  refund(request: RefundRequest): Promise<RefundAnswer>;
  query(request: RefundRequest): Promise<RefundAnswer>;
};

/** What a search by the number on the customer's phone finds. */
export type FoundOrder =
  | { readonly kind: 'found'; readonly orderNumber: string; readonly answer: ProviderAnswer }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'unknown'; readonly code: FailureCode; readonly detail: string };

/**
 * None of the calls throws for a fault of the world: refused connections, time-outs and nonsense are
 * `unknown` answers. Each settles within the adapter's own time-out. The one exception worth knowing:
 * a charge that certainly never left the terminal (no connection) is `declined`
 * with `payment.provider-unreachable`.
 */
export type PaymentProvider = {
  readonly id: ProviderId;
  readonly kind: ProviderKind;
  /** The account in the settings; attempts remember it, so that the right one is asked later. */
  readonly accountId: string;
  /** ISO 4217, such as `CNY`. */
  readonly currency: string;
  /** Whose payment codes it takes; EMVCo consumer codes when `takesEmv`. */
  readonly wallets: readonly WalletId[];
  readonly takesEmv: boolean;
  /** The ways it offers, with their rules. */
  readonly ways: Readonly<Partial<Record<PayWay, ProviderTiming>>>;
  /** Where it is reached, such as `https://api.mch.weixin.qq.com` or `tcp://host:port`; null: nowhere. */
  readonly origin: string | null;
  /** Sends the charge, once. It is never sent again under the same order number. */
  charge(request: ChargeRequest): Promise<ProviderAnswer>;
  query(order: Order): Promise<ProviderAnswer>;
  /**
   * Cancels an unpaid order and gives the money of a paid one back; may be repeated. Where the
   * provider can only close (a shown code), the adapter closes, asks once more and refunds what came.
   */
  reverse(order: Order): Promise<ProviderAnswer>;
  readonly refunds: RefundPort | null;
  /** Asks by the provider's own number, as it stands on the customer's bill. */
  find: ((providerRef: string) => Promise<FoundOrder>) | null;
  readonly statements: StatementPort | null;
};
