import type { ChargeRequest } from '../provider.ts';

/** Where an order is asked for, reversed and closed, by our own number. */
export function orderPath(orderNumber: string): string {
  return `/v3/pay/transactions/out-trade-no/${encodeURIComponent(orderNumber)}`;
}

/** payment-facts 3.1 */
const descriptionCharactersMax = 127;

export function descriptionOf({ description }: ChargeRequest): string {
  return [...description].slice(0, descriptionCharactersMax).join('');
}
