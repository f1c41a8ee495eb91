/** What happens to a code that is shown: chosen by `/simulator/next`, since it has no digits to choose by. */
import { refundScenarios } from './refund-scenarios.ts';
import { always, refused, type Scenario } from './scenario.ts';

export const shownScenarios = {
  /** Nobody pays until `/simulator/pay-shown` does. */
  'shown-open': { pays: 'never' },
  'shown-paid': { pays: { afterQueries: 1 } },
  'shown-waiting-then-paid': { pays: { afterQueries: 4 } },
  'shown-refused': refused(403, 'NO_AUTH', '商户无权限'),
  'shown-order-lost': { pays: 'never', faults: { charge: { fault: 'lost-request', times: 1 } } },
  'shown-code-lost': { pays: 'never', faults: { charge: { fault: 'lost-answer', times: 1 } } },
  'shown-order-error': { pays: 'never', faults: { charge: { fault: 'system-error', times: 1 } } },
  'shown-order-rate-limited': {
    pays: 'never',
    faults: { charge: { fault: 'rate-limit', times: 1 } },
  },
  'shown-ordered-twice': {
    pays: { afterQueries: 2 },
    faults: { charge: { fault: 'delivered-twice', times: 1 } },
  },
  'shown-slow': { pays: { afterQueries: 1 }, faults: { charge: { fault: 'slow', times: 1 } } },
  'shown-queries-down': {
    pays: { afterQueries: 3 },
    faults: { query: { fault: 'bad-gateway', times: 2 } },
  },
  'shown-queries-limited': {
    pays: { afterQueries: 3 },
    faults: { query: { fault: 'rate-limit', times: 2 } },
  },
  'shown-wrong-signature': {
    pays: 'never',
    faults: { charge: { fault: 'wrong-signature', times: always } },
  },
  'shown-wrong-clock': {
    pays: { afterQueries: 3 },
    faults: { query: { fault: 'wrong-clock', times: 2 } },
  },
  'shown-wrong-amount': {
    pays: { afterQueries: 1 },
    faults: { query: { fault: 'wrong-amount', times: always } },
  },
  'shown-late-payment': { pays: 'before-reversal' },
  'shown-close-fails-first': {
    pays: 'before-reversal',
    faults: { reverse: { fault: 'bad-gateway', times: 2 } },
  },
  'shown-close-lost': {
    pays: 'before-reversal',
    faults: { reverse: { fault: 'lost-answer', times: 1 } },
  },
  'shown-close-repeated': {
    pays: 'before-reversal',
    faults: { reverse: { fault: 'delivered-twice', times: 1 } },
  },
  'shown-refund-lost': { pays: 'before-reversal', refund: refundScenarios['refund-answer-lost'] },
  'shown-refund-not-sent': {
    pays: 'before-reversal',
    refund: refundScenarios['refund-request-lost'],
  },
  'shown-refund-down': { pays: 'before-reversal', refund: refundScenarios['refund-gateway-down'] },
  'shown-refund-travels': { pays: 'before-reversal', refund: refundScenarios['refund-travels'] },
} as const satisfies Record<string, Scenario>;

export type ShownScenarioName = keyof typeof shownScenarios;

export const shownScenarioNames = Object.keys(shownScenarios).filter(isShownScenarioName);

export function isShownScenarioName(name: string): name is ShownScenarioName {
  return Object.hasOwn(shownScenarios, name);
}
