import type { ScenarioName } from '../../simulators/card/scenarios.ts';
import {
  type Expectation,
  expect,
  neverCharged,
  notPaid,
  notRefunded,
  paid,
  refunded,
  reversed,
} from '../ends.ts';

export const cardPayments: Readonly<Record<ScenarioName, Expectation>> = {
  paid: expect('paid', paid),
  'waiting-then-paid': expect('waiting-then-paid', paid),
  // the abort ends it, and the payment’s own line says so first
  'waiting-never': expect('never-paid', notPaid('payment.closed')),
  refusal: expect('declined', notPaid('payment.declined')),
  'wrong-pin': expect('wrong-pin', notPaid('payment.declined')),
  cancel: expect('cancelled', notPaid('payment.closed')),
  busy: expect('terminal-busy', notPaid('device.busy')),
  'bank-unreachable': expect('bank-unreachable', notPaid('payment.provider-unreachable')),
  'lost-request': expect('lost-request', neverCharged),
  'lost-answer': expect('lost-answer', paid),
  'answered-twice': expect('answered-twice', paid),
  slow: expect('slow', paid),
  garbage: expect('garbage', paid),
  'no-json': expect('no-json', paid),
  'half-frame': expect('half-frame', paid),
  'too-long-frame': expect('too-long-frame', paid),
  'another-order': expect('another-order', paid),
  'card-number-once': expect('card-number-once', paid),
  'card-number-always': expect('card-number-always', reversed),
  'wrong-amount': expect('wrong-amount', reversed),
  'query-errors-then-paid': expect('query-errors', paid),
  'abort-too-late': expect('late-payment', reversed),
  'reversal-request-lost': expect('reversal-request-lost', reversed),
  'reversal-answer-lost': expect('reversal-answer-lost', reversed),
};

/** A refund is played by the same table; those that only spoil a payment's end are left out. */
export const cardRefunds: Readonly<Partial<Record<ScenarioName, Expectation>>> = {
  paid: expect('refunded', refunded),
  'waiting-then-paid': expect('refunded-later', refunded),
  refusal: expect('refund-refused', notRefunded('refund.not-possible')),
  'lost-request': expect('refund-request-lost', refunded),
  'lost-answer': expect('refund-answer-lost', refunded),
  slow: expect('refund-answer-slow', refunded),
};
