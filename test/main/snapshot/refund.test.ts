import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saleOfScan } from '../../../main/commands/receipt-scan.ts';
import { foundSale } from '../../../main/contract/payments/queries.ts';
import { refundShown } from '../../../main/contract/payments/snapshot.ts';
import { findSales, showRefund } from '../../../main/snapshot/refund.ts';
import { sellColas, TestCounter, yes } from '../commands/fixture/counter.ts';
import { colaSale, recordSale } from '../store/fixture/till.ts';

let counter: TestCounter;

beforeEach(() => {
  counter = new TestCounter();
});

afterEach(() => counter.clear());

const whole = { saleId: 'sale-1', lines: [], amountMinor: null, reason: '', approval: yes };

function shown() {
  const refund = showRefund(counter.store, counter.settings);
  return refund === null ? null : v.parse(refundShown, refund);
}

describe('the refund screen', () => {
  it('shows what of the sale is left, and nothing on any other screen', () => {
    sellColas(counter, [{}]);
    expect(shown()).toBeNull();
    counter.must('refund.open', { saleId: 'sale-1' });
    expect(shown()).toMatchObject({
      totalMinor: 3_500,
      refundedMinor: 0,
      lines: [{ quantityMilli: 10_000, leftMilli: 10_000, amountMinor: 3_500 }],
      tenders: [
        { kind: 'wallet', leftMinor: 1_000 },
        { kind: 'cash', leftMinor: 2_500 },
      ],
      document: null,
    });
    const lines = [{ lineId: 'line-1', quantityMilli: 4_000 }];
    counter.must('refund.make', { ...whole, lines });
    expect(shown()).toMatchObject({
      refundedMinor: 1_400,
      lines: [{ leftMilli: 6_000, amountMinor: 3_500 }],
      tenders: [{ leftMinor: 0 }, { leftMinor: 2_100 }],
      document: {
        state: 'completed',
        receiptNumber: 'R01-20260101-0001',
        printing: 'queued',
        parts: [
          { kind: 'wallet', state: 'done' },
          { kind: 'cash', amountMinor: 400 },
        ],
      },
    });
    counter.must('refund.open', { saleId: 'sale-1' });
    expect(shown()?.document).toBeNull();
  });

  it('shows the refund under way whenever it is opened, with what stands in its way', () => {
    sellColas(counter, [{ amountMinor: 3_500 }]);
    counter.refunds.told = ['declined'];
    counter.must('refund.make', whole);
    counter.must('refund.leave', {});
    counter.must('refund.open', { saleId: 'sale-1' });
    expect(shown()?.document).toMatchObject({
      state: 'open',
      receiptNumber: null,
      parts: [{ state: 'failed', failure: 'payment.declined' }],
    });
    counter.must('refund.drop', { refundId: shown()?.document?.refundId ?? '' });
    expect(shown()).toMatchObject({ refundedMinor: 0, document: null });
  });
});

describe('a sale is found', () => {
  const numbersOf = (text: string, currency = 'CNY') =>
    findSales(counter.store, currency, text).map((sale) => v.parse(foundSale, sale).receiptNumber);

  beforeEach(() => {
    for (let number = 1; number <= 12; number += 1)
      recordSale(counter.store, colaSale(number, number));
  });

  it.each([
    ['0007', ['1-20260101-0007']],
    ['7', ['1-20260101-0007', '1-20260101-0002']],
    ['1-20260101-0011', ['1-20260101-0011']],
    ['24.50', ['1-20260101-0007']],
    ['24.5', ['1-20260101-0007']],
    ['14', ['1-20260101-0004']],
    ['24.505', []],
    ['0101-00%', []],
    ['nothing', []],
  ])('by the end of its number or its amount: %s', (text, numbers) => {
    expect(numbersOf(text)).toEqual(numbers);
  });

  it('newest first, with what has gone back of it', () => {
    expect(numbersOf('')).toHaveLength(12);
    expect(numbersOf('2')).toEqual(['1-20260101-0012', '1-20260101-0002']);
    counter.must('refund.make', { ...whole, saleId: 'sale-12', amountMinor: 100 });
    expect(findSales(counter.store, 'CNY', '0012')[0]).toMatchObject({ refundedMinor: 100 });
  });

  it('by an amount without decimals where the currency has none', () => {
    expect(numbersOf('2450', 'JPY')).toEqual(['1-20260101-0007']);
    expect(numbersOf('24.50', 'JPY')).toEqual([]);
  });

  it('by the code at the foot of its receipt', () => {
    const of = (code: string) => saleOfScan(counter.store, counter.settings, code);
    expect(of('https://saoma.example/r/1-20260101-0003')).toBe('sale-3');
    expect(of('1-20260101-0003')).toBe('sale-3');
    expect(of('https://elsewhere.example/r/1-20260101-0003')).toBeNull();
    counter.settings.store.receiptCodeUrl = null;
    expect(of('https://saoma.example/r/1-20260101-0003')).toBeNull();
  });
});
