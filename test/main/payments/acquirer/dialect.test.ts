import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDialect } from '../../../../main/payments/acquirer/acquirer.ts';
import { ownDialect } from '../../../../main/payments/acquirer/own-dialect.ts';
import { fromWire, toWire } from '../../../../main/payments/acquirer/translate.ts';
import {
  readAmount,
  readTime,
  writeAmount,
  writeTime,
} from '../../../../main/payments/acquirer/values.ts';
import { exampleDialect } from './lab.ts';

const forms = ['fen', 'fen-text', 'yuan-text'] as const;

describe('an amount', () => {
  it('comes back as it went out, in every form', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.constantFrom(...forms), (fen, form) => {
        expect(readAmount(writeAmount(fen, form), form)).toBe(fen);
      }),
    );
  });

  it.each([
    ['fen', '1250'],
    ['fen', 12.5],
    ['fen-text', 1_250],
    ['fen-text', '12.50'],
    ['fen-text', ''],
    ['yuan-text', 12],
    ['yuan-text', '12.505'],
    ['yuan-text', '12,50'],
    ['yuan-text', '1e3'],
    ['yuan-text', '.5'],
  ] as const)('of the form %s is not %j', (form, value) => {
    expect(readAmount(value, form)).toBeNull();
  });

  it('may have zeros in front, one decimal, or a minus', () => {
    expect(readAmount('000000001250', 'fen-text')).toBe(1_250);
    expect(readAmount('12.5', 'yuan-text')).toBe(1_250);
    expect(readAmount('-0.05', 'yuan-text')).toBe(-5);
    expect(writeAmount(5, 'yuan-text')).toBe('0.05');
  });
});

describe('a time', () => {
  it.each(['Asia/Shanghai', 'Europe/Berlin', 'Asia/Kathmandu', 'UTC'])(
    'comes back as it went out, in %s, in summer and winter',
    (zone) => {
      for (const iso of ['2026-01-31T04:05:06Z', '2026-07-31T23:59:59Z', '2026-12-31T16:00:00Z']) {
        for (const form of ['iso', 'compact', 'spaced'] as const) {
          const at = Date.parse(iso);
          expect(readTime(writeTime(at, form, zone), form, zone)).toBe(at);
        }
      }
    },
  );

  it('is written as the acquirer writes it', () => {
    const at = Date.parse('2026-01-31T16:00:00Z');
    expect(writeTime(at, 'compact', 'Asia/Shanghai')).toBe('20260201000000');
    expect(writeTime(at, 'spaced', 'Asia/Shanghai')).toBe('2026-02-01 00:00:00');
    expect(readTime('20260231000000', 'compact', 'Asia/Shanghai')).toBeNull();
    expect(readTime('yesterday', 'iso', 'UTC')).toBeNull();
    expect(readTime(20_260_131, 'compact', 'UTC')).toBeNull();
  });
});

describe('a dialect', () => {
  it('of our own is one too', () => {
    expect(parseDialect(ownDialect)).toEqual(ownDialect);
  });

  it('writes a charge in the acquirer’s names, forms and words', () => {
    const wire = toWire(parseDialect(exampleDialect()), 'charge', {
      merchantNumber: '898310148160568',
      terminalNumber: '31000001',
      terminalSerial: 'SN-0001',
      orderNumber: 'order1',
      orderTime: '2026-01-31T04:00:00.000Z',
      amount: 1_250,
      currency: 'CNY',
      description: 'Corner shop',
      paymentCode: '6200000000000000100',
      walletHint: 'unionpay',
    });
    expect({ ...wire, body: JSON.parse(wire?.body ?? '') }).toEqual({
      method: 'POST',
      path: '/upqr/pay',
      body: {
        version: '1.0.0',
        reqType: '0310000903',
        merId: '898310148160568',
        termId: '31000001',
        termInfo: { serialNum: 'SN-0001' },
        orderNo: 'order1',
        orderTime: '20260131120000',
        txnAmt: '1250',
        currencyCode: '156',
        orderDesc: 'Corner shop',
        qrNo: '6200000000000000100',
      },
    });
  });

  it('reads an answer back into ours, and a question’s state from its own field', () => {
    const dialect = parseDialect(exampleDialect());
    const body = {
      respCode: '00',
      origRespCode: '09',
      merId: '1',
      orderNo: 'order1',
      txnAmt: '000000001250',
      currencyCode: '156',
      payerInfo: { payType: 'ALI' },
    };
    expect(fromWire(dialect, 'query', body)?.fields).toEqual({
      code: 'ok',
      merchantNumber: '1',
      orderNumber: 'order1',
      state: 'waiting',
      failure: 'waiting',
      amount: 1_250,
      currency: 'CNY',
      wallet: 'alipay',
    });
    expect(fromWire(dialect, 'query', { respCode: '__proto__' })?.code).toBeNull();
    expect(fromWire(dialect, 'query', 'ok')).toBeNull();
  });

  const example = ownDialect.operations;
  it.each([
    ['query does not read state', { query: { ...example.query, answer: { code: 'code' } } }],
    ['query must read state', { query: { ...example.query, implies: { state: 'paid' } } }],
    [
      'reverse does not send orderNumber',
      { reverse: { ...example.reverse, path: '/r', request: {} } },
    ],
    ['charge has no price to send', { charge: { ...example.charge, path: '/c/{price}' } }],
    [
      'refund does not send amount',
      { refund: { ...example.refund, request: { orderNumber: 'o' } } },
    ],
  ])('is refused with the reason when %s', (reason, operations) => {
    const file = { ...ownDialect, operations: { ...example, ...operations } };
    expect(() => parseDialect(file)).toThrow(reason);
  });

  it.each([
    ['a file that is none', null],
    ['a missing reversal', { ...ownDialect, operations: { query: example.query } }],
    ['a word of ours that is none', { ...ownDialect, codes: { '00': 'fine' } }],
    ['a time zone that is none', { ...ownDialect, timeZone: 'Shanghai' }],
    [
      'a path to another host',
      {
        ...ownDialect,
        operations: { ...example, query: { ...example.query, path: '//elsewhere' } },
      },
    ],
    ['a field nobody knows', { ...ownDialect, retries: 3 }],
  ])('is refused for %s', (_, file) => {
    expect(() => parseDialect(file)).toThrow('payment.not-configured');
  });

  it('that has no links, refunds or statements leaves them out', () => {
    const { query, reverse, charge } = example;
    const file = { ...ownDialect, statement: null, operations: { query, reverse, charge } };
    expect(Object.keys(parseDialect(file).operations).sort()).toEqual([
      'charge',
      'query',
      'reverse',
    ]);
  });
});
