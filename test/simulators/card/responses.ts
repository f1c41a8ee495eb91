import type { Entry } from './books.ts';
import type { TillHeader } from './requests.ts';
import type { Fault } from './scenarios.ts';

/** Made up: its check digit is right, and it is nobody's. */
export const testCardNumber = '6217000000000000004';

export function envelope(header: TillHeader, body: object): object {
  return { SaleToPOIResponse: { MessageHeader: { ...header, MessageType: 'Response' }, ...body } };
}

export const success = { Result: 'Success' };

export function failure(condition: string): object {
  return { Result: 'Failure', ErrorCondition: condition };
}

export function saleDataOf(number: string): object {
  return { SaleTransactionID: { TransactionID: number, TimeStamp: '2026-01-01T12:00:00Z' } };
}

/** What a payment or a refund has come to; a fault may spoil what it says. */
export function paymentBody(entry: Entry, fault: Fault | null): object {
  const number = fault === 'another-order' ? 'another-order' : entry.saleTransactionId;
  const SaleData = saleDataOf(number);
  if (entry.state !== 'done' && entry.state !== 'reversed') {
    const condition = entry.state === 'in-progress' ? 'InProgress' : entry.condition;
    return { PaymentResponse: { Response: failure(condition), SaleData } };
  }
  const minor = fault === 'wrong-amount' ? 1 : entry.amountMinor;
  const masked = fault === 'card-number' ? testCardNumber : '621700******1234';
  return {
    PaymentResponse: {
      Response: success,
      SaleData,
      POIData: {
        POITransactionID: {
          TransactionID: entry.poiTransactionId,
          TimeStamp: '2026-01-01T12:00:00Z',
        },
      },
      PaymentResult: {
        PaymentType: entry.kind,
        PaymentInstrumentData: {
          PaymentInstrumentType: 'Card',
          CardData: { PaymentBrand: 'UnionPay', MaskedPan: masked },
        },
        AmountsResp: { Currency: 'CNY', AuthorizedAmount: (minor / 100).toFixed(2) },
      },
    },
  };
}

export function reversalBody(number: string, response: object): object {
  return { ReversalResponse: { Response: response, SaleData: saleDataOf(number) } };
}

/** The answer to the payment once more; after a reversal, the answer to that. */
export function statusBody(header: TillHeader, entry: Entry | null, fault: Fault | null): object {
  if (!entry) return { TransactionStatusResponse: { Response: failure('NotFound') } };
  if (entry.state === 'in-progress') {
    return { TransactionStatusResponse: { Response: failure('InProgress') } };
  }
  const repeated =
    entry.state === 'reversed'
      ? reversalBody(entry.saleTransactionId, success)
      : paymentBody(entry, fault);
  return {
    TransactionStatusResponse: {
      Response: success,
      RepeatedMessageResponse: {
        MessageHeader: {
          ...header,
          MessageCategory: entry.state === 'reversed' ? 'Reversal' : 'Payment',
          MessageType: 'Response',
        },
        RepeatedResponseMessageBody: repeated,
      },
    },
  };
}
