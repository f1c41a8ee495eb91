/** What the simulated customer and the simulated network do, chosen by the payment code's last two digits. */
import type { WalletId } from '../../../main/contract/payments/names.ts';

export type Fault =
  /** The socket closes before anything has happened. */
  | 'lost-request'
  /** It has happened, and the socket closes. */
  | 'lost-answer'
  /** It has happened, and the answer is a system error. */
  | 'system-error'
  /** Nothing has happened; a gateway answers with a page of HTML. */
  | 'bad-gateway'
  | 'rate-limit'
  | 'wrong-signature'
  /** Signed, and then one digit of the body changed. */
  | 'changed-byte'
  | 'wrong-amount'
  | 'wrong-clock'
  | 'slow'
  /** The same answer twice on the same connection. */
  | 'twice';

export type Operation =
  | 'charge'
  | 'query'
  | 'find'
  | 'reverse'
  | 'refund'
  | 'query-refund'
  | 'statement';

/** Why an order or a refund is refused. */
export type Refusal =
  | 'code-expired'
  | 'code-invalid'
  | 'not-enough-funds'
  | 'limit-exceeded'
  | 'declined'
  | 'order-closed'
  | 'order-reversed'
  | 'order-not-found'
  | 'order-exists'
  | 'refund-not-found'
  | 'refund-exceeds-paid'
  | 'refund-not-possible'
  | 'statement-not-ready'
  | 'request-invalid'
  | 'signature-wrong'
  | 'clock-wrong'
  | 'not-permitted'
  | 'busy'
  | 'system-error';

export type Scenario = {
  /** When the customer's money moves. */
  readonly pays: 'at-once' | 'never' | 'before-reversal' | { readonly afterQueries: number };
  /** Refused at once. */
  readonly refusal?: Refusal;
  /** Taken, and refused by the customer or the bank while it is being asked for. */
  readonly failsWith?: Refusal;
  /** What becomes of a refund of it; done at once unless it says otherwise. */
  readonly refunds?: 'refused' | { readonly afterQueries: number };
  /** The first `times` calls of an operation go wrong like this. */
  readonly faults?: Partial<Record<Operation, { readonly fault: Fault; readonly times: number }>>;
};

const always = Number.POSITIVE_INFINITY;

function refused(refusal: Refusal): Scenario {
  return { pays: 'never', refusal };
}

/** A charge whose every answer goes wrong, and each question about it too. */
function garbled(fault: Fault): Scenario {
  const faults = { charge: { fault, times: always }, query: { fault, times: always } };
  return { pays: 'at-once', faults };
}

export const scenarios = {
  paid: { pays: 'at-once' },
  'waiting-then-paid': { pays: { afterQueries: 2 } },
  'waiting-never': { pays: 'never' },
  'waiting-then-refused': { pays: 'never', failsWith: 'not-enough-funds' },
  'code-expired': refused('code-expired'),
  'code-invalid': refused('code-invalid'),
  'not-enough-funds': refused('not-enough-funds'),
  'limit-exceeded': refused('limit-exceeded'),
  declined: refused('declined'),
  'lost-request': { pays: 'at-once', faults: { charge: { fault: 'lost-request', times: 1 } } },
  'lost-answer': { pays: 'at-once', faults: { charge: { fault: 'lost-answer', times: 1 } } },
  'answered-twice': { pays: 'at-once', faults: { charge: { fault: 'twice', times: 1 } } },
  'late-payment': { pays: 'before-reversal' },
  'reversal-unknown': {
    pays: 'before-reversal',
    faults: { reverse: { fault: 'system-error', times: 2 } },
  },
  'reversal-fails-first': {
    pays: 'before-reversal',
    faults: { reverse: { fault: 'bad-gateway', times: 2 } },
  },
  'reversal-answer-lost': {
    pays: 'before-reversal',
    faults: { reverse: { fault: 'lost-answer', times: 1 } },
  },
  'system-error-then-paid': {
    pays: 'at-once',
    faults: { charge: { fault: 'system-error', times: 1 } },
  },
  'query-errors-then-paid': {
    pays: { afterQueries: 1 },
    faults: { query: { fault: 'bad-gateway', times: 2 } },
  },
  'wrong-signature': garbled('wrong-signature'),
  'changed-byte': garbled('changed-byte'),
  'wrong-amount': garbled('wrong-amount'),
  'wrong-clock': garbled('wrong-clock'),
  slow: { pays: 'at-once', faults: { charge: { fault: 'slow', times: 1 } } },
  'gateway-down': {
    pays: 'at-once',
    faults: {
      charge: { fault: 'bad-gateway', times: 1 },
      query: { fault: 'bad-gateway', times: 2 },
    },
  },
  'rate-limited': { pays: 'at-once', faults: { charge: { fault: 'rate-limit', times: 1 } } },
  'refund-waits': { pays: 'at-once', refunds: { afterQueries: 2 } },
  'refund-refused': { pays: 'at-once', refunds: 'refused' },
  'refund-lost-request': {
    pays: 'at-once',
    faults: { refund: { fault: 'lost-request', times: 1 } },
  },
  'refund-lost-answer': { pays: 'at-once', faults: { refund: { fault: 'lost-answer', times: 1 } } },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

export const scenarioNames = Object.keys(scenarios).filter(isScenarioName);

export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name);
}

/** Codes end in the scenario's place in the table, counted from 00; any other ending is paid. */
export function scenarioOfCode(code: string): ScenarioName {
  return scenarioNames[Number(code.slice(-2))] ?? 'paid';
}

/** Prefix and digits by wallet: payment-facts 1. QQ's are not verified there. */
const shapes: Readonly<Record<WalletId, { readonly prefix: string; readonly digits: number }>> = {
  wechat: { prefix: '13', digits: 18 },
  alipay: { prefix: '28', digits: 18 },
  unionpay: { prefix: '62', digits: 19 },
  ecny: { prefix: '01', digits: 19 },
  qq: { prefix: '91', digits: 18 },
};

/** A wallet's payment code that plays the scenario; each serial number is another code. */
export function codeFor(wallet: WalletId, scenario: ScenarioName, serial: number): string {
  const { prefix, digits } = shapes[wallet];
  const place = String(scenarioNames.indexOf(scenario)).padStart(2, '0');
  return `${prefix}${String(serial).padStart(digits - 4, '0')}${place}`;
}

/** Whose code it is; null for a code that no wallet makes. */
export function walletOfCode(code: string): WalletId | null {
  const inRange = (from: number, to: number): boolean =>
    Number(code.slice(0, 2)) >= from && Number(code.slice(0, 2)) <= to;
  if (/^62[0-9]{17}$/.test(code)) return 'unionpay';
  if (/^01[0-9]{17}$/.test(code)) return 'ecny';
  if (/^91[0-9]{16}$/.test(code)) return 'qq';
  if (/^[0-9]{18}$/.test(code) && inRange(10, 15)) return 'wechat';
  return /^[0-9]{16,24}$/.test(code) && inRange(25, 30) ? 'alipay' : null;
}
