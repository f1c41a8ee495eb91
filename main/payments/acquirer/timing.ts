import type { PayWay, ProviderTiming } from '../provider.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * Ours: payment-facts 12 has no verified rule for UnionPay, only "query, else reversal". A reversal
 * is taken at any time, by order number, and repeated until it is final. A payment code lives about
 * a minute (payment-facts 1), so after two an order that nobody knows was never charged.
 */
const presented: ProviderTiming = {
  firstQueryMs: 3_000,
  queryIntervalMs: 5_000,
  totalMs: minuteMs,
  earliestReverseMs: 0,
  reverseIntervalMs: 5_000,
  reverseIntervalMaxMs: minuteMs,
  notFoundFinalMs: 2 * minuteMs,
  reversalWindowMs: 24 * hourMs,
};

/** Ours, in the range of payment-facts 12 (3-5 s). The code dies when the asking ends. */
const shown: ProviderTiming = {
  ...presented,
  queryIntervalMs: 4_000,
  totalMs: 5 * minuteMs,
};

/** Ours: a link lives a day, and its reversal may take another. */
const link: ProviderTiming = {
  ...presented,
  firstQueryMs: 10_000,
  queryIntervalMs: minuteMs,
  totalMs: 24 * hourMs,
  reversalWindowMs: 48 * hourMs,
};

export const acquirerTimings: Readonly<Partial<Record<PayWay, ProviderTiming>>> = {
  presented,
  shown,
  link,
};
