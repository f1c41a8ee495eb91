/** The requests, in the words of the nexo Retailer protocol; each with an example in docs/card-terminal.md. */
import { randomBytes } from 'node:crypto';
import { formatMinor } from '../../domain/format.ts';
import type { CardAccount } from './account.ts';

export type Category = 'Payment' | 'TransactionStatus' | 'Abort' | 'Reversal';

export type TerminalRequest = {
  readonly category: Category;
  /** Up to 10 characters; the answer repeats it. */
  readonly serviceId: string;
  /** The request itself, without the header. */
  readonly body: object;
};

/** What is asked about, or made: our number of a payment or of a refund. */
export type Asked = { readonly number: string; readonly serviceId: string };

/**
 * The ServiceID of a payment or refund follows from our number, so that it can be named again after
 * a restart: its last ten characters, which are random in a UUID version 7.
 */
export function askedFor(number: string): Asked {
  return { number, serviceId: number.slice(-10) };
}

/** Whether a text has the form of our numbers: a UUID version 7 without its hyphens. */
export function hasOurForm(text: string): boolean {
  return /^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/.test(text);
}

export function envelope(account: CardAccount, request: TerminalRequest): object {
  const { category, serviceId, body } = request;
  return {
    SaleToPOIRequest: {
      MessageHeader: {
        ProtocolVersion: '3.1',
        MessageClass: 'Service',
        MessageCategory: category,
        MessageType: 'Request',
        ServiceID: serviceId,
        SaleID: account.saleId,
        POIID: account.terminalNumber,
      },
      [`${category}Request`]: body,
    },
  };
}

export function paymentRequest(
  asked: Asked,
  amount: { readonly amountMinor: number; readonly currency: string },
  atMs: number,
): TerminalRequest {
  return payment(asked, atMs, { PaymentType: 'Normal' }, { AmountsReq: amounts(amount) });
}

/** Money back to the card of a payment that the terminal knows, without the card. */
export function refundRequest(
  asked: Asked,
  amount: { readonly amountMinor: number; readonly currency: string },
  originalRef: string,
  atMs: number,
): TerminalRequest {
  return payment(
    asked,
    atMs,
    { PaymentType: 'Refund' },
    {
      AmountsReq: amounts(amount),
      OriginalPOITransaction: { POITransactionID: { TransactionID: originalRef } },
    },
  );
}

export function statusRequest(account: CardAccount, asked: Asked): TerminalRequest {
  return service('TransactionStatus', {
    MessageReference: reference(account, asked),
    SaleData: saleData(asked.number),
  });
}

/** By the terminal's own number instead of ours. */
export function lookUpRequest(providerRef: string): TerminalRequest {
  return service('TransactionStatus', {
    POIData: { POITransactionID: { TransactionID: providerRef } },
  });
}

export function abortRequest(account: CardAccount, asked: Asked): TerminalRequest {
  return service('Abort', {
    MessageReference: reference(account, asked),
    SaleData: saleData(asked.number),
    AbortReason: 'MerchantAbort',
  });
}

export function reversalRequest(asked: Asked, providerRef: string | undefined): TerminalRequest {
  const original = { POITransactionID: { TransactionID: providerRef } };
  return service('Reversal', {
    SaleData: saleData(asked.number),
    ...(providerRef === undefined ? {} : { OriginalPOITransaction: original }),
    ReversalReason: 'MerchantCancel',
  });
}

function payment(
  { number, serviceId }: Asked,
  atMs: number,
  data: object,
  transaction: object,
): TerminalRequest {
  const TimeStamp = new Date(atMs).toISOString();
  return {
    category: 'Payment',
    serviceId,
    body: {
      SaleData: { SaleTransactionID: { TransactionID: number, TimeStamp } },
      PaymentTransaction: transaction,
      PaymentData: data,
    },
  };
}

/** A message that is not referred to again has a number that nothing else has. */
function service(category: Category, body: object): TerminalRequest {
  return { category, serviceId: randomBytes(5).toString('hex'), body };
}

function amounts({ amountMinor, currency }: { amountMinor: number; currency: string }): object {
  return { Currency: currency, RequestedAmount: formatMinor(amountMinor, currency) };
}

function saleData(number: string): object {
  return { SaleTransactionID: { TransactionID: number } };
}

function reference({ saleId, terminalNumber }: CardAccount, { serviceId }: Asked): object {
  return {
    MessageCategory: 'Payment',
    ServiceID: serviceId,
    SaleID: saleId,
    POIID: terminalNumber,
  };
}
