import type { AcquirerAccount } from './account.ts';

/** Which terminal asks, as payment-facts 6 wants it said with each order. */
export function terminalOf({ terminalNumber, terminalSerial, location }: AcquirerAccount) {
  return { terminalNumber, terminalSerial, ...(location === null ? {} : { location }) };
}
