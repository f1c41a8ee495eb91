/**
 * The refund number under which a shown code that was paid too late is given back: made from the
 * order number, so that each repetition is the same refund. One letter longer than any refund number
 * of a refund document (a UUID), so it is never one of those; WeChat takes 64 characters.
 */
export function reversalRefundNumber(orderNumber: string): string {
  return `R${orderNumber}`;
}
