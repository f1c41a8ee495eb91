import { createAcquirer } from '../payments/acquirer/acquirer.ts';
import { createAlipay } from '../payments/alipay/alipay.ts';
import { createCard } from '../payments/card/card.ts';
import type { PaymentProvider, ProviderTiming, RefundPort } from '../payments/provider.ts';
import { createStatic } from '../payments/static/static.ts';
import { createWechat } from '../payments/wechat/wechat.ts';
import type { AccountSettings } from '../store/payment-settings.ts';
import {
  type AccountParts,
  acquirerAccount,
  alipayAccount,
  cardAccount,
  staticAccount,
  wechatAccount,
} from './provider-accounts.ts';

const clock = { now: Date.now };

/**
 * Opens one account with its key.
 * @throws PosError `payment.not-configured` when something is missing, `account.key-invalid` when a
 *   key cannot be used.
 */
export function openProvider(account: AccountSettings, parts: AccountParts): PaymentProvider {
  const provider = openAtPace(account, parts);
  return account.pace === 'rehearsal' ? rehearsing(provider) : provider;
}

function openAtPace(account: AccountSettings, parts: AccountParts): PaymentProvider {
  switch (account.provider) {
    case 'wechat':
      return createWechat(wechatAccount(account, parts), clock);
    case 'alipay':
      return createAlipay(alipayAccount(account, parts), clock);
    case 'unionpay':
    case 'aggregator':
      return createAcquirer(acquirerAccount(account, parts), clock);
    case 'card':
      return createCard(cardAccount(account, parts), clock);
    case 'static':
      return createStatic(staticAccount(account, parts), clock);
  }
}

/** Every wait a tenth as long, but for the windows in which a reversal or a refund is taken. */
function rehearsing(provider: PaymentProvider): PaymentProvider {
  const ways = Object.fromEntries(
    Object.entries(provider.ways).map(([way, timing]) => [way, rehearsal(timing)]),
  );
  return { ...provider, ways, refunds: provider.refunds && rehearsingRefunds(provider.refunds) };
}

const tenth = (ms: number): number => Math.ceil(ms / 10);

function rehearsal(timing: ProviderTiming): ProviderTiming {
  return {
    firstQueryMs: tenth(timing.firstQueryMs),
    queryIntervalMs: tenth(timing.queryIntervalMs),
    totalMs: tenth(timing.totalMs),
    earliestReverseMs: tenth(timing.earliestReverseMs),
    reverseIntervalMs: tenth(timing.reverseIntervalMs),
    reverseIntervalMaxMs: tenth(timing.reverseIntervalMaxMs),
    notFoundFinalMs: tenth(timing.notFoundFinalMs),
    reversalWindowMs: timing.reversalWindowMs,
  };
}

function rehearsingRefunds(refunds: RefundPort): RefundPort {
  const { firstQueryMs, queryIntervalMs, queryIntervalMaxMs, windowMs } = refunds.timing;
  return {
    ...refunds,
    timing: {
      firstQueryMs: tenth(firstQueryMs),
      queryIntervalMs: tenth(queryIntervalMs),
      queryIntervalMaxMs: tenth(queryIntervalMaxMs),
      windowMs,
    },
  };
}
