import type { Attempt } from './attempt.ts';
import type { PaymentProvider, ProviderAnswer, ProviderTiming, RefundTiming } from './provider.ts';

const intervalMs = 60_000;

/** What any question comes to while the network is switched off. */
export const networkOff = {
  kind: 'unknown',
  code: 'payment.provider-unreachable',
  detail: 'the network is off',
} as const;

/** The rules of an account that is gone: ask seldom, never give up. */
export const unaskedTiming: ProviderTiming = {
  firstQueryMs: intervalMs,
  queryIntervalMs: intervalMs,
  totalMs: intervalMs,
  earliestReverseMs: 0,
  reverseIntervalMs: intervalMs,
  reverseIntervalMaxMs: intervalMs,
  notFoundFinalMs: Number.MAX_SAFE_INTEGER,
  reversalWindowMs: Number.MAX_SAFE_INTEGER,
};

/** The same for a refund. */
export const unaskedRefundTiming: RefundTiming = {
  firstQueryMs: intervalMs,
  queryIntervalMs: intervalMs,
  queryIntervalMaxMs: intervalMs,
  windowMs: Number.MAX_SAFE_INTEGER,
};

/**
 * Stands in for a provider whose account was taken away while an attempt was under way: the attempt
 * stays unknown and its sale blocked until the account is back, because nobody else can be asked.
 */
export function neverAnswering({ provider, accountId, way, currency }: Attempt): PaymentProvider {
  const answer: ProviderAnswer = {
    kind: 'unknown',
    code: 'payment.not-configured',
    detail: `no account for ${provider}`,
  };
  return {
    id: provider,
    kind: 'third-party',
    accountId: accountId ?? provider,
    currency,
    wallets: [],
    takesEmv: false,
    ways: { [way]: unaskedTiming },
    origin: null,
    charge: async () => answer,
    query: async () => answer,
    reverse: async () => answer,
    refunds: null,
    find: null,
    statements: null,
  };
}
