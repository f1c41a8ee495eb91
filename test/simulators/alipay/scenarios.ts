/** What the simulated customer and the simulated network do, chosen by the payment code's last two digits. */

export type Fault =
  /** The socket closes before anything has happened. */
  | 'lost-request'
  /** It has happened, and the socket closes. */
  | 'lost-answer'
  /** It has happened, and the answer comes twice over the same socket. */
  | 'answered-twice'
  /** It has happened, and the answer is 20000, HTTP 500 in v3. */
  | 'system-error'
  /** Nothing has happened; a gateway answers with a page of HTML. */
  | 'bad-gateway'
  | 'rate-limit'
  /** Nothing has happened, and the cancellation is to be sent again. */
  | 'retry-flag'
  /** It has happened, and the refund's answer does not say so. */
  | 'refund-silent'
  | 'seller-balance'
  | 'unsigned'
  | 'wrong-signature'
  | 'wrong-amount'
  | 'another-order'
  | 'wrong-clock'
  | 'slow';

export type Operation =
  | 'charge'
  | 'query'
  | 'cancel'
  | 'close'
  | 'refund'
  | 'refund-query'
  | 'bill';

export type Refusal = { readonly code: string; readonly message: string };

type Plan = { readonly fault: Fault; readonly times: number };

export type Scenario = {
  /** When the customer's money moves. */
  readonly pays: 'at-once' | 'never' | 'before-reversal' | { readonly afterQueries: number };
  /** "Wait for the customer" as an error code; else as 10003 in an answer like a success. */
  readonly asksByError?: true;
  readonly refusal?: Refusal;
  /** The first `times` calls of an operation go wrong like this. */
  readonly faults?: Partial<Record<Operation, Plan>>;
};

const always = Number.POSITIVE_INFINITY;

function refused(name: string, message: string): Scenario {
  return { pays: 'never', refusal: { code: `ACQ.${name}`, message } };
}

function once(operation: Operation, fault: Fault): Scenario {
  return { pays: 'at-once', faults: { [operation]: { fault, times: 1 } } };
}

/** The answers about the payment are never right. */
function never(fault: Fault): Scenario {
  const plan = { fault, times: always };
  return { pays: 'at-once', faults: { charge: plan, query: plan } };
}

export const scenarios = {
  paid: { pays: 'at-once' },
  'waiting-then-paid': { pays: { afterQueries: 3 } },
  'waiting-never': { pays: 'never', asksByError: true },
  'code-invalid': refused('PAYMENT_AUTH_CODE_INVALID', '支付失败，请顾客刷新付款码后重新收款'),
  'not-enough': refused('BUYER_BALANCE_NOT_ENOUGH', '买家余额不足'),
  'bankcard-not-enough': refused('BUYER_BANKCARD_BALANCE_NOT_ENOUGH', '用户银行卡余额不足'),
  risk: refused('PAYMENT_REQUEST_HAS_RISK', '支付有风险'),
  limit: refused('TOTAL_FEE_EXCEED', '订单总金额超过限额'),
  declined: refused('PAYMENT_FAIL', '支付失败'),
  'seller-blocked': refused('SELLER_BEEN_BLOCKED', '商家账号被冻结'),
  'lost-request': once('charge', 'lost-request'),
  'lost-answer': once('charge', 'lost-answer'),
  'answered-twice': never('answered-twice'),
  'late-payment': { pays: 'before-reversal' },
  'reversal-fails-first': {
    pays: 'before-reversal',
    faults: { cancel: { fault: 'bad-gateway', times: 2 } },
  },
  'reversal-answer-lost': {
    pays: 'before-reversal',
    faults: { cancel: { fault: 'lost-answer', times: 1 } },
  },
  'reversal-retry-flag': {
    pays: 'before-reversal',
    faults: { cancel: { fault: 'retry-flag', times: 2 } },
  },
  'reversal-system-error': {
    pays: 'before-reversal',
    faults: { cancel: { fault: 'system-error', times: 1 } },
  },
  'system-error-then-paid': once('charge', 'system-error'),
  'query-errors-then-paid': {
    pays: { afterQueries: 3 },
    faults: { query: { fault: 'system-error', times: 2 } },
  },
  unsigned: never('unsigned'),
  'wrong-signature': never('wrong-signature'),
  'wrong-amount': never('wrong-amount'),
  'another-order': never('another-order'),
  'wrong-clock': never('wrong-clock'),
  slow: once('charge', 'slow'),
  'gateway-down': {
    pays: 'at-once',
    faults: {
      charge: { fault: 'bad-gateway', times: 1 },
      query: { fault: 'bad-gateway', times: 2 },
    },
  },
  'rate-limited': once('charge', 'rate-limit'),
  'refund-answer-lost': once('refund', 'lost-answer'),
  'refund-silent': once('refund', 'refund-silent'),
  'refund-system-error': once('refund', 'system-error'),
  'refund-request-lost': once('refund', 'lost-request'),
  'refund-refused': once('refund', 'seller-balance'),
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

/** A payment code of 18 digits that plays the scenario; each serial number is another code. */
export function codeFor(scenario: ScenarioName, serial: number): string {
  const place = scenarioNames.indexOf(scenario);
  return `28${String(serial).padStart(14, '0')}${String(place).padStart(2, '0')}`;
}
