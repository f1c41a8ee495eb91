import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../main/payments/attempt.ts';
import { type AttemptInput, reduce } from '../../../main/payments/machine.ts';
import type { ProviderAnswer } from '../../../main/payments/provider.ts';
import { staticTiming } from '../../../main/payments/static/static.ts';
import { wechatTiming } from '../../../main/payments/wechat/wechat.ts';

const startMs = 1_700_000_000_000;
const dayMs = 24 * 3_600_000;

const failed: Attempt = {
  id: 'attempt-1',
  saleId: 'sale-1',
  provider: 'wechat',
  accountId: 'wechat',
  way: 'presented',
  orderNumber: 'attempt1',
  amountMinor: 1_250,
  currency: 'CNY',
  codeHint: '6789',
  state: 'failed',
  createdAt: startMs,
  changedAt: startMs,
  sentAt: startMs,
  isWaiting: false,
  isLastAskOut: false,
  queries: 2,
  reversals: 2,
};

const at = (
  state: Attempt['state'],
  input: AttemptInput,
  { late = 'ask', laterMs = 60_000, ...changed }: Partial<Attempt> & Changed = {},
) => {
  const attempt: Attempt = { ...failed, ...changed, state };
  const timing = attempt.way === 'static' ? staticTiming : wechatTiming;
  return reduce(attempt, input, timing, startMs + laterMs, late);
};
type Changed = { readonly late?: 'return' | 'ask'; readonly laterMs?: number };

const paid: ProviderAnswer = {
  kind: 'paid',
  providerRef: '42000',
  paidMinor: 1_250,
  currency: 'CNY',
};
const answer = (given: ProviderAnswer, isStale = false): AttemptInput => ({
  kind: 'answer',
  to: 'query',
  answer: given,
  isStale,
});
const otherAmount = answer({ ...paid, paidMinor: 1 });

describe('money found after its payment was given up', () => {
  it.each(['failed', 'reversed', 'unresolved'] as const)(
    'by a payment that was %s goes back or waits, by the shop’s rule',
    (state) => {
      expect(at(state, answer(paid), { late: 'return' })).toMatchObject({
        attempt: { state: 'reversing', providerRef: '42000' },
        action: 'reverse',
      });
      expect(at(state, answer(paid), { late: 'ask' })).toMatchObject({
        attempt: { state: 'late', providerRef: '42000' },
        action: null,
      });
    },
  );

  it('waits for a person when the provider takes no reversal any more', () => {
    const found = at('failed', answer(paid), { late: 'return', laterMs: 8 * dayMs });
    expect(found.attempt.state).toBe('late');
  });

  it('is asked about once more when the answer was asked for before the end', () => {
    for (const late of ['return', 'ask'] as const) {
      expect(at('reversed', answer(paid, true), { late })).toMatchObject({
        attempt: { state: 'reversed' },
        action: 'query',
      });
    }
  });

  it('of another amount can only go back', () => {
    expect(at('failed', otherAmount).attempt.state).toBe('reversing');
    const kept = at('failed', otherAmount, { laterMs: 8 * dayMs }).attempt;
    expect(kept).toMatchObject({ state: 'late', failureCode: 'payment.amount-mismatch' });
    expect(at('late', { kind: 'attach' }, kept).attempt.state).toBe('late');
  });

  it('before a reversal was sent is kept where the shop wants to be asked', () => {
    const waiting = { nextActionAt: startMs + 15_000, reversals: 0, laterMs: 9_000 };
    expect(at('reversing', answer(paid), { ...waiting, late: 'ask' }).attempt.state).toBe('late');
    const returning = at('reversing', answer(paid), { ...waiting, late: 'return' });
    expect(returning.attempt.state).toBe('reversing');
    expect(at('reversing', answer(paid), { ...waiting, reversals: 1 }).attempt.state).toBe(
      'reversing',
    );
  });

  it('is the sale’s, goes back, or has gone back, as a person says', () => {
    expect(at('late', { kind: 'attach' }).attempt.state).toBe('paid');
    expect(at('late', { kind: 'return' })).toMatchObject({
      attempt: { state: 'reversing' },
      action: 'reverse',
    });
    expect(at('late', { kind: 'returned' }).attempt.state).toBe('reversed');
    expect(at('late', answer({ kind: 'reversed' })).attempt.state).toBe('reversed');
  });
});

describe('a payment about which nobody answered in time', () => {
  it('ends by what the provider says when it is asked again', () => {
    expect(at('unresolved', { kind: 'ask' }).action).toBe('query');
    expect(at('unresolved', answer({ kind: 'reversed' })).attempt.state).toBe('reversed');
    const declined: ProviderAnswer = { kind: 'declined', code: 'payment.declined', detail: '' };
    expect(at('unresolved', answer(declined)).attempt.state).toBe('failed');
    const toReversal: AttemptInput = { kind: 'answer', to: 'reverse', answer: declined };
    expect(at('unresolved', toReversal).attempt.state).toBe('unresolved');
  });

  it('ends by what a person says, once', () => {
    expect(at('unresolved', { kind: 'decide', as: 'paid' }).attempt.state).toBe('paid');
    expect(at('unresolved', { kind: 'decide', as: 'not-paid' }).attempt.state).toBe('failed');
    for (const state of ['paid', 'failed', 'reversed', 'late'] as const) {
      expect(at(state, { kind: 'decide', as: 'paid' }).attempt.state).toBe(state);
    }
  });
});

describe('a printed code', () => {
  const printed = { way: 'static', provider: 'static', deadlineAt: startMs + 900_000 } as const;

  it('is taken for paid on somebody’s word, and confirmed or denied by a statement', () => {
    expect(at('unknown', { kind: 'accept' }, printed).attempt.state).toBe('unverified');
    expect(at('unverified', { kind: 'decide', as: 'paid' }, printed).attempt.state).toBe('paid');
    const denied = at('unverified', { kind: 'decide', as: 'not-paid' }, printed).attempt;
    expect(denied.state).toBe('failed');
  });

  it('alone is: no word makes another payment paid', () => {
    expect(at('unknown', { kind: 'accept' }).attempt.state).toBe('unknown');
  });

  it('that is stopped has failed, and what a statement finds of it goes back by hand alone', () => {
    expect(at('unknown', { kind: 'stop' }, printed)).toMatchObject({
      attempt: { state: 'failed', failureCode: 'payment.unverified' },
      action: null,
    });
    const found = at('failed', { kind: 'decide', as: 'paid' }, printed).attempt;
    expect(found.state).toBe('late');
    expect(at('late', { kind: 'return' }, found).attempt.state).toBe('late');
    expect(at('late', { kind: 'returned' }, found).attempt.state).toBe('reversed');
  });
});

describe('a code to be shown', () => {
  const toShow = { way: 'shown', deadlineAt: startMs + 300_000 } as const;

  it('is kept with the attempt, and asked about after a restart', () => {
    const shown = at('sent', answer({ kind: 'shown', content: 'https://pay/1' }), toShow).attempt;
    expect(shown).toMatchObject({ state: 'unknown', shownCode: 'https://pay/1', isWaiting: true });
    expect(at('unknown', { kind: 'resume' }, { ...toShow, ...shown }).action).toBe('query');
  });

  it('that never came is given up: after a restart, and when the charge has no answer', () => {
    expect(at('sent', { kind: 'resume' }, toShow).attempt.state).toBe('reversing');
    const lost: ProviderAnswer = { kind: 'unknown', code: 'payment.unknown-outcome', detail: '' };
    const unanswered: AttemptInput = { kind: 'answer', to: 'charge', answer: lost };
    expect(at('sent', unanswered, toShow).attempt.state).toBe('reversing');
    expect(at('sent', unanswered, { deadlineAt: startMs + 300_000 }).attempt.state).toBe('unknown');
  });
});
