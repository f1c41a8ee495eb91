import type { Context } from './context.ts';

/**
 * The finished sale whose receipt was scanned: by the code at its foot, which is the shop's address
 * with the receipt number behind it, or by the number alone. Null when it is no receipt of this till.
 */
export function saleOfScan(
  store: Context['store'],
  settings: Context['settings'],
  code: string,
): string | null {
  const { receiptCodeUrl } = settings.store;
  const isAddress = receiptCodeUrl !== null && code.startsWith(receiptCodeUrl);
  const number = isAddress ? code.slice(receiptCodeUrl.length) : code;
  return store.sales.byReceiptNumber(number.trim());
}
