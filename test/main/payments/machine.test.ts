import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  type Attempt,
  attemptSchema,
  isLive,
  orderNumberOf,
} from '../../../main/payments/attempt.ts';
import { type AttemptInput, reduce } from '../../../main/payments/machine.ts';
import type { ProviderAnswer } from '../../../main/payments/provider.ts';
import { wechatTiming } from '../../../main/payments/wechat/wechat.ts';

const startMs = 1_700_000_000_000;

const created: Attempt = {
  id: 'attempt-1',
  saleId: 'sale-1',
  provider: 'wechat',
  way: 'presented',
  orderNumber: 'attempt1',
  amountMinor: 1_250,
  currency: 'CNY',
  codeHint: '6789',
  state: 'created',
  createdAt: startMs,
  changedAt: startMs,
  nextActionAt: startMs + 5_000,
  isWaiting: false,
  isLastAskOut: false,
  queries: 0,
  reversals: 0,
};

const step = (attempt: Attempt, input: AttemptInput, nowMs: number) =>
  reduce(attempt, input, wechatTiming, nowMs);

const sent = step(created, { kind: 'send' }, startMs).attempt;

const paid: ProviderAnswer = {
  kind: 'paid',
  providerRef: '42000',
  paidMinor: 1_250,
  currency: 'CNY',
};
const notFound: ProviderAnswer = { kind: 'not-found' };

const answers = fc.constantFrom<ProviderAnswer>(
  paid,
  { ...paid, paidMinor: 1 },
  { ...paid, currency: 'USD' },
  { kind: 'declined', code: 'payment.declined', detail: '' },
  { kind: 'reversed' },
  { kind: 'waiting' },
  notFound,
  { kind: 'unknown', code: 'payment.provider-unreachable', detail: '' },
  { kind: 'unknown', code: 'payment.signature-wrong', detail: '' },
);

const inputs: fc.Arbitrary<AttemptInput> = fc.oneof(
  fc.constantFrom<AttemptInput>({ kind: 'tick' }, { kind: 'resume' }, { kind: 'stop' }),
  fc.record({
    kind: fc.constant('answer'),
    to: fc.constantFrom('charge', 'query', 'reverse'),
    answer: answers,
  }),
);

const histories = fc.array(fc.tuple(inputs, fc.integer({ min: -100_000, max: 100_000 })), {
  maxLength: 40,
});

/** Every attempt of a history, with the input that led to it. */
function* play(history: [AttemptInput, number][]) {
  let attempt = sent;
  let nowMs = startMs;
  for (const [input, laterMs] of history) {
    nowMs += laterMs;
    const before = attempt;
    const next = step(before, input, nowMs);
    attempt = next.attempt;
    yield { before, input, nowMs, ...next };
  }
}

describe('an attempt', () => {
  it('that was never sent fails cleanly after a restart, a stop or a store that would not take it', () => {
    for (const kind of ['resume', 'stop', 'tick'] as const) {
      const { attempt, action } = step(created, { kind }, startMs + 5_000);
      expect({ state: attempt.state, action }).toEqual({ state: 'failed', action: null });
    }
  });

  it('is sent once in its life, whatever happens', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { action } of play(history)) expect(action).not.toBe('charge');
      }),
    );
  });

  it('is paid only by an answer with our amount in our currency', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { before, input, attempt } of play(history)) {
          if (attempt.state !== 'paid' || before.state === 'paid') continue;
          expect(input).toMatchObject({ kind: 'answer', answer: paid });
        }
      }),
    );
  });

  it('that was given up is never paid', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { before, attempt } of play(history)) {
          if (before.state === 'reversing') expect(attempt.state).not.toBe('paid');
        }
      }),
    );
  });

  it('always has a next step within its longest pause while it is live, and none afterwards', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { attempt, nowMs } of play(history)) {
          if (!isLive(attempt)) expect(attempt.nextActionAt).toBeUndefined();
          else {
            const pauseMs = (attempt.nextActionAt ?? Number.POSITIVE_INFINITY) - nowMs;
            expect(pauseMs).toBeLessThanOrEqual(wechatTiming.reverseIntervalMaxMs);
          }
        }
      }),
    );
  });

  it('is plain JSON that reads back the same', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { attempt } of play(history)) {
          const read = v.parse(attemptSchema, JSON.parse(JSON.stringify(attempt)));
          expect(read).toEqual(attempt);
        }
      }),
    );
  });

  it('is not lost while it is young and the provider does not know it yet', () => {
    const asked = step(sent, { kind: 'answer', to: 'query', answer: notFound }, startMs + 5_100);
    expect(asked.attempt.state).toBe('unknown');
    const stopped = step(asked.attempt, { kind: 'stop' }, startMs + 16_000).attempt;
    const answer = { kind: 'answer', to: 'reverse', answer: notFound } as const;
    expect(step(stopped, answer, startMs + 16_100).attempt.state).toBe('reversing');
    const old = { ...stopped, reversals: 3 };
    expect(step(old, answer, startMs + 60_000).attempt).toMatchObject({
      state: 'failed',
      failureCode: 'payment.closed',
    });
  });

  it('keeps its distances when the clock is set back', () => {
    const dayMs = 24 * 3_600_000;
    const early = step(sent, { kind: 'tick' }, startMs - dayMs).attempt;
    expect(early.nextActionAt).toBe(startMs - dayMs + wechatTiming.firstQueryMs);
    expect(step(early, { kind: 'tick' }, startMs - dayMs + 5_000).action).toBe('query');
  });

  it('that was declined and is then reported paid is given back', () => {
    const declined: ProviderAnswer = { kind: 'declined', code: 'payment.declined', detail: '' };
    const failed = step(sent, { kind: 'answer', to: 'charge', answer: declined }, startMs + 900);
    const late = step(
      failed.attempt,
      { kind: 'answer', to: 'query', answer: paid },
      startMs + 20_000,
    );
    expect(late).toMatchObject({ attempt: { state: 'reversing' }, action: 'reverse' });
  });

  it('has an order number of 32 characters when its id is a UUID', () => {
    const number = orderNumberOf('0190a8f0-1111-7222-8333-0123456789ab');
    expect(number).toBe('0190a8f01111722283330123456789ab');
    expect(number).toHaveLength(32);
  });
});
