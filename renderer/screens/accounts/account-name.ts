import type { AccountShown } from '../../../main/contract/payments/queries.ts';
import { wordFor } from '../../text.ts';

type Account = Pick<AccountShown, 'accountId' | 'provider'>;
type Known = readonly (Account & Pick<AccountShown, 'merchantName'>)[];

/** Whose account it is, where one provider has several of them; null where it goes without saying. */
export function merchantToTell({ accountId, provider }: Account, accounts: Known): string | null {
  const own = accounts.find((one) => one.accountId === accountId);
  const others = accounts.filter((one) => one.provider === provider && one !== own);
  return own === undefined || others.length === 0 ? null : own.merchantName;
}

/** `WeChat Pay`, or `WeChat Pay · MERCHANT` where that is not enough. */
export function accountName(account: Account, accounts: Known): string {
  const name = wordFor('provider', account.provider);
  const merchant = merchantToTell(account, accounts);
  return merchant === null ? name : `${name} · ${merchant}`;
}
