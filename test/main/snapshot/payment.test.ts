import { expect, it } from 'vitest';
import { type Attempt, type AttemptState, attemptStates } from '../../../main/payments/attempt.ts';
import { showPayment } from '../../../main/snapshot/payment.ts';

function attempt(state: AttemptState, change: Partial<Attempt> = {}): Attempt {
  return {
    ...{ id: '1', saleId: 'sale-1', provider: 'wechat', accountId: 'wechat', way: 'shown' },
    ...{ orderNumber: 'order1', amountMinor: 1_000, currency: 'CNY', codeHint: '6789', state },
    ...{ createdAt: 1, changedAt: 1, isWaiting: true, isLastAskOut: false },
    ...{ queries: 0, reversals: 0, shownCode: 'weixin://code', deadlineAt: 9 },
    ...change,
  };
}

it('shows a code as long as it may be paid, and never while or after it is given up', () => {
  const shown = attemptStates.filter((state) => showPayment(attempt(state), true).shown !== null);
  expect(shown).toEqual(['sent', 'unknown']);
});

it('lets the cashier stop what is being waited for, and nothing else', () => {
  const stoppable = attemptStates.filter((state) => showPayment(attempt(state), true).canStop);
  expect(stoppable).toEqual(['sent', 'unknown']);
});

it('lets a supervisor’s word stand for a printed code alone, and by the shop’s rule alone', () => {
  const accepts = (way: Attempt['way'], rule: boolean) =>
    showPayment(attempt('unknown', { way }), rule).canAccept;
  expect(accepts('static', true)).toBe(true);
  expect(accepts('static', false)).toBe(false);
  for (const way of ['presented', 'shown', 'link', 'card'] as const) {
    expect(accepts(way, true)).toBe(false);
  }
});

it('says what is not known as unknown, and what is shown as shown', () => {
  const phase = (change: Partial<Attempt>) => showPayment(attempt('unknown', change), true).phase;
  expect(phase({})).toBe('showing');
  expect(phase({ isWaiting: false })).toBe('unknown');
  const { shownCode: _, ...presented } = attempt('unknown', { way: 'presented' });
  expect(showPayment(presented, true).phase).toBe('waiting');
});

it('has nothing of the payment code in it, not even its end', () => {
  for (const state of attemptStates) {
    expect(JSON.stringify(showPayment(attempt(state), true))).not.toContain('6789');
  }
});
