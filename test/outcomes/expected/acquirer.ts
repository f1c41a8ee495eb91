import type { WalletId } from '../../../main/contract/payments/names.ts';
import type { ScenarioName } from '../../simulators/acquirer/scenarios.ts';
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

/** By way; a way that is not named cannot meet the scenario. */
type Ways = {
  readonly presented?: Expectation;
  /** A code that is shown, and a link. */
  readonly shown?: readonly Expectation[];
  readonly refund?: Expectation;
};

const both = (expectation: Expectation): Ways => ({
  presented: expectation,
  shown: [expectation],
});

/** Given up: by itself with a payment code, by the cashier with what is shown. */
const givenUp = (situation: Expectation['situation']): Ways => ({
  presented: expect(situation, reversed),
  shown: [expect(situation, reversed, 'stop')],
});

/** A code or a link that never came cannot be paid: then the order is reversed, at once. */
export const unionpayExpected: Readonly<Record<ScenarioName, Ways>> = {
  paid: { ...both(expect('paid', paid)), refund: expect('refunded', refunded) },
  'waiting-then-paid': both(expect('waiting-then-paid', paid)),
  'waiting-never': {
    presented: expect('never-paid', reversed),
    shown: [
      expect('scanned-and-paid', paid, 'pay-shown'),
      expect('stopped', reversed, 'stop'),
      expect('never-paid', reversed),
    ],
  },
  'waiting-then-refused': both(expect('waiting-then-refused', notPaid('payment.not-enough-funds'))),
  'code-expired': { presented: expect('code-expired', notPaid('payment.code-expired')) },
  'code-invalid': { presented: expect('code-invalid', notPaid('payment.code-invalid')) },
  'not-enough-funds': { presented: expect('not-enough', notPaid('payment.not-enough-funds')) },
  'limit-exceeded': both(expect('limit', notPaid('payment.declined'))),
  declined: both(expect('declined', notPaid('payment.declined'))),
  'lost-request': both(expect('lost-request', neverCharged)),
  'lost-answer': {
    presented: expect('lost-answer', paid),
    shown: [expect('lost-answer', reversed)],
  },
  'answered-twice': both(expect('answered-twice', paid)),
  'late-payment': givenUp('late-payment'),
  'reversal-unknown': givenUp('reversal-system-error'),
  'reversal-fails-first': givenUp('reversal-fails-first'),
  'reversal-answer-lost': givenUp('reversal-answer-lost'),
  'system-error-then-paid': {
    presented: expect('system-error', paid),
    shown: [expect('system-error', reversed)],
  },
  'query-errors-then-paid': both(expect('query-errors', paid)),
  'wrong-signature': givenUp('wrong-signature'),
  'changed-byte': givenUp('changed-byte'),
  'wrong-amount': givenUp('wrong-amount'),
  'wrong-clock': givenUp('wrong-clock'),
  slow: both(expect('slow', paid)),
  'gateway-down': both(expect('gateway-down', neverCharged)),
  'rate-limited': both(expect('rate-limited', neverCharged)),
  'refund-waits': { refund: expect('refunded-later', refunded) },
  'refund-refused': { refund: expect('refund-refused', notRefunded('refund.not-possible')) },
  'refund-lost-request': { refund: expect('refund-request-lost', refunded) },
  'refund-lost-answer': { refund: expect('refund-answer-lost', refunded) },
};

/** A link waits for a day, also in a rehearsal too long to be watched: there it is stopped. */
export function isForLink({ situation }: Expectation): boolean {
  return situation !== 'never-paid';
}

/**
 * One account for all wallets. It speaks the same protocol, so a few scenarios stand for all, each
 * with every wallet's code; `emv` is an EMVCo consumer code.
 */
export const aggregatorExpected: Readonly<Partial<Record<ScenarioName, Expectation>>> = {
  paid: expect('paid', paid),
  'waiting-then-paid': expect('waiting-then-paid', paid),
  'not-enough-funds': expect('not-enough', notPaid('payment.not-enough-funds')),
  'lost-answer': expect('lost-answer', paid),
  'late-payment': expect('late-payment', reversed),
};

export const aggregatorWallets: readonly WalletId[] = [
  'wechat',
  'alipay',
  'unionpay',
  'ecny',
  'qq',
];
