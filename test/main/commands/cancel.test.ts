import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tender } from '../../../main/domain/tender.ts';
import { colas } from '../store/fixture/till.ts';
import { TestCounter } from './fixture/counter.ts';
import { CrashError } from './fixture/fake-refunds.ts';

let counter: TestCounter;

beforeEach(() => {
  counter = new TestCounter();
});

afterEach(() => counter.clear());

const wallet: Tender = {
  id: 'wallet',
  kind: 'wallet',
  provider: 'wechat',
  attemptId: '00000000-0000-7000-9000-000000000001',
  amountMinor: 1_000,
  tenderedMinor: 1_000,
};
const cash: Tender = {
  ...wallet,
  id: 'cash',
  kind: 'cash',
  provider: null,
  attemptId: null,
  amountMinor: 500,
  tenderedMinor: 500,
};

/** A sale of ten colas of which this has been paid, on the pay screen. */
function halfPaid(tenders: readonly Tender[]): void {
  const basket = { ...colas('sale-1', 10), tenders };
  counter.store.openSales.keep(basket, counter.till.clock.now);
  counter.store.state.change({ screen: 'pay' });
  for (const tender of tenders) counter.keepAttempt(tender, 'sale-1');
}

const waiting = () => counter.store.cancelledPayments.all().length;

describe('a sale that is cancelled half paid', () => {
  it('gives the wallet its part back, and the cash by hand', () => {
    halfPaid([wallet, cash]);
    counter.must('sale.cancel', {});
    expect(counter.store.openSales.current()).toBeNull();
    expect(counter.refunds.orders).toMatchObject([
      { documentId: null, amountMinor: 1_000, attempt: { id: wallet.attemptId } },
    ]);
    const { payload } = JSON.parse(
      counter.store.journal.get(counter.store.journal.head().seq)?.body ?? '',
    );
    expect(payload).toMatchObject({
      cashReturned: [{ id: 'cash', amountMinor: 500 }],
      givenBack: [{ attemptId: wallet.attemptId, amountMinor: 1_000 }],
    });
    expect(waiting()).toBe(0);
  });

  it('is not forgotten when the terminal dies before the provider was asked', () => {
    halfPaid([wallet]);
    counter.refunds.told = ['crash', 'unknown'];
    expect(() => counter.give('sale.cancel', {})).toThrow(CrashError);
    const [intended] = counter.store.cancelledPayments.all();
    counter.restart();
    expect(counter.refunds.orders.map(({ refundId }) => refundId)).toEqual([intended?.refundId]);
    expect(counter.store.paymentRefunds.inDoubt()).toMatchObject([{ state: 'unknown' }]);
    counter.refunds.end(intended?.refundId ?? '', 'refunded');
    expect(waiting()).toBe(0);
  });

  it('tells when the provider refuses, and asks again under another number at the next start', () => {
    halfPaid([wallet]);
    counter.refunds.told = ['declined', 'refunded'];
    counter.must('sale.cancel', {});
    const data = { amountMinor: 1_000 };
    expect(counter.notices).toMatchObject([{ code: 'return-failed', data }]);
    const [failed] = counter.store.cancelledPayments.all();
    counter.restart();
    expect(counter.refunds.orders[0]?.refundId).not.toBe(failed?.refundId);
    expect(waiting()).toBe(0);
  });

  it('is not cancelled when a part was taken on somebody’s word', () => {
    halfPaid([{ ...wallet, provider: 'static', isVerified: false }]);
    expect(counter.refusal('sale.cancel', {})).toBe('refund.not-possible');
    expect(counter.store.openSales.current()).not.toBeNull();
  });
});
