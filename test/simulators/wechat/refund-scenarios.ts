/** What becomes of a refund: chosen by `/simulator/next`. */
import type { RefundScenario, Refusal } from './scenario.ts';

const settled = { as: 'SUCCESS', afterQueries: 1 } as const;

function refusedRefund(status: number, code: string, message: string): RefundScenario {
  const refusal: Refusal = { status, code, message };
  return { settles: settled, refusal };
}

export const refundScenarios = {
  refunded: { settles: settled },
  'refunded-at-once': { settles: { as: 'SUCCESS', afterQueries: 0 } },
  'refunded-later': { settles: { as: 'SUCCESS', afterQueries: 4 } },
  /** To a card it takes days. */
  'refund-travels': { settles: { as: 'PROCESSING', afterQueries: 0 } },
  'refund-closed': { settles: { as: 'CLOSED', afterQueries: 1 } },
  'refund-abnormal': { settles: { as: 'ABNORMAL', afterQueries: 1 } },
  'refund-not-enough': refusedRefund(403, 'NOT_ENOUGH', '基本账户余额不足，请充值后重新发起'),
  'refund-account-gone': refusedRefund(403, 'USER_ACCOUNT_ABNORMAL', '用户账户注销'),
  'refund-no-permission': refusedRefund(403, 'NO_AUTH', '没有退款权限'),
  'refund-request-lost': {
    settles: settled,
    faults: { refund: { fault: 'lost-request', times: 1 } },
  },
  'refund-answer-lost': {
    settles: settled,
    faults: { refund: { fault: 'lost-answer', times: 1 } },
  },
  'refund-delivered-twice': {
    settles: settled,
    faults: { refund: { fault: 'delivered-twice', times: 1 } },
  },
  'refund-system-error': {
    settles: settled,
    faults: { refund: { fault: 'system-error', times: 1 } },
  },
  'refund-gateway-down': {
    settles: settled,
    faults: {
      refund: { fault: 'bad-gateway', times: 2 },
      'refund-query': { fault: 'bad-gateway', times: 1 },
    },
  },
  'refund-rate-limited': {
    settles: settled,
    faults: { refund: { fault: 'rate-limit', times: 2 } },
  },
  'refund-wrong-signature': {
    settles: settled,
    faults: {
      refund: { fault: 'wrong-signature', times: 1 },
      'refund-query': { fault: 'wrong-signature', times: 2 },
    },
  },
  'refund-wrong-clock': {
    settles: settled,
    faults: { refund: { fault: 'wrong-clock', times: 1 } },
  },
  'refund-wrong-amount': {
    settles: { as: 'SUCCESS', afterQueries: 0 },
    faults: {
      refund: { fault: 'wrong-amount', times: 1 },
      'refund-query': { fault: 'wrong-amount', times: 2 },
    },
  },
  'refund-answer-slow': { settles: settled, faults: { refund: { fault: 'slow', times: 1 } } },
} as const satisfies Record<string, RefundScenario>;

export type RefundScenarioName = keyof typeof refundScenarios;

export const refundScenarioNames = Object.keys(refundScenarios).filter(isRefundScenarioName);

export function isRefundScenarioName(name: string): name is RefundScenarioName {
  return Object.hasOwn(refundScenarios, name);
}

/** What happens to a statement that is asked for. */
export const billScenarioNames = [
  'bill-ready',
  'bill-creating',
  'bill-missing',
  'bill-wrong-digest',
  'bill-cut-off',
  'bill-refused',
  'bill-elsewhere',
  'bill-unsigned',
  'bill-system-error',
] as const;

export type BillScenarioName = (typeof billScenarioNames)[number];
