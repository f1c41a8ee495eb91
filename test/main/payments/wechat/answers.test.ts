import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chargeAnswer,
  queryAnswer,
  reverseAnswer,
} from '../../../../main/payments/wechat/answers.ts';
import type { WechatReply } from '../../../../main/payments/wechat/client.ts';

const asked = { mchid: '1230000109', orderNumber: 'order-1' };

const order = {
  mchid: '1230000109',
  out_trade_no: 'order-1',
  trade_state: 'SUCCESS',
  transaction_id: '4200001',
  amount: { total: 1_250, payer_total: 1_000, currency: 'CNY' },
  payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
};

function reply(status: number, body: unknown, isSigned = true): WechatReply {
  return { kind: 'reply', status, isSigned, body };
}

function error(status: number, code: string, message = '', isSigned = false): WechatReply {
  return reply(status, { code, message }, isSigned);
}

describe('an answer to a charge', () => {
  it('is paid with the amount we asked for, not with what the payer was discounted to', () => {
    expect(chargeAnswer(reply(200, order), asked)).toEqual({
      kind: 'paid',
      providerRef: '4200001',
      paidMinor: 1_250,
      currency: 'CNY',
      payerHint: '…jWeS6o',
    });
  });

  // payment-facts 3.2, in the spellings of v2 and v3
  it.each([
    ['USERPAYING', 'waiting'],
    ['USER_PAYING', 'waiting'],
    ['AUTH_CODE_EXPIRE', 'payment.code-expired'],
    ['AUTHCODEEXPIRE', 'payment.code-expired'],
    ['AUTH_CODE_ERROR', 'payment.code-invalid'],
    ['AUTH_CODE_INVALID', 'payment.code-invalid'],
    ['NOTENOUGH', 'payment.not-enough-funds'],
    ['NOT_ENOUGH', 'payment.not-enough-funds'],
    ['TRADE_ERROR', 'payment.declined'],
    ['ORDER_CLOSED', 'payment.closed'],
    ['SIGN_ERROR', 'payment.provider-error'],
    ['SYSTEM_ERROR', 'unknown'],
    ['SYSTEMERROR', 'unknown'],
    ['BANK_ERROR', 'unknown'],
    ['ORDERPAID', 'unknown'],
    ['OUT_TRADE_NO_USED', 'unknown'],
    ['INVALID_REQUEST', 'unknown'],
    ['FREQUENCY_LIMITED', 'unknown'],
    ['SOMETHING_NEW', 'unknown'],
  ])('%s means %s', (code, meaning) => {
    const answer = chargeAnswer(error(400, code), asked);
    expect(answer.kind === 'declined' ? answer.code : answer.kind).toBe(meaning);
  });

  it('tells an expired code from an invalid one by its text', () => {
    const expired = error(400, 'AUTH_CODE_INVALID', '101 付款码已过期，请退出重试');
    expect(chargeAnswer(expired, asked)).toMatchObject({ code: 'payment.code-expired' });
  });

  it('is a clean failure only when it certainly was not sent', () => {
    expect(chargeAnswer({ kind: 'not-sent', detail: 'ECONNREFUSED' }, asked)).toMatchObject({
      kind: 'declined',
      code: 'payment.provider-unreachable',
    });
    expect(chargeAnswer({ kind: 'no-answer', detail: 'time-out' }, asked).kind).toBe('unknown');
  });

  it('never repeats a payment code that an error quotes', () => {
    for (const code of ['AUTH_CODE_INVALID', 'SYSTEM_ERROR']) {
      const answer = chargeAnswer(error(400, code, '付款码134567890123456789无效'), asked);
      expect(answer).toMatchObject({ detail: expect.stringMatching(/付款码…无效$/) });
    }
  });

  it('is unknown from a server in trouble, whatever it says', () => {
    expect(chargeAnswer(error(500, 'AUTH_CODE_EXPIRE', '', true), asked).kind).toBe('unknown');
    expect(chargeAnswer(reply(502, undefined), asked).kind).toBe('unknown');
  });
});

describe('an answer about an order', () => {
  it.each([
    ['SUCCESS', 'paid'],
    ['USERPAYING', 'waiting'],
    ['NOTPAY', 'waiting'],
    ['ACCEPT', 'waiting'],
    ['REVOKED', 'reversed'],
    ['CLOSED', 'reversed'],
    ['REFUND', 'reversed'],
    ['PAYERROR', 'declined'],
    ['NEW_STATE', 'unknown'],
  ])('%s is %s', (state, kind) => {
    const found = queryAnswer(reply(200, { ...order, trade_state: state }), asked);
    expect(found.kind).toBe(kind);
  });

  it('is never paid without a signature, for another order, another merchant or no amount', () => {
    const bodies = [
      { ...order, out_trade_no: 'order-2' },
      { ...order, mchid: '1' },
      { ...order, amount: undefined },
      { ...order, amount: { total: 12.5 } },
      { ...order, transaction_id: '' },
    ];
    for (const body of bodies) expect(queryAnswer(reply(200, body), asked).kind).toBe('unknown');
    expect(queryAnswer(reply(200, order, false), asked)).toMatchObject({
      kind: 'unknown',
      code: 'payment.signature-wrong',
    });
    expect(queryAnswer({ kind: 'forged' }, asked)).toMatchObject({
      kind: 'unknown',
      code: 'payment.signature-wrong',
    });
  });

  it('is not a failure when a query goes wrong or finds nothing', () => {
    expect(queryAnswer(error(404, 'ORDER_NOT_EXIST'), asked)).toEqual({ kind: 'not-found' });
    expect(queryAnswer(error(400, 'PARAM_ERROR'), asked).kind).toBe('unknown');
    expect(queryAnswer(error(401, 'SIGN_ERROR'), asked).kind).toBe('unknown');
  });

  it('is never paid out of noise', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.jsonValue(),
        fc.boolean(),
        (status, body, isSigned) => {
          for (const read of [chargeAnswer, queryAnswer, reverseAnswer]) {
            const { kind } = read(reply(status, body, isSigned), asked);
            expect(['paid', 'declined', 'not-found']).not.toContain(kind);
          }
        },
      ),
    );
  });
});

describe('an answer to a reversal', () => {
  const done = { appid: 'wx', mchid: '1230000109', out_trade_no: 'order-1' };

  it('is believed when it is signed and about our order', () => {
    expect(reverseAnswer(reply(200, done), asked)).toEqual({ kind: 'reversed' });
    expect(reverseAnswer(reply(204, undefined), asked)).toEqual({ kind: 'reversed' });
    expect(reverseAnswer(error(400, 'ORDER_REVERSED', '', true), asked).kind).toBe('reversed');
  });

  it('is unknown otherwise, so that it is asked again', () => {
    expect(reverseAnswer(reply(200, done, false), asked).kind).toBe('unknown');
    expect(reverseAnswer(reply(204, undefined, false), asked).kind).toBe('unknown');
    expect(reverseAnswer(reply(200, { ...done, out_trade_no: 'x' }), asked).kind).toBe('unknown');
    expect(reverseAnswer(error(400, 'ORDER_REVERSED'), asked).kind).toBe('unknown');
    expect(reverseAnswer(error(500, 'SYSTEM_ERROR', '', true), asked).kind).toBe('unknown');
    expect(reverseAnswer({ kind: 'no-answer', detail: '' }, asked).kind).toBe('unknown');
    expect(reverseAnswer(error(404, 'ORDER_NOT_EXIST'), asked)).toEqual({ kind: 'not-found' });
  });
});
