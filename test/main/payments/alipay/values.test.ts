import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chargeErrorMeaning,
  describe as describeError,
  plainCode,
} from '../../../../main/payments/alipay/error-codes.ts';
import { beijingTime, beijingTimeOf } from '../../../../main/payments/alipay/time.ts';
import { fenOf, yuanOf } from '../../../../main/payments/alipay/yuan.ts';

describe('an amount in yuan', () => {
  it.each([
    ['0.01', 1],
    ['88.88', 8_888],
    ['1.1', 110],
    ['100', 10_000],
    ['-3000.00', -300_000],
    ['+5.00', 500],
    ['0.00', 0],
    ['-0.00', 0],
    ['1.15', 115],
    ['100000000.00', 10_000_000_000],
  ])('%s is %i fen', (yuan, fen) => {
    expect(fenOf(yuan)).toBe(fen);
  });

  it.each(['', '1.234', '1,000.00', '1e3', '.5', '5.', 'NaN', '1.1.1', '12 ', '￥1'])(
    '%j is none',
    (text) => {
      expect(fenOf(text)).toBeNull();
    },
  );

  it('comes back as it was', () => {
    const fen = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
    fc.assert(fc.property(fen, (amount) => fenOf(yuanOf(amount)) === amount));
  });
});

describe('a time of Beijing', () => {
  it('is eight hours ahead of UTC, in summer too', () => {
    expect(beijingTime(Date.UTC(2026, 0, 1, 16, 0, 1, 999))).toBe('2026-01-02 00:00:01');
    expect(beijingTimeOf('2026-07-02 00:00:01')).toBe(Date.UTC(2026, 6, 1, 16, 0, 1));
  });

  it.each(['', '2026-01-02', '2026-13-02 00:00:00', '2026-01-02T00:00:00', 'yesterday'])(
    '%j is none',
    (text) => {
      expect(beijingTimeOf(text)).toBeNull();
    },
  );
});

describe('an error code', () => {
  it('is the same in each of Alipay’s spellings', () => {
    const spellings = ['isv.invalid-signature', 'invalid-signature', 'INVALID_SIGNATURE'];
    expect(new Set(spellings.map(plainCode))).toEqual(new Set(['INVALID_SIGNATURE']));
    expect(plainCode('aop.ACQ.SYSTEM_ERROR')).toBe('SYSTEM_ERROR');
    expect(plainCode('AQC.SYSTEM_ERROR')).toBe('SYSTEM_ERROR');
  });

  it.each([
    ['ACQ.PAYMENT_AUTH_CODE_INVALID', 'payment.code-invalid'],
    ['ACQ.BUYER_BALANCE_NOT_ENOUGH', 'payment.not-enough-funds'],
    ['ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH', 'payment.not-enough-funds'],
    ['ACQ.PAYMENT_FAIL', 'payment.declined'],
    ['ACQ.PAYMENT_REQUEST_HAS_RISK', 'payment.declined'],
    ['ACQ.TOTAL_FEE_EXCEED', 'payment.declined'],
    ['ACQ.TRADE_HAS_CLOSE', 'payment.closed'],
    ['ACQ.INVALID_PARAMETER', 'payment.provider-error'],
    ['invalid-signature', 'payment.provider-error'],
    ['app-cert-expired', 'payment.provider-error'],
    ['ACQ.USER_PAYING', 'waiting'],
    ['10003', 'waiting'],
    ['ACQ.SYSTEM_ERROR', 'unknown'],
    ['unknow-error', 'unknown'],
    ['ACQ.TRADE_HAS_SUCCESS', 'unknown'],
    ['ACQ.CONTEXT_INCONSISTENT', 'unknown'],
    ['app-call-limited', 'unknown'],
    ['20000', 'unknown'],
    ['ACQ.SOMETHING_NEW', 'unknown'],
    ['', 'unknown'],
  ])('%s means %s to a charge', (code, expected) => {
    const meaning = chargeErrorMeaning(code);
    expect(meaning?.kind === 'declined' ? meaning.code : (meaning?.kind ?? 'unknown')).toBe(
      expected,
    );
  });

  it('is told without the payment code that Alipay may quote', () => {
    const error = {
      code: 'ACQ.PAYMENT_AUTH_CODE_INVALID',
      message: '付款码287634438256643942无效',
    };
    expect(describeError(error)).toBe('ACQ.PAYMENT_AUTH_CODE_INVALID 付款码…无效');
  });
});
