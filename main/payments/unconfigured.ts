import type { Attempt } from './attempt.ts';
import type { PaymentProvider, ProviderAnswer } from './provider.ts';

const intervalMs = 60_000;

/**
 * Stands in for a provider whose account was taken away while an attempt was under way: the attempt
 * stays unknown and its sale blocked until the account is back, because nobody else can be asked.
 */
export function unconfigured({ provider, currency }: Attempt): PaymentProvider {
  const answer: ProviderAnswer = {
    kind: 'unknown',
    code: 'payment.not-configured',
    detail: `no account for ${provider}`,
  };
  return {
    id: provider,
    currency,
    timing: {
      firstQueryMs: intervalMs,
      queryIntervalMs: intervalMs,
      totalMs: intervalMs,
      earliestReverseMs: 0,
      reverseIntervalMs: intervalMs,
      reverseIntervalMaxMs: intervalMs,
      notFoundFinalMs: Number.MAX_SAFE_INTEGER,
      reversalWindowMs: Number.MAX_SAFE_INTEGER,
    },
    charge: async () => answer,
    query: async () => answer,
    reverse: async () => answer,
  };
}
