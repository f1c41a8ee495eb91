import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shownTiming } from '../../../main/payments/alipay/timing.ts';
import { type Attempt, isDriven, isLive } from '../../../main/payments/attempt.ts';
import { type AttemptInput, reduce } from '../../../main/payments/machine.ts';
import type { ProviderAnswer } from '../../../main/payments/provider.ts';

const startMs = 1_700_000_000_000;

/** A shown code that the cashier took back before anybody scanned it. */
const reversing: Attempt = {
  id: 'attempt-1',
  saleId: 'sale-1',
  provider: 'alipay',
  accountId: 'alipay',
  way: 'shown',
  orderNumber: 'order-1',
  amountMinor: 1_250,
  currency: 'CNY',
  codeHint: '',
  state: 'reversing',
  createdAt: startMs,
  changedAt: startMs + 20_000,
  sentAt: startMs,
  nextActionAt: startMs + 25_000,
  deadlineAt: startMs + 180_000,
  shownCode: 'https://qr.alipay.com/bax00001',
  isWaiting: false,
  isLastAskOut: false,
  queries: 3,
  reversals: 1,
};

const paid: ProviderAnswer = {
  kind: 'paid',
  providerRef: '2026',
  paidMinor: 1_250,
  currency: 'CNY',
};

function step(attempt: Attempt, input: AttemptInput, afterMs: number, late?: 'return' | 'ask') {
  return reduce(attempt, input, shownTiming, startMs + afterMs, late);
}

const answered = (to: 'query' | 'reverse', answer: ProviderAnswer): AttemptInput => ({
  kind: 'answer',
  to,
  answer,
});

const withdrawn = step(reversing, answered('reverse', { kind: 'not-found' }), 21_000).attempt;

it('frees its sale at once, and is watched on', () => {
  expect(withdrawn).toMatchObject({ state: 'withdrawn', failureCode: 'payment.closed' });
  expect(isLive(withdrawn)).toBe(false);
  expect(isDriven(withdrawn)).toBe(true);
  const looked = step(withdrawn, { kind: 'tick' }, 81_000);
  expect(looked.action).toBe('query');
});

it('is over when nobody can pay it any more, and not before', () => {
  const notFound = answered('query', { kind: 'not-found' });
  const early = step(withdrawn, notFound, shownTiming.notFoundFinalMs - 1);
  expect(early.attempt).toMatchObject({ state: 'withdrawn' });
  expect(early.attempt.nextActionAt).toBe(startMs + shownTiming.notFoundFinalMs);
  const end = step(early.attempt, notFound, shownTiming.notFoundFinalMs);
  expect(end.attempt).toMatchObject({ state: 'failed', failureCode: 'payment.closed' });
});

it('gives back what a photograph of it paid, or keeps it for a person, by the shop’s rule', () => {
  const back = step(withdrawn, answered('query', paid), 100_000, 'return');
  expect(back).toMatchObject({ action: 'reverse', attempt: { state: 'withdrawn' } });
  const done = step(back.attempt, answered('reverse', { kind: 'reversed' }), 101_000);
  expect(done.attempt).toMatchObject({ state: 'reversed', providerRef: '2026' });
  const kept = step(withdrawn, answered('query', paid), 100_000, 'ask');
  expect(kept).toMatchObject({ action: null, attempt: { state: 'late' } });
});

it('is closed when somebody scans it after all', () => {
  const scanned = step(withdrawn, answered('query', { kind: 'waiting' }), 60_000);
  expect(scanned).toMatchObject({ action: 'reverse', attempt: { state: 'withdrawn' } });
});

it('never becomes its sale’s money, whatever is answered and whenever', () => {
  const answers = fc.constantFrom<ProviderAnswer>(
    paid,
    { kind: 'waiting' },
    { kind: 'not-found' },
    { kind: 'reversed' },
    { kind: 'unknown', code: 'payment.provider-error', detail: '' },
    { kind: 'unknown', code: 'payment.provider-unreachable', detail: '' },
  );
  const inputs = fc.oneof(
    fc.constantFrom<AttemptInput>({ kind: 'tick' }, { kind: 'resume' }, { kind: 'stop' }),
    fc
      .tuple(fc.constantFrom('query' as const, 'reverse' as const), answers)
      .map(([to, answer]) => answered(to, answer)),
  );
  const walks = fc.array(fc.tuple(inputs, fc.integer({ min: 1, max: 90_000 })), { maxLength: 40 });
  fc.assert(
    fc.property(walks, (walk) => {
      let attempt = withdrawn;
      let atMs = 21_000;
      for (const [input, pauseMs] of walk) {
        atMs += pauseMs;
        attempt = step(attempt, input, atMs).attempt;
        expect(attempt.state).not.toBe('paid');
      }
    }),
  );
});
