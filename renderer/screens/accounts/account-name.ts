import type { AccountShown } from '../../../main/contract/payments/queries.ts';
import { wordFor } from '../../text.ts';

type Named = Pick<AccountShown, 'accountId' | 'provider' | 'merchantName'>;

/** `WeChat Pay`, and whose account it is where one provider has several. */
export function accountName(
  { accountId, provider }: Pick<AccountShown, 'accountId' | 'provider'>,
  accounts: readonly Named[],
): string {
  const name = wordFor('provider', provider);
  const isAlone = accounts.every((one) => one.accountId === accountId || one.provider !== provider);
  const own = accounts.find((one) => one.accountId === accountId);
  return isAlone || own === undefined ? name : `${name} · ${own.merchantName}`;
}
