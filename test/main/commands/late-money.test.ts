import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { showDoubts } from '../../../main/snapshot/doubts.ts';
import { settle } from '../payments/virtual-time.ts';
import { yes } from './fixture/counter.ts';
import type { FakeProvider } from './fixture/fake-provider.ts';
import { PayCounter } from './fixture/pay-counter.ts';

let counter: PayCounter;
let wechat: FakeProvider;

beforeEach(() => {
  counter = new PayCounter({ latePayment: 'ask', confirmAboveMinor: null });
  wechat = counter.wechat;
  counter.ringUp();
});

afterEach(() => counter.clear());

const wechatCode = '134567890123456789';
const doubts = () => showDoubts(counter.store, counter.settings);
const actions = () => doubts().map((row) => row.actions);

/** A payment that was given up as failed, and which the provider has after all. */
async function giveUpAndFind(paidMinor = 3_500, afterMs = 0): Promise<string> {
  wechat.toCharge = [{ kind: 'declined', code: 'payment.declined', detail: '' }];
  await counter.must('pay.code', { code: wechatCode });
  const { id } = counter.attempt();
  wechat.toQuery = [wechat.hasPaid(paidMinor)];
  counter.time.setClock(afterMs);
  await counter.must('desk.ask', { kind: 'payment', id });
  return id;
}

/** A payment whose reversal nobody confirmed until the window was over. */
async function leaveUnresolved(): Promise<string> {
  const nothing = { kind: 'unknown', code: 'payment.provider-error', detail: '' } as const;
  wechat.toCharge = [nothing];
  wechat.toQuery = [nothing];
  wechat.toReverse = [nothing];
  await counter.must('pay.code', { code: wechatCode });
  await counter.time.run(2 * 3_600_000);
  expect(counter.attempt()).toMatchObject({ state: 'unresolved' });
  return counter.attempt().id;
}

const paidMinor = (saleId = 'sale-1') =>
  (counter.store.sales.get(saleId)?.sale.tenders ?? []).map(({ amountMinor }) => amountMinor);

describe('money that is found late, where the shop wants to be asked', () => {
  it('is kept and told, and nothing goes back by itself', async () => {
    await giveUpAndFind();
    expect(counter.attempt()).toMatchObject({ state: 'late', providerRef: '4200001' });
    expect(counter.codes()).toContain('payment-late');
    await counter.time.run(3_600_000);
    expect(wechat.reversals).toEqual([]);
    expect(wechat.refunds).toEqual([]);
    expect(actions()).toEqual([['ask', 'attach', 'return']]);
  });

  it('belongs to its open sale when the provider says once more that it is there', async () => {
    const attemptId = await giveUpAndFind();
    await counter.must('desk.attach', { attemptId });
    expect(paidMinor()).toEqual([3_500]);
    expect(counter.attempt()).toMatchObject({ state: 'paid' });
    expect(counter.kinds().filter((kind) => kind === 'sale.completed')).toHaveLength(1);
    expect(await counter.refusal('desk.attach', { attemptId })).toBe('payment.closed');
    expect(await counter.refusal('desk.return', { attemptId, approval: yes })).toBe(
      'payment.closed',
    );
  });

  it('keeps the goods as they are while the provider is asked, and is not returned meanwhile', async () => {
    const attemptId = await giveUpAndFind();
    const answer = wechat.hold();
    await counter.must('pay.back', {});
    await counter.must('desk.attach', { attemptId });
    expect(await counter.refusal('sale.remove-line', { lineId: 'line-1' })).toBe(
      'payment.in-progress',
    );
    expect(await counter.refusal('sale.suspend', {})).toBe('payment.in-progress');
    expect(await counter.refusal('sale.cancel', {})).toBe('payment.in-progress');
    expect(await counter.refusal('desk.attach', { attemptId })).toBe('payment.in-progress');
    expect(await counter.refusal('desk.return', { attemptId, approval: yes })).toBe(
      'payment.in-progress',
    );
    answer();
    await settle();
    expect(paidMinor()).toEqual([3_500]);
    expect(wechat.refunds).toEqual([]);
  });

  it('goes back once, by a refund, and is then reversed', async () => {
    const attemptId = await giveUpAndFind();
    await counter.must('desk.return', { attemptId, approval: yes });
    expect(wechat.refunds).toMatchObject([{ amountMinor: 3_500 }]);
    expect(wechat.reversals).toEqual([]);
    expect(counter.attempt()).toMatchObject({ state: 'reversed' });
    expect(doubts()).toEqual([]);
    expect(await counter.refusal('desk.return', { attemptId, approval: yes })).toBe(
      'payment.closed',
    );
    await counter.must('pay.cash', { tenderedMinor: 3_500 });
  });

  it('that is on its way back is neither attached nor returned again, also when the refund is slow', async () => {
    const attemptId = await giveUpAndFind();
    wechat.toRefund = [{ kind: 'processing' }];
    await counter.must('desk.return', { attemptId, approval: yes });
    expect(await counter.refusal('desk.attach', { attemptId })).toBe('refund.in-progress');
    expect(await counter.refusal('desk.return', { attemptId, approval: yes })).toBe(
      'refund.in-progress',
    );
    expect(actions()).toContainEqual(['ask']);
    const [refund] = counter.store.paymentRefunds.ofAttempt(attemptId);
    await counter.must('desk.ask', { kind: 'refund', id: refund?.id ?? '' });
    expect(counter.attempt()).toMatchObject({ state: 'reversed' });
    expect(counter.store.paymentRefunds.ofAttempt(attemptId)).toHaveLength(1);
  });

  it('may be returned again when the provider refused', async () => {
    const attemptId = await giveUpAndFind();
    wechat.toRefund = [{ kind: 'declined', code: 'payment.not-enough-funds', detail: '' }];
    await counter.must('desk.return', { attemptId, approval: yes });
    expect(counter.attempt()).toMatchObject({ state: 'late' });
    await counter.must('desk.return', { attemptId, approval: yes });
    expect(counter.attempt()).toMatchObject({ state: 'reversed' });
    expect(new Set(wechat.refunds.map(({ refundNumber }) => refundNumber)).size).toBe(2);
  });

  it('needs a supervisor to go back', async () => {
    const attemptId = await giveUpAndFind();
    const approval = { staffId: 'staff-lin', pin: '1111', reason: 'asked for it' };
    expect(await counter.refusal('desk.return', { attemptId, approval })).toBe(
      'policy.needs-supervisor',
    );
    expect(wechat.refunds).toEqual([]);
  });

  it('of another amount goes back whole, whatever it was, and pays nothing', async () => {
    const attemptId = await giveUpAndFind(5_000, 2 * 3_600_000);
    expect(counter.attempt()).toMatchObject({
      state: 'late',
      failureCode: 'payment.amount-mismatch',
    });
    expect(actions()).toEqual([['ask', 'return']]);
    expect(await counter.refusal('desk.attach', { attemptId })).toBe('payment.amount-mismatch');
    await counter.must('desk.return', { attemptId, approval: yes });
    expect(wechat.refunds).toEqual([]);
    expect(wechat.reversals).toHaveLength(1);
    expect(counter.attempt()).toMatchObject({ state: 'reversed' });
  });

  it('whose sale has been paid otherwise can only go back', async () => {
    const attemptId = await giveUpAndFind();
    await counter.must('pay.cash', { tenderedMinor: 3_500 });
    expect(actions()).toEqual([['ask', 'return']]);
    expect(await counter.refusal('desk.attach', { attemptId })).toBe('sale.not-open');
    await counter.must('desk.return', { attemptId, approval: yes });
    expect(counter.attempt()).toMatchObject({ state: 'reversed' });
  });

  it('that is more than is still due can only go back', async () => {
    const attemptId = await giveUpAndFind();
    await counter.must('pay.cash', { tenderedMinor: 500 });
    expect(actions()).toEqual([['ask', 'return']]);
    expect(await counter.refusal('desk.attach', { attemptId })).toBe('tender.exceeds-due');
  });

  it('that is given back when the power goes is not given back twice, and is not left late', async () => {
    const attemptId = await giveUpAndFind();
    await counter.must('desk.return', { attemptId, approval: yes });
    // the refund was on the disk, what follows from it was not
    const reversed = counter.attempt();
    counter.store.transaction(() => counter.store.attempts.keep({ ...reversed, state: 'late' }));
    await counter.restart();
    expect(counter.attempt()).toMatchObject({ state: 'reversed' });
    expect(wechat.refunds).toHaveLength(1);
  });

  it('is still there, and on the desk, after a restart', async () => {
    const attemptId = await giveUpAndFind();
    await counter.restart();
    expect(actions()).toEqual([['ask', 'attach', 'return']]);
    await counter.must('desk.attach', { attemptId });
    expect(paidMinor()).toEqual([3_500]);
  });
});

describe('money that is found late, where the shop gives it back', () => {
  it('goes back at once, and whoever heard "not paid" is told', async () => {
    counter.settings.payments.latePayment = 'return';
    await giveUpAndFind();
    expect(wechat.reversals).toHaveLength(1);
    expect(counter.attempt()).toMatchObject({ state: 'reversed' });
    expect(counter.codes()).toContain('payment-returned');
  });
});

describe('a payment that nobody knows the end of', () => {
  it('pays its sale when a supervisor says that it was paid', async () => {
    const attemptId = await leaveUnresolved();
    await counter.must('desk.decide', { attemptId, as: 'paid', approval: yes });
    expect(paidMinor()).toEqual([3_500]);
    expect(counter.records().find(({ kind }) => kind === 'payment.paid')).toBeDefined();
  });

  it('is found late, and no second tender, when its sale was paid otherwise', async () => {
    const attemptId = await leaveUnresolved();
    await counter.must('pay.cash', { tenderedMinor: 3_500 });
    await counter.must('desk.decide', { attemptId, as: 'paid', approval: yes });
    expect(paidMinor()).toEqual([3_500]);
    expect(counter.attempt()).toMatchObject({ state: 'late' });
    expect(actions()).toEqual([['ask', 'return']]);
    expect(counter.faults).toEqual([]);
  });

  it('is found late when its sale is due less by now', async () => {
    const attemptId = await leaveUnresolved();
    await counter.must('pay.cash', { tenderedMinor: 500 });
    await counter.must('desk.decide', { attemptId, as: 'paid', approval: yes });
    expect(counter.attempt()).toMatchObject({ state: 'late' });
    expect(counter.store.openSales.current()?.basket.tenders).toHaveLength(1);
  });

  it('is found late when its sale was cancelled', async () => {
    const attemptId = await leaveUnresolved();
    await counter.must('pay.dismiss', {});
    await counter.must('sale.cancel', {});
    await counter.must('desk.decide', { attemptId, as: 'paid', approval: yes });
    expect(counter.attempt()).toMatchObject({ state: 'late' });
  });

  it('is found late beside another payment of its sale that is going on', async () => {
    const attemptId = await leaveUnresolved();
    wechat.toCharge = [{ kind: 'waiting' }];
    wechat.toQuery = [wechat.hasPaid(3_500)];
    await counter.must('pay.code', { code: '134567890123456780' });
    await counter.must('desk.decide', { attemptId, as: 'paid', approval: yes });
    counter.time.step();
    await settle();
    expect(paidMinor()).toEqual([3_500]);
    const states = counter.attempts().map(({ id, state }) => [id === attemptId, state]);
    expect(states).toContainEqual([true, 'late']);
    expect(states).toContainEqual([false, 'paid']);
  });

  it('is over when a supervisor says that it was not', async () => {
    const attemptId = await leaveUnresolved();
    await counter.must('desk.decide', { attemptId, as: 'not-paid', approval: yes });
    expect(counter.attempt()).toMatchObject({ state: 'failed', failureCode: 'payment.closed' });
    expect(doubts()).toEqual([]);
  });

  it('is nobody else’s to decide', async () => {
    const attemptId = await leaveUnresolved();
    const approval = { staffId: 'staff-lin', pin: '1111', reason: 'sure of it' };
    expect(await counter.refusal('desk.decide', { attemptId, as: 'paid', approval })).toBe(
      'policy.needs-supervisor',
    );
    await counter.must('access.sign-in', { staffId: 'staff-zhou', pin: '2222' });
    expect(await counter.refusal('desk.decide', { attemptId, as: 'paid', approval: yes })).toBe(
      'policy.denied',
    );
  });
});

describe('a printed code that a statement shows as paid after it was given up', () => {
  async function findLate(): Promise<string> {
    await counter.must('pay.start', { way: 'static', accountId: 'printed' });
    await counter.must('pay.stop', {});
    const attempt = counter.attempt();
    counter.context.payments.decide(attempt, 'paid');
    expect(counter.attempt()).toMatchObject({ state: 'late' });
    return attempt.id;
  }

  it('may be given back by hand, with a supervisor’s name', async () => {
    const attemptId = await findLate();
    await counter.must('desk.return', { attemptId, approval: yes });
    expect(counter.attempt()).toMatchObject({ state: 'reversed' });
    expect(doubts()).toEqual([]);
    expect(counter.kinds()).toContain('approval.given');
  });

  it('may pay its open sale', async () => {
    const attemptId = await findLate();
    await counter.must('desk.attach', { attemptId });
    expect(paidMinor()).toEqual([3_500]);
  });
});

describe('a question by the customer’s number', () => {
  const question = { accountId: 'wechat', providerRef: '4200001' };

  it('is asked when it is in the journal, and shows what the provider knows', async () => {
    const attemptId = await giveUpAndFind();
    const { orderNumber } = counter.attempt();
    wechat.toFind = { kind: 'found', orderNumber, answer: { kind: 'waiting' } };
    await counter.must('desk.look-up', question);
    expect(counter.lookUps.shown()).toMatchObject([{ state: 'found', attemptId }]);
    expect(counter.kinds()).toEqual(expect.arrayContaining(['doubt.looked-up', 'doubt.found']));
  });

  it('leaves the terminal only after its record', async () => {
    counter.store.database.exec('PRAGMA query_only = ON');
    await expect(counter.give('desk.look-up', question)).rejects.toThrow();
    expect(wechat.looked).toEqual([]);
    expect(counter.lookUps.shown()).toEqual([]);
  });

  it('about an account that cannot be asked is refused', async () => {
    expect(await counter.refusal('desk.look-up', { ...question, accountId: 'gone' })).toBe(
      'payment.not-configured',
    );
  });
});
