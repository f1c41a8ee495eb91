import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { RefundAnswer, RefundTiming } from '../../../main/payments/provider.ts';
import { isRefundLive, type Refund, refundSchema } from '../../../main/payments/refund.ts';
import { type RefundInput, reduceRefund } from '../../../main/payments/refund-machine.ts';

const startMs = 1_700_000_000_000;
const dayMs = 24 * 3_600_000;

const timing: RefundTiming = {
  firstQueryMs: 5_000,
  queryIntervalMs: 10_000,
  queryIntervalMaxMs: 600_000,
  windowMs: 7 * dayMs,
};

const created: Refund = {
  id: 'refund-1',
  documentId: 'document-1',
  saleId: 'sale-1',
  attemptId: 'attempt-1',
  provider: 'wechat',
  accountId: 'wechat',
  way: 'presented',
  orderNumber: 'attempt1',
  refundNumber: 'refund1',
  amountMinor: 500,
  paidMinor: 1_250,
  currency: 'CNY',
  reason: 'Damaged',
  state: 'created',
  createdAt: startMs,
  changedAt: startMs,
  nextActionAt: startMs + 5_000,
  sends: 0,
  queries: 0,
};

const step = (refund: Refund, input: RefundInput, nowMs: number) =>
  reduceRefund(refund, input, timing, nowMs);

const sent = step(created, { kind: 'send' }, startMs).refund;

const refunded: RefundAnswer = { kind: 'refunded', refundedMinor: 500, providerRefundRef: '5030' };
const processing: RefundAnswer = { kind: 'processing' };
const notFound: RefundAnswer = { kind: 'not-found' };
const declined: RefundAnswer = { kind: 'declined', code: 'refund.not-possible', detail: '' };
const unreachable: RefundAnswer = {
  kind: 'unknown',
  code: 'payment.provider-unreachable',
  detail: '',
};
const lost: RefundAnswer = { kind: 'unknown', code: 'payment.unknown-outcome', detail: '' };

const answerTo = (to: 'refund' | 'query', answer: RefundAnswer): RefundInput => ({
  kind: 'answer',
  to,
  answer,
});

const failed = step(sent, answerTo('refund', declined), startMs + 900).refund;
const unresolved = step(sent, answerTo('query', processing), startMs + 8 * dayMs).refund;

const inputs: fc.Arbitrary<RefundInput> = fc.oneof(
  fc.constantFrom<RefundInput>({ kind: 'tick' }, { kind: 'resume' }, { kind: 'ask' }),
  fc.record({
    kind: fc.constant('answer'),
    to: fc.constantFrom('refund', 'query'),
    answer: fc.constantFrom<RefundAnswer>(
      refunded,
      { ...refunded, refundedMinor: 1 },
      processing,
      notFound,
      declined,
      unreachable,
      lost,
    ),
    isStale: fc.boolean(),
  }),
);

const histories = fc.array(fc.tuple(inputs, fc.integer({ min: -100_000, max: 900_000 })), {
  maxLength: 40,
});

/** Every refund of a history, with the input that led to it. */
function* play(history: [RefundInput, number][]) {
  let refund = sent;
  let nowMs = startMs;
  for (const [input, laterMs] of history) {
    nowMs += laterMs;
    const before = refund;
    const next = step(before, input, nowMs);
    refund = next.refund;
    yield { before, input, nowMs, ...next };
  }
}

describe('a refund', () => {
  it('goes out when its intent is written, and after a power cut before that went out', () => {
    for (const kind of ['send', 'resume', 'ask', 'tick'] as const) {
      expect(step(created, { kind }, startMs + 5_000)).toMatchObject({
        refund: { state: 'sent', sends: 1, sentAt: startMs + 5_000 },
        action: 'refund',
      });
    }
  });

  it('is over only by an answer with its own amount', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { before, input, refund } of play(history)) {
          if (refund.state !== 'refunded' || before.state === 'refunded') continue;
          expect(input).toMatchObject({ kind: 'answer', answer: refunded });
        }
      }),
    );
  });

  it('that is refunded stays so, whatever comes', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { before, refund, action } of play(history)) {
          if (before.state !== 'refunded') continue;
          expect(action).toBeNull();
          expect(refund.state).toBe('refunded');
        }
      }),
    );
  });

  it('always has a next step within its longest pause while it is live, and none afterwards', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { refund, nowMs } of play(history)) {
          if (!isRefundLive(refund)) expect(refund.nextActionAt).toBeUndefined();
          else {
            const pauseMs = (refund.nextActionAt ?? Number.POSITIVE_INFINITY) - nowMs;
            expect(pauseMs).toBeLessThanOrEqual(timing.queryIntervalMaxMs);
          }
        }
      }),
    );
  });

  it('is plain JSON that reads back the same', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { refund } of play(history)) {
          expect(v.parse(refundSchema, JSON.parse(JSON.stringify(refund)))).toEqual(refund);
        }
      }),
    );
  });

  it('is asked for after 5 seconds and then with pauses that double up to the longest', () => {
    const askedAtS: number[] = [];
    let refund = step(sent, answerTo('refund', processing), startMs + 100).refund;
    while (askedAtS.length < 9) {
      const nowMs = refund.nextActionAt ?? 0;
      const next = step(refund, { kind: 'tick' }, nowMs);
      expect(next.action).toBe('query');
      askedAtS.push((nowMs - startMs) / 1_000);
      refund = step(next.refund, answerTo('query', processing), nowMs + 100).refund;
    }
    expect(askedAtS).toEqual([5, 15, 35, 75, 155, 315, 635, 1_235, 1_835]);
  });

  it('that the provider does not know is sent again under the same number', () => {
    const asked = step(sent, { kind: 'tick' }, startMs + 5_000).refund;
    expect(step(asked, answerTo('query', notFound), startMs + 5_100)).toMatchObject({
      refund: { state: 'unknown', refundNumber: 'refund1', sends: 2 },
      action: 'refund',
    });
  });

  it('is not sent without a pause to a provider that answers a refund with not knowing it', () => {
    expect(step(sent, answerTo('refund', notFound), startMs + 100)).toMatchObject({
      refund: { state: 'unknown', failureCode: 'payment.provider-error' },
      action: null,
    });
  });

  it('that never left the terminal is sent, not asked for, when the network is back', () => {
    const refused: RefundAnswer = { ...declined, code: 'payment.provider-unreachable' };
    for (const answer of [unreachable, refused]) {
      const kept = step(sent, answerTo('refund', answer), startMs + 100).refund;
      expect(kept).toMatchObject({ state: 'unknown', failureCode: 'payment.provider-unreachable' });
      expect(step(kept, { kind: 'resume' }, startMs + dayMs).action).toBe('refund');
      expect(step(kept, { kind: 'tick' }, startMs + 9 * dayMs).action).toBe('refund');
    }
  });

  it('whose question did not arrive is asked for again: the refund may have arrived before', () => {
    const doubtful = step(sent, answerTo('refund', lost), startMs + 100).refund;
    const asked = step(doubtful, { kind: 'tick' }, startMs + 5_000).refund;
    const cutOff = step(asked, answerTo('query', unreachable), startMs + 5_100).refund;
    expect(step(cutOff, { kind: 'resume' }, startMs + 60_000).action).toBe('query');
  });

  it('is in doubt while the provider names another amount', () => {
    const other: RefundAnswer = { ...refunded, refundedMinor: 499 };
    expect(step(sent, answerTo('query', other), startMs + 100).refund).toMatchObject({
      state: 'unknown',
      failureCode: 'payment.amount-mismatch',
    });
  });

  it('is a person’s when the window is over and the provider still says nothing final', () => {
    const after = startMs + timing.windowMs;
    const vague = (answer: RefundAnswer, nowMs: number) =>
      step(sent, answerTo('query', answer), nowMs).refund.state;
    expect([vague(processing, after - 1), vague(lost, after - 1)]).toEqual(['unknown', 'unknown']);
    expect([vague(processing, after), vague(lost, after)]).toEqual(['unresolved', 'unresolved']);
    // nobody was asked, so nobody failed to answer
    expect(vague(unreachable, after)).toBe('unknown');
  });

  it('keeps its distances when the clock is set back', () => {
    const early = step(sent, { kind: 'tick' }, startMs - dayMs).refund;
    expect(early.nextActionAt).toBe(startMs - dayMs + timing.firstQueryMs);
    expect(early.sentAt).toBe(startMs - dayMs);
    expect(step(early, { kind: 'tick' }, startMs - dayMs + 5_000).action).toBe('query');
  });
});

describe('a refund that is over', () => {
  it('can be asked about when it failed or nobody answered', () => {
    for (const refund of [failed, unresolved]) {
      const asked = step(refund, { kind: 'ask' }, startMs + 9 * dayMs);
      expect(asked).toMatchObject({ refund: { state: refund.state }, action: 'query' });
      expect(step(asked.refund, answerTo('query', refunded), startMs + 9 * dayMs).refund).toEqual({
        ...asked.refund,
        state: 'refunded',
        providerRefundRef: '5030',
        failureCode: undefined,
      });
    }
  });

  it('and is then not known to the provider is not sent behind anybody’s back', () => {
    expect(step(unresolved, answerTo('query', notFound), startMs + 9 * dayMs)).toMatchObject({
      refund: { state: 'failed', failureCode: 'refund.not-possible' },
      action: null,
    });
    expect(step(failed, answerTo('query', notFound), startMs + dayMs)).toEqual({
      refund: failed,
      action: null,
    });
  });

  it('and turns out to be under way after all is asked for again', () => {
    expect(step(failed, answerTo('query', processing), startMs + 60_000).refund).toMatchObject({
      state: 'unknown',
      nextActionAt: startMs + 60_000 + timing.queryIntervalMs,
    });
    const stale = { ...answerTo('query', processing), isStale: true };
    expect(step(failed, stale, startMs + 60_000).refund).toBe(failed);
  });

  it('and is reported with another amount is a person’s to decide', () => {
    const other: RefundAnswer = { ...refunded, refundedMinor: 499 };
    expect(step(failed, answerTo('query', other), startMs + 60_000).refund).toMatchObject({
      state: 'unresolved',
      failureCode: 'payment.amount-mismatch',
    });
  });
});
