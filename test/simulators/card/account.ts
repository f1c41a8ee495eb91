import type { CardAccount } from '../../../main/payments/card/account.ts';

export const terminalNumber = 'T0000001';
export const saleId = 'TILL-01';

/** The till's account at a simulated terminal that listens at `port`. */
export function simulatorAccount(port: number): CardAccount {
  return { accountId: 'card', host: '127.0.0.1', port, terminalNumber, saleId, currency: 'CNY' };
}
