import { limits } from '../../contract/limits.ts';
import type { ProviderTiming, RefundTiming } from '../provider.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const dayMs = 24 * 60 * minuteMs;

/**
 * payment-facts 2.5 and 12: every 3 to 6 s for about 60 s, the cancellation right after the last
 * query, and within 24 h. Alipay's page for payment codes (opendocs 00f7ns) says 5 s for the first
 * question and between questions, which fits both. A payment code lives about a minute, so that a
 * trade that Alipay does not know after that was never charged.
 */
export const presentedTiming: ProviderTiming = {
  firstQueryMs: 5 * secondMs,
  queryIntervalMs: 5 * secondMs,
  totalMs: minuteMs,
  earliestReverseMs: 0,
  reverseIntervalMs: 5 * secondMs,
  reverseIntervalMaxMs: minuteMs,
  notFoundFinalMs: minuteMs,
  reversalWindowMs: dayMs,
};

const shownMs = 3 * minuteMs;

/**
 * payment-facts 12: every 3 to 5 s until the code's own end, which is ours to set. There is no trade
 * before the customer scans, and nothing to cancel, so that only the code's end makes sure of it. That
 * end is a time of day: our clock can be wrong by as much as an answer's may be from it.
 */
export const shownTiming: ProviderTiming = {
  firstQueryMs: 3 * secondMs,
  queryIntervalMs: 3 * secondMs,
  totalMs: shownMs,
  earliestReverseMs: 0,
  reverseIntervalMs: 5 * secondMs,
  reverseIntervalMaxMs: minuteMs,
  notFoundFinalMs: shownMs + limits.clockSkewMs,
  reversalWindowMs: dayMs,
};

/**
 * A refund is answered at once. Where it is not, Alipay wants to be asked 10 s after it at the
 * soonest, and 3 s apart at least (opendocs 02ekft, 02ekfs). How long to ask is our own choice.
 */
export const refundTiming: RefundTiming = {
  firstQueryMs: 10 * secondMs,
  queryIntervalMs: 10 * secondMs,
  queryIntervalMaxMs: 10 * minuteMs,
  windowMs: 7 * dayMs,
};
