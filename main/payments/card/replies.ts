/** What of a terminal's answers is read; all else of them is not looked at. */
import * as v from 'valibot';
import { currencyDigits } from '../../domain/format.ts';

/** Printable and not long: it stands on the receipt and in the journal. */
const transactionId = v.object({
  TransactionID: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,64}$/)),
});

const response = v.object({
  Result: v.picklist(['Success', 'Partial', 'Failure']),
  ErrorCondition: v.optional(v.string(), ''),
});

const saleData = v.object({ SaleTransactionID: transactionId });

const paymentResponse = v.object({
  Response: response,
  SaleData: saleData,
  POIData: v.optional(v.object({ POITransactionID: transactionId })),
  PaymentResult: v.optional(
    v.object({
      PaymentType: v.optional(v.string(), 'Normal'),
      PaymentInstrumentData: v.optional(
        v.object({ CardData: v.optional(v.object({ MaskedPan: v.optional(v.string()) })) }),
      ),
      AmountsResp: v.object({ Currency: v.string(), AuthorizedAmount: v.string() }),
    }),
  ),
});
export type PaymentReply = v.InferOutput<typeof paymentResponse>;

const reversalResponse = v.object({ Response: response, SaleData: saleData });

export const paymentBody = v.object({ PaymentResponse: paymentResponse });
export const reversalBody = v.object({ ReversalResponse: reversalResponse });
export const statusBody = v.object({
  TransactionStatusResponse: v.object({
    Response: response,
    RepeatedMessageResponse: v.optional(
      v.object({ RepeatedResponseMessageBody: v.union([paymentBody, reversalBody]) }),
    ),
  }),
});

export const replySchema = v.object({
  SaleToPOIResponse: v.looseObject({
    MessageHeader: v.object({
      MessageClass: v.literal('Service'),
      MessageCategory: v.string(),
      MessageType: v.literal('Response'),
      ServiceID: v.string(),
      SaleID: v.string(),
      POIID: v.string(),
    }),
  }),
});

export type Approved = {
  readonly kind: 'approved';
  readonly isRefund: boolean;
  readonly providerRef: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly payerHint: string | null;
};

export type Verdict =
  | Approved
  | { readonly kind: 'refused'; readonly condition: string }
  | { readonly kind: 'unreadable'; readonly detail: string };

/** What a payment's or a refund's answer comes to. `Partial` is judged by its amount, as any other. */
export function verdictOf({ Response, POIData, PaymentResult }: PaymentReply): Verdict {
  if (Response.Result === 'Failure') return { kind: 'refused', condition: Response.ErrorCondition };
  if (!POIData || !PaymentResult) return { kind: 'unreadable', detail: 'paid without a number' };
  const { AmountsResp, PaymentInstrumentData, PaymentType } = PaymentResult;
  const amountMinor = minorOf(AmountsResp.AuthorizedAmount, AmountsResp.Currency);
  if (amountMinor === null) return { kind: 'unreadable', detail: 'paid without an amount' };
  return {
    kind: 'approved',
    isRefund: PaymentType === 'Refund',
    providerRef: POIData.POITransactionID.TransactionID,
    amountMinor,
    currency: AmountsResp.Currency,
    payerHint: hintOf(PaymentInstrumentData?.CardData?.MaskedPan ?? ''),
  };
}

/** `12.50` in minor units, with exactly the currency's digits; null for anything else. */
function minorOf(text: string, currency: string): number | null {
  const digits = currencyDigits(currency);
  const shape = digits === 0 ? /^\d{1,12}$/ : new RegExp(`^\\d{1,12}\\.\\d{${digits}}$`);
  return shape.test(text) ? Number(text.replace('.', '')) : null;
}

/** The last four digits of a masked card; null when it is not one. */
function hintOf(masked: string): string | null {
  const plain = masked.replace(/[ .-]/g, '');
  const lastFour = /^\d{0,6}[*xX]+(\d{4})$/.exec(plain)?.[1];
  return lastFour === undefined ? null : `…${lastFour}`;
}
