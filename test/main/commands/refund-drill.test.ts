import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sum } from '../../../main/domain/money.ts';
import { sellColas, TestCounter, yes } from './fixture/counter.ts';
import type { Told } from './fixture/fake-refunds.ts';
import { CrashError } from './fixture/fake-refunds.ts';

const told: fc.Arbitrary<Told> = fc.constantFrom(
  'refunded',
  'refunded',
  'processing',
  'declined',
  'unknown',
  'not-possible',
  'crash',
);

/** How the day goes on when a refund stands still. */
const turns = fc.constantFrom('retry', 'cash', 'drop', 'answered', 'restart', 'leave');

const runs = fc.record({
  walletMinor: fc.integer({ min: 1, max: 500 }),
  cardMinor: fc.integer({ min: 1, max: 900 }),
  bottles: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  told: fc.array(told, { maxLength: 10 }),
  turns: fc.array(turns, { minLength: 2, maxLength: 12 }),
});

type Run = typeof runs extends fc.Arbitrary<infer Value> ? Value : never;

it('whatever providers, people and the power do, a customer gets each part once and no tender is overdrawn', () => {
  fc.assert(
    fc.property(runs, (run) => {
      const counter = new TestCounter();
      try {
        play(counter, run);
      } finally {
        counter.clear();
      }
    }),
    { numRuns: 25 },
  );
});

function play(counter: TestCounter, run: Run): void {
  const { walletMinor, cardMinor } = run;
  const card = { kind: 'card', provider: 'card', amountMinor: cardMinor } as const;
  const sale = sellColas(counter, [{ amountMinor: walletMinor }, card]);
  counter.settings.payments.refundApprovalAboveMinor = null;
  counter.settings.store.cashStepMinor = 10;
  counter.refunds.told = [...run.told];
  for (const bottles of run.bottles) {
    const lines = [{ lineId: 'line-1', quantityMilli: bottles * 1_000 }];
    const input = { saleId: 'sale-1', lines, amountMinor: null, reason: '', approval: null };
    through(counter, () => counter.give('refund.make', input));
    for (const turn of run.turns) through(counter, () => takeTurn(counter, turn));
    check(counter, sale.tenders);
  }
  settle(counter);
  check(counter, sale.tenders);
  expect(counter.store.refundDocuments.open()).toEqual([]);
}

/** The power goes in the middle, and comes back. */
function through(counter: TestCounter, act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof CrashError)) throw error;
    through(counter, () => counter.restart());
  }
}

function takeTurn(counter: TestCounter, turn: Run['turns'][number]): void {
  const [asked] = counter.store.paymentRefunds.unfinished();
  if (turn === 'answered' && asked) counter.refunds.end(asked.id, 'refunded');
  const [open] = counter.store.refundDocuments.open();
  if (!open) return;
  const { refundId, saleId, parts } = open;
  const failed = parts.find(({ state }) => state === 'failed');
  if (turn === 'retry' && failed) counter.must('refund.retry', { refundId, partId: failed.partId });
  if (turn === 'cash' && failed) {
    counter.must('refund.pay-cash', { refundId, partId: failed.partId, approval: yes });
  }
  if (turn === 'drop') counter.give('refund.drop', { refundId });
  if (turn === 'restart') counter.restart();
  if (turn === 'leave') {
    counter.must('refund.leave', {});
    counter.must('refund.open', { saleId });
  }
}

/** Everybody answers in the end. */
function settle(counter: TestCounter): void {
  counter.refunds.told = [];
  for (let round = 0; round < 6; round += 1) {
    for (const turn of ['retry', 'answered', 'leave'] as const) takeTurn(counter, turn);
  }
}

function check(counter: TestCounter, tenders: ReturnType<typeof sellColas>['tenders']): void {
  const { store } = counter;
  const documents = store.refundDocuments.ofSale('sale-1');
  const done = documents.flatMap(({ refundId }) => {
    const found = store.refundDocuments.completed(refundId);
    return found ? [found.refund] : [];
  });
  expect(done.length).toBe(documents.filter(({ state }) => state === 'completed').length);
  for (const { id, attemptId, amountMinor } of tenders) {
    const parts = documents
      .filter(({ state }) => state !== 'dropped')
      .flatMap((document) => document.parts)
      .filter(({ tenderId }) => tenderId === id);
    expect(sum(parts.map((part) => part.amountMinor))).toBeLessThanOrEqual(amountMinor);
    const back = attemptId === null ? [] : store.paymentRefunds.ofAttempt(attemptId);
    const refunded = back.filter(({ state }) => state === 'refunded');
    const byWay = parts.filter(({ by, kind, state }) => {
      return kind !== 'cash' && by === 'tender' && state === 'done';
    });
    // what the provider gave back is what the documents say it did, part by part
    expect(refunded.map((one) => one.id).sort()).toEqual(byWay.map((one) => one.refundId).sort());
    expect(sum(refunded.map((one) => one.amountMinor))).toBeLessThanOrEqual(amountMinor);
  }
  for (const refund of done) {
    const givenMinor = sum(refund.parts.map((part) => part.givenMinor));
    expect(givenMinor).toBe(refund.amountMinor + refund.roundingMinor);
  }
  const { refundMinor, refundCount } = store.refundDocuments.shiftTotals('shift-1');
  expect([refundCount, refundMinor]).toEqual([
    done.length,
    sum(done.map(({ amountMinor }) => amountMinor)),
  ]);
}
