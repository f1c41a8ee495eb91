import type { ScenarioName } from '../../simulators/alipay/scenarios.ts';
import {
  type Expectation,
  expect,
  neverCharged,
  neverChargedSoFar,
  notPaid,
  notRefunded,
  paid,
  refunded,
  reversed,
} from '../ends.ts';

/** By way; a way that is not named cannot meet the scenario. */
type Ways = {
  readonly presented?: readonly Expectation[];
  readonly shown?: readonly Expectation[];
  readonly refund?: Expectation;
};

/** What ends alike, whether the customer's code was scanned or ours. */
const both = (expectation: Expectation): Ways => ({
  presented: [expectation],
  shown: [expectation],
});

/** A code that never came cannot be scanned; what is never scanned is no trade at Alipay. */
export const alipayExpected: Readonly<Record<ScenarioName, Ways>> = {
  paid: {
    presented: [expect('paid', paid)],
    shown: [
      expect('scanned-and-paid', paid, 'pay-shown'),
      expect('stopped', neverCharged, 'stop'),
      expect('never-paid', neverCharged),
    ],
    refund: expect('refunded', refunded),
  },
  'waiting-then-paid': both(expect('waiting-then-paid', paid)),
  'waiting-never': { presented: [expect('never-paid', reversed)] },
  'code-invalid': { presented: [expect('code-invalid', notPaid('payment.code-invalid'))] },
  'not-enough': { presented: [expect('not-enough', notPaid('payment.not-enough-funds'))] },
  'bankcard-not-enough': {
    presented: [expect('bankcard-not-enough', notPaid('payment.not-enough-funds'))],
  },
  risk: { presented: [expect('risk', notPaid('payment.declined'))] },
  limit: both(expect('limit', notPaid('payment.declined'))),
  declined: { presented: [expect('declined', notPaid('payment.declined'))] },
  'seller-blocked': both(expect('seller-blocked', notPaid('payment.provider-error'))),
  'lost-request': both(expect('lost-request', neverCharged)),
  'lost-answer': {
    presented: [expect('lost-answer', paid)],
    shown: [expect('lost-answer', neverCharged)],
  },
  'answered-twice': {
    presented: [expect('answered-twice', paid)],
    shown: [expect('answered-twice', paid, 'pay-shown')],
  },
  'late-payment': {
    presented: [expect('late-payment', reversed)],
    shown: [expect('late-payment', reversed, 'stop')],
  },
  'reversal-fails-first': {
    presented: [expect('reversal-fails-first', reversed)],
    shown: [expect('reversal-fails-first', reversed, 'stop')],
  },
  'reversal-answer-lost': {
    presented: [expect('reversal-answer-lost', reversed)],
    shown: [expect('reversal-answer-lost', reversed, 'stop')],
  },
  'reversal-retry-flag': {
    presented: [expect('reversal-retry-flag', reversed)],
    shown: [expect('reversal-retry-flag', reversed, 'stop')],
  },
  'reversal-system-error': {
    presented: [expect('reversal-system-error', reversed)],
    shown: [expect('reversal-system-error', reversed, 'stop')],
  },
  'system-error-then-paid': {
    presented: [expect('system-error', paid)],
    shown: [expect('system-error', neverCharged)],
  },
  'query-errors-then-paid': both(expect('query-errors', paid)),
  unsigned: {
    presented: [expect('unsigned', reversed)],
    shown: [expect('unsigned', neverChargedSoFar)],
  },
  'wrong-signature': {
    presented: [expect('wrong-signature', reversed)],
    shown: [expect('wrong-signature', neverChargedSoFar)],
  },
  'wrong-amount': {
    presented: [expect('wrong-amount', reversed)],
    shown: [expect('wrong-amount', reversed, 'pay-shown')],
  },
  'another-order': {
    presented: [expect('another-order', reversed)],
    shown: [expect('another-order', neverChargedSoFar)],
  },
  'wrong-clock': {
    presented: [expect('wrong-clock', reversed)],
    shown: [expect('wrong-clock', neverChargedSoFar)],
  },
  slow: {
    presented: [expect('slow', paid)],
    shown: [expect('slow', paid, 'pay-shown')],
  },
  'gateway-down': both(expect('gateway-down', neverCharged)),
  'rate-limited': both(expect('rate-limited', neverCharged)),
  'refund-answer-lost': { refund: expect('refund-answer-lost', refunded) },
  'refund-silent': { refund: expect('refund-silent', refunded) },
  'refund-system-error': { refund: expect('refund-system-error', refunded) },
  'refund-request-lost': { refund: expect('refund-request-lost', refunded) },
  'refund-refused': { refund: expect('refund-not-enough', notRefunded('refund.not-possible')) },
};
