/** The till's requests, read from the protocol (docs/card-terminal.md) and not from the till's code. */
import * as v from 'valibot';
import { saleId, terminalNumber } from './account.ts';

const number = v.object({
  TransactionID: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_*-]{6,32}$/)),
  TimeStamp: v.optional(v.pipe(v.string(), v.isoTimestamp())),
});
const saleData = v.object({ SaleTransactionID: number });
const poiData = v.object({ POITransactionID: v.object({ TransactionID: v.string() }) });
const amounts = v.object({
  Currency: v.literal('CNY'),
  RequestedAmount: v.pipe(v.string(), v.regex(/^\d{1,12}\.\d{2}$/)),
});
const reference = v.object({
  MessageCategory: v.literal('Payment'),
  ServiceID: v.pipe(v.string(), v.minLength(1), v.maxLength(10)),
  SaleID: v.literal(saleId),
  POIID: v.literal(terminalNumber),
});

const header = (category: string) =>
  v.object({
    ProtocolVersion: v.literal('3.1'),
    MessageClass: v.literal('Service'),
    MessageCategory: v.literal(category),
    MessageType: v.literal('Request'),
    ServiceID: v.pipe(v.string(), v.minLength(1), v.maxLength(10)),
    SaleID: v.literal(saleId),
    POIID: v.literal(terminalNumber),
  });

export const requestSchema = v.object({
  SaleToPOIRequest: v.union([
    v.object({
      MessageHeader: header('Payment'),
      PaymentRequest: v.object({
        SaleData: saleData,
        PaymentTransaction: v.object({
          AmountsReq: amounts,
          OriginalPOITransaction: v.optional(poiData),
        }),
        PaymentData: v.object({ PaymentType: v.picklist(['Normal', 'Refund']) }),
      }),
    }),
    v.object({
      MessageHeader: header('TransactionStatus'),
      TransactionStatusRequest: v.union([
        v.object({ MessageReference: reference, SaleData: saleData }),
        v.object({ POIData: poiData }),
      ]),
    }),
    v.object({
      MessageHeader: header('Abort'),
      AbortRequest: v.object({
        MessageReference: reference,
        SaleData: saleData,
        AbortReason: v.string(),
      }),
    }),
    v.object({
      MessageHeader: header('Reversal'),
      ReversalRequest: v.object({
        SaleData: saleData,
        OriginalPOITransaction: v.optional(poiData),
        ReversalReason: v.literal('MerchantCancel'),
      }),
    }),
  ]),
});

export type TillRequest = v.InferOutput<typeof requestSchema>['SaleToPOIRequest'];
export type TillHeader = TillRequest['MessageHeader'];
