import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RefundDocument } from '../../../main/domain/refund/document.ts';
import type { Tender } from '../../../main/domain/tender.ts';
import { createPapers, receiptFor } from '../../../main/wiring/papers.ts';
import { sellColas, TestCounter, yes } from './fixture/counter.ts';
import { CrashError } from './fixture/fake-refunds.ts';

let counter: TestCounter;

beforeEach(() => {
  counter = new TestCounter();
});

afterEach(() => counter.clear());

const sold = (others: readonly Partial<Tender>[] = []) => sellColas(counter, others);

const whole = { saleId: 'sale-1', lines: [], amountMinor: null, reason: '变质', approval: null };
const approved = { ...whole, approval: yes };

function document(): RefundDocument {
  const found = counter.store.refundDocuments.ofSale('sale-1').at(-1);
  if (!found) throw new Error('there is no refund');
  return found;
}

const states = () => document().parts.map(({ state }) => state);

function made() {
  const done = counter.store.refundDocuments.completed(document().refundId);
  if (!done) throw new Error('it is not completed');
  return done.refund;
}

describe('a refund of a cash sale', () => {
  it('opens the drawer, prints its own receipt and stands in the journal whole', () => {
    sold();
    counter.must('refund.open', { saleId: 'sale-1' });
    counter.must('refund.make', approved);
    const refund = made();
    expect(refund).toMatchObject({
      receiptNumber: 'R01-20260101-0001',
      saleReceiptNumber: '1-20260101-0001',
      businessDay: '2026-01-01',
      amountMinor: 3_500,
      roundingMinor: 0,
      staffName: '小林',
      approvedBy: { staffId: 'staff-chen', name: '陈店长' },
      lines: [{ itemId: 'cola', quantityMilli: 10_000, amountMinor: 3_500 }],
      parts: [{ kind: 'cash', givenMinor: 3_500, state: 'done' }],
    });
    expect(counter.drawerOpenings).toBe(1);
    expect(counter.store.printJobs.latestOf(refund.refundId)).toMatchObject({ isCopy: false });
    expect(counter.kinds().slice(-3)).toEqual([
      'approval.given',
      'refund.begun',
      'refund.completed',
    ]);
    expect(counter.store.refundDocuments.shiftTotals('shift-1')).toEqual({
      refundCount: 1,
      refundMinor: 3_500,
      refundCashMinor: 3_500,
    });
  });

  it('may be made in parts, each with its own number, and not beyond what was paid', () => {
    sold();
    const bottles = (count: number) => ({
      ...approved,
      lines: [{ lineId: 'line-1', quantityMilli: count * 1_000 }],
    });
    counter.must('refund.make', bottles(3));
    counter.must('refund.make', { ...approved, amountMinor: 450 });
    expect(counter.refusal('refund.make', bottles(8))).toBe('quantity.out-of-range');
    expect(counter.refusal('refund.make', { ...approved, amountMinor: 2_001 })).toBe(
      'refund.exceeds-paid',
    );
    counter.must('refund.make', approved);
    expect(made()).toMatchObject({ receiptNumber: 'R01-20260101-0003', amountMinor: 2_000 });
    expect(counter.refusal('refund.make', approved)).toBe('refund.exceeds-paid');
  });
});

describe('approval', () => {
  it.each<[number | null, number, boolean]>([
    [null, 3_500, false],
    [0, 1, true],
    [1_000, 1_000, false],
    [1_000, 1_001, true],
  ])('above %j is asked for a refund of %i: %j', (limit, amountMinor, isNeeded) => {
    sold();
    counter.settings.payments.refundApprovalAboveMinor = limit;
    const reply = counter.refusal('refund.make', { ...whole, amountMinor });
    expect(reply).toBe(isNeeded ? 'policy.needs-supervisor' : null);
    if (isNeeded) counter.must('refund.make', { ...approved, amountMinor });
    expect(made().approvedBy).toEqual(isNeeded ? { staffId: yes.staffId, name: '陈店长' } : null);
  });

  it('is a supervisor’s, by PIN', () => {
    sold();
    const cashier = { staffId: 'staff-lin', pin: '1111', reason: 'me' };
    expect(counter.refusal('refund.make', { ...whole, approval: cashier })).toBe(
      'policy.needs-supervisor',
    );
    const wrong = { ...yes, pin: '9999' };
    expect(counter.refusal('refund.make', { ...whole, approval: wrong })).toBe('pin.wrong');
    expect(counter.store.refundDocuments.ofSale('sale-1')).toEqual([]);
  });
});

describe('a refund by wallet and card', () => {
  it('asks one after the other, and hands out the cash when both have said yes', () => {
    sold([{}, { kind: 'card', provider: 'card' }]);
    counter.refunds.told = ['processing', 'processing'];
    counter.must('refund.make', approved);
    expect(states()).toEqual(['asking', 'waiting', 'waiting']);
    const [first] = counter.refunds.orders;
    expect(first).toMatchObject({ amountMinor: 1_000, reason: '变质' });
    counter.refunds.end(first?.refundId ?? '', 'refunded');
    expect(states()).toEqual(['done', 'asking', 'waiting']);
    expect(counter.drawerOpenings).toBe(0);
    counter.refunds.end(counter.refunds.orders[1]?.refundId ?? '', 'refunded');
    expect(states()).toEqual(['done', 'done', 'done']);
    expect(counter.drawerOpenings).toBe(1);
    expect(made().parts.map(({ reference }) => reference)).toEqual(['ref-1', 'ref-2', null]);
  });

  it('waits for an unknown outcome, and lets nobody begin another meanwhile', () => {
    sold([{ amountMinor: 3_500 }]);
    counter.refunds.told = ['unknown'];
    counter.must('refund.make', approved);
    expect(states()).toEqual(['asking']);
    expect(counter.refusal('refund.make', approved)).toBe('refund.in-progress');
    const { refundId, parts } = document();
    const part = { refundId, partId: parts[0]?.partId ?? '' };
    expect(counter.refusal('refund.retry', part)).toBe('refund.in-progress');
    expect(counter.refusal('refund.pay-cash', { ...part, approval: yes })).toBe(
      'refund.in-progress',
    );
    expect(counter.refusal('refund.drop', { refundId })).toBe('refund.in-progress');
    counter.refunds.end(counter.refunds.orders[0]?.refundId ?? '', 'unresolved');
    expect(states()).toEqual(['unresolved']);
    expect(counter.refusal('refund.drop', { refundId })).toBe('refund.in-progress');
    counter.refunds.end(counter.refunds.orders[0]?.refundId ?? '', 'refunded');
    expect(document().state).toBe('completed');
    expect(counter.drawerOpenings).toBe(0);
  });

  it('that was refused is tried again under another number', () => {
    sold([{}]);
    counter.refunds.told = ['declined', 'refunded'];
    counter.must('refund.make', approved);
    expect(document().parts[0]).toMatchObject({ state: 'failed', failure: 'payment.declined' });
    const { refundId, parts } = document();
    counter.must('refund.retry', { refundId, partId: parts[0]?.partId ?? '' });
    expect(document().state).toBe('completed');
    const numbers = counter.refunds.orders.map((order) => order.refundId);
    expect(new Set(numbers).size).toBe(2);
  });

  it('that was refused is paid in cash with a supervisor’s word, and stays so in the journal', () => {
    counter.settings.store.cashStepMinor = 10;
    sold([{ amountMinor: 1_004 }]);
    counter.refunds.told = ['not-possible'];
    counter.must('refund.make', approved);
    const { refundId, parts } = document();
    const partId = parts[0]?.partId ?? '';
    expect(parts[0]).toMatchObject({ state: 'failed', failure: 'refund.not-possible' });
    const cashier = { ...yes, staffId: 'staff-lin', pin: '1111' };
    expect(counter.refusal('refund.pay-cash', { refundId, partId, approval: cashier })).toBe(
      'policy.needs-supervisor',
    );
    counter.must('refund.pay-cash', { refundId, partId, approval: yes });
    expect(made()).toMatchObject({
      roundingMinor: -4,
      parts: [
        { by: 'cash', amountMinor: 1_004, givenMinor: 1_000, approvedBy: { name: '陈店长' } },
        {},
      ],
    });
    expect(counter.store.refundDocuments.shiftTotals('shift-1').refundCashMinor).toBe(3_496);
  });

  it('that was refused is dropped as long as nothing went back, and the sale is as it was', () => {
    sold([{ amountMinor: 3_500 }]);
    counter.refunds.told = ['declined'];
    counter.must('refund.make', approved);
    counter.must('refund.drop', { refundId: document().refundId });
    expect(counter.kinds().at(-1)).toBe('refund.dropped');
    counter.must('refund.make', approved);
    expect(made().amountMinor).toBe(3_500);
  });

  it('cannot be dropped when the first of two wallets has given its part back', () => {
    sold([{}, { amountMinor: 2_500 }]);
    counter.refunds.told = ['refunded', 'declined'];
    counter.must('refund.make', approved);
    expect(states()).toEqual(['done', 'failed']);
    expect(counter.refusal('refund.drop', { refundId: document().refundId })).toBe(
      'refund.in-progress',
    );
  });

  it('that had failed and comes after the cash is told to everybody', () => {
    sold([{ amountMinor: 3_500 }]);
    counter.refunds.told = ['declined'];
    counter.must('refund.open', { saleId: 'sale-1' });
    counter.must('refund.make', approved);
    const { refundId, parts } = document();
    counter.must('refund.pay-cash', { refundId, partId: parts[0]?.partId ?? '', approval: yes });
    counter.refunds.end(counter.refunds.orders[0]?.refundId ?? '', 'refunded');
    expect(counter.notices.at(-1)).toMatchObject({
      code: 'refund-twice',
      data: { amountMinor: 3_500 },
    });
    expect(counter.kinds().at(-1)).toBe('refund.came-twice');
  });
});

describe('what was paid on somebody’s word', () => {
  it('goes back in cash, with a supervisor’s yes whatever the amount', () => {
    counter.settings.payments.refundApprovalAboveMinor = null;
    sold([{ amountMinor: 3_500, provider: 'static', isVerified: false }]);
    expect(counter.refusal('refund.make', whole)).toBe('policy.needs-supervisor');
    counter.must('refund.make', approved);
    expect(counter.refunds.orders).toEqual([]);
    expect(made().parts).toMatchObject([
      { kind: 'wallet', by: 'cash', approvedBy: { name: '陈店长' } },
    ]);
  });
});

describe('a refund outlives the terminal', () => {
  it('that died before the provider was asked: the same number is sent', () => {
    sold([{}]);
    counter.refunds.told = ['crash', 'refunded'];
    expect(() => counter.give('refund.make', approved)).toThrow(CrashError);
    const intended = document().parts[0]?.refundId;
    counter.restart();
    expect(counter.refunds.orders.map(({ refundId }) => refundId)).toEqual([intended]);
    expect(document().state).toBe('completed');
  });

  it('that died between the provider’s yes and the document’s', () => {
    sold([{ amountMinor: 3_500 }]);
    counter.refunds.told = ['unknown'];
    counter.must('refund.make', approved);
    counter.refunds.onChange = () => undefined;
    counter.refunds.end(counter.refunds.orders[0]?.refundId ?? '', 'refunded');
    expect(document().state).toBe('open');
    counter.restart();
    expect(document().state).toBe('completed');
    expect(counter.refunds.orders).toEqual([]);
  });

  it('with its cash in the drawer until somebody stands at it again', () => {
    sold([{}]);
    counter.refunds.told = ['unknown'];
    counter.must('refund.make', approved);
    counter.must('refund.leave', {});
    counter.refunds.end(counter.refunds.orders[0]?.refundId ?? '', 'refunded');
    expect([document().state, counter.drawerOpenings]).toEqual(['open', 0]);
    counter.must('refund.open', { saleId: 'sale-1' });
    expect([document().state, counter.drawerOpenings]).toEqual(['completed', 1]);
  });

  it('and the shift: it counts in the one in which it ends', () => {
    sold([{ amountMinor: 3_500 }]);
    counter.refunds.told = ['unknown'];
    counter.must('refund.make', approved);
    counter.must('refund.leave', {});
    counter.must('shift.close', { countedMinor: 50_000 });
    counter.refunds.end(counter.refunds.orders[0]?.refundId ?? '', 'refunded');
    expect([document().state, states()]).toEqual(['open', ['done']]);
    counter.till.clock.now += 86_400_000;
    counter.must('shift.open', { floatMinor: 10_000 });
    expect(made()).toMatchObject({ businessDay: '2026-01-02', receiptNumber: 'R01-20260102-0001' });
  });
});

describe('the refund screen', () => {
  it('is not opened while a sale is being paid, without a shift, or for no sale', () => {
    sold();
    expect(counter.refusal('refund.open', { saleId: 'sale-9' })).toBe('receipt.not-found');
    counter.store.state.change({ screen: 'pay' });
    expect(counter.refusal('refund.open', { saleId: 'sale-1' })).toBe('sale.paying');
    expect(counter.refusal('refund.make', approved)).toBe('sale.paying');
    counter.store.state.change({ screen: 'sale' });
    counter.must('shift.close', { countedMinor: 53_500 });
    expect(counter.refusal('refund.open', { saleId: 'sale-1' })).toBe('shift.not-open');
  });

  it('asked for by name begins with its search, whatever stood there before', () => {
    sold();
    counter.must('refund.open', { saleId: 'sale-1' });
    counter.must('screen.show', { screen: 'today' });
    counter.must('screen.show', { screen: 'refund' });
    expect(counter.store.state.session()).toMatchObject({ screen: 'refund', refundSaleId: null });
  });

  it('stands beside a basket that is not being paid, and goes back to it', () => {
    sold();
    counter.must('refund.open', { saleId: 'sale-1' });
    expect(counter.store.state.session()).toMatchObject({
      screen: 'refund',
      refundSaleId: 'sale-1',
    });
    counter.must('refund.leave', {});
    expect(counter.store.state.session()).toMatchObject({ screen: 'sale', refundSaleId: null });
  });
});

describe('the drawer at the end of the shift', () => {
  it('is expected without the cash that went back', () => {
    sold();
    counter.must('refund.make', { ...approved, amountMinor: 1_200 });
    counter.must('shift.close', { countedMinor: 52_300 });
    const { payload } = JSON.parse(
      counter.store.journal.get(counter.store.journal.head().seq)?.body ?? '',
    );
    expect(payload).toMatchObject({
      totalMinor: 3_500,
      refundCount: 1,
      refundMinor: 1_200,
      expectedMinor: 52_300,
      differenceMinor: 0,
    });
  });
});

describe('the receipt of a refund', () => {
  it('is printed again by the refund’s own id, as a copy, and that is journalled', () => {
    sold();
    counter.must('refund.make', approved);
    const { refundId, receiptNumber } = made();
    expect(counter.refusal('receipt.reprint', { saleId: refundId })).toBe('device.busy');
    counter.store.printJobs.move(
      counter.store.printJobs.latestOf(refundId)?.jobId ?? '',
      'printed',
      null,
    );
    counter.must('receipt.reprint', { saleId: refundId });
    expect(counter.store.printJobs.latestOf(refundId)).toMatchObject({ isCopy: true });
    const { payload } = JSON.parse(
      counter.store.journal.get(counter.store.journal.head().seq)?.body ?? '',
    );
    expect(payload).toEqual({ saleId: refundId, receiptNumber, isCopy: true });
    expect(counter.refusal('receipt.reprint', { saleId: 'nothing' })).toBe('receipt.not-found');
  });

  it('is drawn for the preview as it is printed, marked when it is a copy', () => {
    sold([{}]);
    counter.must('refund.make', approved);
    const papers = createPapers(
      counter.settings,
      () => 'en',
      () => 32,
    );
    const text = (id: string, isCopy: boolean) =>
      (receiptFor(counter.store, papers, id, isCopy)?.blocks ?? [])
        .map((block) => (block.kind === 'line' ? block.text : ''))
        .join('\n');
    expect(text(made().refundId, false)).toMatch(/REFUND.*R01-20260101-0001.*Ref\. ref-1/s);
    expect(text(made().refundId, true)).toContain('COPY');
    expect(text('sale-1', false)).toContain('Thank you');
    expect(text('nothing', false)).toBe('');
  });
});
