import { type Expectation, expect, notPaid, refundedInCash, unverified } from '../ends.ts';

/** Nobody can be asked about a printed code, so it has no scenarios: only what people do. */
export const staticExpected: readonly Expectation[] = [
  expect('accepted', unverified, 'accept'),
  expect('stopped', notPaid('payment.unverified'), 'stop'),
];

export const staticRefund: Expectation = expect('refund-in-cash', refundedInCash, 'accept');
