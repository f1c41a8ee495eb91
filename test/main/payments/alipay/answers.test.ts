import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cancelAnswer,
  findAnswer,
  payAnswer,
  precreateAnswer,
  queryAnswer,
} from '../../../../main/payments/alipay/answers.ts';
import type { AlipayReply } from '../../../../main/payments/alipay/client.ts';

const asked = { orderNumber: 'order_1', sellerId: '2088102146225135' };

const trade = {
  out_trade_no: 'order_1',
  trade_no: '2026010122001',
  trade_status: 'TRADE_SUCCESS',
  total_amount: '12.50',
  receipt_amount: '10.00',
  buyer_logon_id: '159****5620',
};

function reply(status: number, body: unknown, isSigned = true): AlipayReply {
  return { kind: 'reply', status, isSigned, body };
}

function error(status: number, code: string, isSigned = false): AlipayReply {
  return reply(status, { code, message: '', links: [] }, isSigned);
}

describe('an answer to a payment', () => {
  it('is never proof by itself: the trade is asked for', () => {
    const body = { ...trade, gmt_payment: '2026-01-01 20:00:00' };
    expect(payAnswer(reply(200, body), asked)).toBe('accepted');
    expect(payAnswer(reply(200, { ...body, code: '10003' }), asked)).toBe('accepted');
    expect(payAnswer(reply(202, body), asked)).toBe('accepted');
    expect(payAnswer(error(400, 'ACQ.USER_PAYING'), asked)).toBe('accepted');
  });

  it('is a clean failure only when it certainly was not sent, or was refused', () => {
    expect(payAnswer({ kind: 'not-sent', detail: 'ECONNREFUSED' }, asked)).toMatchObject({
      kind: 'declined',
      code: 'payment.provider-unreachable',
    });
    expect(payAnswer(error(400, 'ACQ.PAYMENT_FAIL'), asked)).toMatchObject({ kind: 'declined' });
    const doubtful = [
      error(500, 'ACQ.PAYMENT_FAIL', true),
      error(502, ''),
      error(429, 'app-call-limited'),
      error(400, 'ACQ.SYSTEM_ERROR'),
      reply(200, trade, false),
      reply(200, { ...trade, out_trade_no: 'order_2' }),
      { kind: 'no-answer', detail: 'time-out' },
      { kind: 'forged' },
    ] as const;
    for (const one of doubtful) expect(payAnswer(one, asked)).toMatchObject({ kind: 'unknown' });
  });
});

describe('a code to show', () => {
  it('is believed when it is signed and of our order', () => {
    const body = { out_trade_no: 'order_1', qr_code: 'https://qr.alipay.com/bax1' };
    const shown = { kind: 'shown', content: 'https://qr.alipay.com/bax1' };
    expect(precreateAnswer(reply(200, body), asked)).toEqual(shown);
    expect(precreateAnswer(reply(200, body, false), asked).kind).toBe('unknown');
    expect(precreateAnswer(reply(200, { ...body, qr_code: '' }), asked).kind).toBe('unknown');
    expect(precreateAnswer(reply(200, { ...body, out_trade_no: 'x' }), asked).kind).toBe('unknown');
  });
});

describe('an answer about a trade', () => {
  it('is paid with the whole amount, not with what the shop gets of it', () => {
    expect(queryAnswer(reply(200, trade), asked)).toEqual({
      kind: 'paid',
      providerRef: '2026010122001',
      paidMinor: 1_250,
      currency: 'CNY',
      wallet: 'alipay',
      payerHint: '159****5620',
    });
  });

  it.each([
    ['TRADE_SUCCESS', 'paid'],
    ['TRADE_FINISHED', 'paid'],
    ['WAIT_BUYER_PAY', 'waiting'],
    ['TRADE_CLOSED', 'reversed'],
    ['NEW_STATE', 'unknown'],
  ])('%s is %s', (state, kind) => {
    expect(queryAnswer(reply(200, { ...trade, trade_status: state }), asked).kind).toBe(kind);
  });

  it('masks a payer whom Alipay did not mask', () => {
    const answer = queryAnswer(reply(200, { ...trade, buyer_logon_id: '15912345620' }), asked);
    expect(answer).toMatchObject({ payerHint: '…5620' });
  });

  it('is never paid without a signature, for another order, another seller or no amount', () => {
    const bodies = [
      { ...trade, out_trade_no: 'order_2' },
      { ...trade, seller_id: '2088000000000000' },
      { ...trade, total_amount: undefined },
      { ...trade, total_amount: 12.5 },
      { ...trade, total_amount: '12.505' },
      { ...trade, trade_no: '' },
      { alipay_trade_query_response: trade },
    ];
    for (const body of bodies) expect(queryAnswer(reply(200, body), asked).kind).toBe('unknown');
    expect(queryAnswer(reply(200, trade, false), asked)).toMatchObject({
      kind: 'unknown',
      code: 'payment.signature-wrong',
    });
    const named = { ...trade, seller_id: asked.sellerId };
    expect(queryAnswer(reply(200, named), asked).kind).toBe('paid');
  });

  it('is not a failure when there is no trade yet, or the query went wrong', () => {
    expect(queryAnswer(error(400, 'ACQ.TRADE_NOT_EXIST'), asked)).toEqual({ kind: 'not-found' });
    expect(queryAnswer(error(404, 'TRADE_NOT_EXIST'), asked)).toEqual({ kind: 'not-found' });
    expect(queryAnswer(error(500, 'ACQ.TRADE_NOT_EXIST'), asked).kind).toBe('unknown');
    expect(queryAnswer(error(400, 'invalid-signature'), asked).kind).toBe('unknown');
  });

  it('is never final out of noise', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.jsonValue(),
        fc.boolean(),
        (status, body, isSigned) => {
          const noise = reply(status, body, isSigned);
          for (const read of [payAnswer, precreateAnswer, queryAnswer, cancelAnswer]) {
            expect(read(noise, asked)).toMatchObject({ kind: 'unknown' });
          }
          expect(findAnswer(noise, { tradeNo: '1' }).kind).toBe('unknown');
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a search by Alipay’s number', () => {
  it('finds the order that has just that number', () => {
    expect(findAnswer(reply(200, trade), { tradeNo: '2026010122001' })).toMatchObject({
      kind: 'found',
      orderNumber: 'order_1',
      answer: { kind: 'paid' },
    });
    expect(findAnswer(reply(200, trade), { tradeNo: '2' }).kind).toBe('unknown');
    expect(findAnswer(reply(200, trade, false), { tradeNo: '2026010122001' }).kind).toBe('unknown');
    const nothing = error(400, 'ACQ.TRADE_NOT_EXIST');
    expect(findAnswer(nothing, { tradeNo: '2' })).toEqual({ kind: 'not-found' });
  });
});

describe('an answer to a cancellation', () => {
  const done = { out_trade_no: 'order_1', retry_flag: 'N', action: 'close' };

  it('is believed when it says what it did', () => {
    expect(cancelAnswer(reply(200, done), asked)).toEqual({ kind: 'reversed' });
    const refund = { ...done, action: 'refund' };
    expect(cancelAnswer(reply(200, refund), asked)).toEqual({ kind: 'reversed' });
  });

  it('found no trade when it did nothing', () => {
    const { action: _, ...nothing } = done;
    expect(cancelAnswer(reply(200, nothing), asked)).toEqual({ kind: 'not-found' });
    expect(cancelAnswer(error(400, 'ACQ.TRADE_NOT_EXIST'), asked)).toEqual({ kind: 'not-found' });
  });

  it('is unknown otherwise, so that it is sent again', () => {
    expect(cancelAnswer(reply(200, { ...done, retry_flag: 'Y' }), asked).kind).toBe('unknown');
    expect(cancelAnswer(reply(200, { ...done, action: 'new' }), asked).kind).toBe('unknown');
    expect(cancelAnswer(reply(200, done, false), asked).kind).toBe('unknown');
    expect(cancelAnswer(reply(200, { ...done, out_trade_no: 'x' }), asked).kind).toBe('unknown');
    expect(cancelAnswer(error(500, 'ACQ.SYSTEM_ERROR'), asked).kind).toBe('unknown');
    expect(cancelAnswer(error(400, 'ACQ.TRADE_HAS_CLOSE'), asked).kind).toBe('unknown');
    expect(cancelAnswer({ kind: 'no-answer', detail: '' }, asked).kind).toBe('unknown');
  });

  it('is refused when Alipay takes it back no more', () => {
    const late = cancelAnswer(error(400, 'ACQ.TRADE_CANCEL_TIME_OUT'), asked);
    expect(late).toMatchObject({ kind: 'declined', code: 'refund.not-possible' });
  });
});
