import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMinor } from '../../../../main/domain/format.ts';
import {
  chargeAnswer,
  foundAnswer,
  queryAnswer,
  reverseAnswer,
} from '../../../../main/payments/card/answers.ts';
import type { Reply } from '../../../../main/payments/card/ask.ts';
import { meaningOf } from '../../../../main/payments/card/conditions.ts';

const orderNumber = '0190a8f0c0de7a4c8e1fb6d2a9c35e71';
const SaleData = { SaleTransactionID: { TransactionID: orderNumber } };

const failed = (ErrorCondition: string) => ({
  Response: { Result: 'Failure', ErrorCondition },
  SaleData,
});

function paid(AuthorizedAmount: unknown, Currency = 'CNY', MaskedPan?: string) {
  return {
    Response: { Result: 'Success' },
    SaleData,
    POIData: { POITransactionID: { TransactionID: 'R1' } },
    PaymentResult: {
      AmountsResp: { Currency, AuthorizedAmount },
      PaymentInstrumentData: { CardData: { MaskedPan } },
    },
  };
}

const charged = (PaymentResponse: object) =>
  chargeAnswer({ kind: 'reply', body: { PaymentResponse } }, orderNumber);

describe('an answer to a charge', () => {
  it.each([
    ['InProgress', { kind: 'waiting' }],
    ['Cancel', { kind: 'declined', code: 'payment.closed', detail: 'Cancel' }],
    ['Refusal', { kind: 'declined', code: 'payment.declined', detail: 'Refusal' }],
    ['DeviceOut', { kind: 'declined', code: 'payment.provider-error', detail: 'DeviceOut' }],
    ['NotFound', { kind: 'unknown', code: 'payment.provider-error' }],
  ])('that failed with %s', (condition, answer) => {
    expect(charged(failed(condition))).toMatchObject(answer);
  });

  it('that failed for a reason nobody knows is in doubt, and the reason is not repeated', () => {
    const answer = charged(failed('Moonshine'));
    expect(answer).toMatchObject({ kind: 'unknown', code: 'payment.provider-error' });
    expect(JSON.stringify(answer)).not.toContain('Moonshine');
  });

  it('is paid with the amount to the minor unit, in every currency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999_999 }),
        fc.constantFrom('CNY', 'JPY', 'KWD'),
        (paidMinor, currency) => {
          const answer = charged(paid(formatMinor(paidMinor, currency), currency));
          expect(answer).toEqual({ kind: 'paid', providerRef: 'R1', paidMinor, currency });
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([12.5, '12.5', '12,50', '12.500', '-12.50', '1e3', ' 12.50', '', null])(
    'is in doubt with the amount %j',
    (amount) => {
      expect(charged(paid(amount))).toMatchObject({ kind: 'unknown' });
    },
  );

  it.each([
    ['621700******1234', '…1234'],
    ['6217 00** **** 1234', '…1234'],
    ['************1234', '…1234'],
    ['541333XXXXXX9999', '…9999'],
    ['1234', undefined],
    ['no card', undefined],
  ])('shows of %s %s', (masked, hint) => {
    const answer = charged(paid('12.50', 'CNY', masked));
    expect(answer.kind === 'paid' ? answer.payerHint : 'not paid').toBe(hint);
  });

  it('that says nothing, or of another order, is in doubt', () => {
    expect(charged({})).toMatchObject({ kind: 'unknown' });
    const other = { SaleTransactionID: { TransactionID: 'somebody-elses' } };
    expect(charged({ ...paid('12.50'), SaleData: other })).toMatchObject({ kind: 'unknown' });
    const { POIData: _, ...nameless } = paid('12.50');
    expect(charged(nameless)).toMatchObject({ kind: 'unknown' });
  });

  it('that never came about is certain, and one that got lost is not', () => {
    const notSent: Reply = { kind: 'not-sent', detail: 'ECONNREFUSED' };
    expect(chargeAnswer(notSent, orderNumber).kind).toBe('declined');
    expect(queryAnswer(notSent, orderNumber).kind).toBe('unknown');
    expect(reverseAnswer(notSent, orderNumber).kind).toBe('unknown');
    const lost: Reply = { kind: 'doubt', code: 'payment.unknown-outcome', detail: '' };
    expect(chargeAnswer(lost, orderNumber).kind).toBe('unknown');
  });
});

describe('an answer to a question', () => {
  const status = (TransactionStatusResponse: object): Reply => ({
    kind: 'reply',
    body: { TransactionStatusResponse },
  });

  it('that the terminal is too busy for tells nothing about the payment', () => {
    const busy = status({ Response: { Result: 'Failure', ErrorCondition: 'Busy' } });
    expect(queryAnswer(busy, orderNumber)).toMatchObject({ kind: 'unknown' });
    expect(foundAnswer(busy, 'R1')).toMatchObject({ kind: 'unknown' });
  });

  it('about another number than was searched for finds nothing', () => {
    const body = { PaymentResponse: paid('12.50') };
    const found = status({
      Response: { Result: 'Success' },
      RepeatedMessageResponse: { RepeatedResponseMessageBody: body },
    });
    expect(foundAnswer(found, 'R1')).toMatchObject({ kind: 'found', orderNumber });
    expect(foundAnswer(found, 'R2')).toMatchObject({ kind: 'unknown' });
  });

  it('about a reversal that the bank refused leaves it open', () => {
    const refused: Reply = { kind: 'reply', body: { ReversalResponse: failed('Refusal') } };
    expect(reverseAnswer(refused, orderNumber)).toMatchObject({ kind: 'unknown' });
  });

  it('of whatever shape is never paid', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const reply: Reply = { kind: 'reply', body: { PaymentResponse: value } };
        expect(chargeAnswer(reply, orderNumber).kind).toBe('unknown');
      }),
      { numRuns: 500 },
    );
  });
});

it('knows every ErrorCondition of the protocol', () => {
  // nexo Retailer, data dictionary (public)
  const conditions = [
    ['Aborted', 'Busy', 'Cancel', 'DeviceOut', 'InProgress', 'InsertedCard', 'InvalidCard'],
    ['LoggedOut', 'MessageFormat', 'NotAllowed', 'NotFound', 'PaymentRestriction', 'Refusal'],
    ['UnavailableDevice', 'UnavailableService', 'UnreachableHost', 'WrongPIN'],
  ].flat();
  expect(conditions.filter((condition) => meaningOf(condition) === null)).toEqual([]);
});
