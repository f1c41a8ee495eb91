/** What the simulated customer and the simulated network do, chosen by the payment code's last two digits. */
import { always, refused, type Scenario } from './scenario.ts';

export type { Scenario } from './scenario.ts';

export const scenarios = {
  paid: { pays: 'at-once' },
  'password-then-paid': { pays: { afterQueries: 2 }, asksByError: true },
  'password-never': { pays: 'never' },
  'code-expired': refused(400, 'AUTH_CODE_INVALID', '101 付款码已过期，请刷新再试'),
  'not-enough': refused(403, 'NOT_ENOUGH', '余额不足'),
  'code-invalid': refused(400, 'AUTH_CODE_ERROR', '付款码无效'),
  declined: refused(403, 'TRADE_ERROR', '交易错误'),
  'lost-request': { pays: 'at-once', faults: { charge: { fault: 'lost-request', times: 1 } } },
  'lost-answer': { pays: 'at-once', faults: { charge: { fault: 'lost-answer', times: 1 } } },
  'late-payment': { pays: 'before-reversal' },
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
    pays: { afterQueries: 3 },
    faults: { query: { fault: 'parameter-error', times: 2 } },
  },
  'wrong-signature': {
    pays: 'at-once',
    faults: {
      charge: { fault: 'wrong-signature', times: always },
      query: { fault: 'wrong-signature', times: always },
    },
  },
  'wrong-amount': {
    pays: 'at-once',
    faults: {
      charge: { fault: 'wrong-amount', times: always },
      query: { fault: 'wrong-amount', times: always },
    },
  },
  'wrong-clock': {
    pays: 'at-once',
    faults: {
      charge: { fault: 'wrong-clock', times: always },
      query: { fault: 'wrong-clock', times: always },
    },
  },
  slow: { pays: 'at-once', faults: { charge: { fault: 'slow', times: 1 } } },
  'gateway-down': {
    pays: 'at-once',
    faults: {
      charge: { fault: 'bad-gateway', times: 1 },
      query: { fault: 'bad-gateway', times: 2 },
    },
  },
  'rate-limited': { pays: 'at-once', faults: { charge: { fault: 'rate-limit', times: 1 } } },
  // A scenario's place is its code: new ones come after the others.
  'delivered-twice': {
    pays: 'at-once',
    faults: { charge: { fault: 'delivered-twice', times: 1 } },
  },
  'reversal-delivered-twice': {
    pays: 'before-reversal',
    faults: { reverse: { fault: 'delivered-twice', times: 1 } },
  },
  'card-not-supported': refused(403, 'NOT_SUPPORT_CARD', '不支持卡类型'),
  'order-closed': refused(400, 'ORDER_CLOSED', '订单已关闭'),
  'no-permission': refused(403, 'NO_AUTH', '商户无权限'),
  'queries-rate-limited': {
    pays: { afterQueries: 4 },
    faults: { query: { fault: 'rate-limit', times: 3 } },
  },
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
  return `13${String(serial).padStart(14, '0')}${String(place).padStart(2, '0')}`;
}
