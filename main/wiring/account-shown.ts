import type { AccountShown } from '../contract/payments/queries.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { OpenedAccount } from './account-list.ts';

/** An account without its keys: who is paid, where, and whether it can be used. */
export function showAccount(
  { account, provider, failure }: OpenedAccount,
  settings: Settings,
): Omit<AccountShown, 'keys' | 'test'> {
  const merchant = settings.payments.merchants.find(({ id }) => id === account.merchant);
  return {
    accountId: account.id,
    provider: account.provider,
    merchantId: account.merchant,
    merchantName: merchant?.name ?? '',
    merchantNumber: numberOf(account) ?? merchant?.number ?? '',
    terminalNumber: 'terminalNumber' in account ? account.terminalNumber : settings.terminal.number,
    origin: provider?.origin ?? ('origin' in account ? account.origin : null),
    isOffered: account.isOffered,
    isReady: provider !== null,
    failure,
  };
}

/** The merchant's number as this provider gave it. */
function numberOf(account: OpenedAccount['account']): string | null {
  switch (account.provider) {
    case 'wechat':
      return account.mchid;
    case 'alipay':
      return account.appId;
    case 'unionpay':
    case 'aggregator':
      return account.merchantNumber;
    case 'card':
    case 'static':
      return null;
  }
}
