/** Everything that is played: each provider and way, each scenario, and how it must end. */
import type { PayWay, ProviderId, WalletId } from '../../main/contract/payments/names.ts';
import {
  type ScenarioName as AcquirerScenario,
  isScenarioName as isAcquirerScenario,
} from '../simulators/acquirer/scenarios.ts';
import {
  type ScenarioName as AlipayScenario,
  isScenarioName as isAlipayScenario,
} from '../simulators/alipay/scenarios.ts';
import {
  type ScenarioName as CardScenario,
  isScenarioName as isCardScenario,
} from '../simulators/card/scenarios.ts';
import {
  isRefundScenarioName,
  type RefundScenarioName,
} from '../simulators/wechat/refund-scenarios.ts';
import {
  isScenarioName as isWechatScenario,
  type ScenarioName as WechatScenario,
} from '../simulators/wechat/scenarios.ts';
import {
  isShownScenarioName,
  type ShownScenarioName,
} from '../simulators/wechat/shown-scenarios.ts';
import type { Expectation } from './ends.ts';
import {
  aggregatorExpected,
  aggregatorWallets,
  isForLink,
  unionpayExpected,
} from './expected/acquirer.ts';
import { alipayExpected } from './expected/alipay.ts';
import { cardPayments, cardRefunds } from './expected/card.ts';
import { staticExpected, staticRefund } from './expected/static.ts';
import { wechatPresented, wechatRefunds, wechatShown } from './expected/wechat.ts';

/** What the simulator is told; a static code has none. */
export type Script =
  | { readonly of: 'wechat'; readonly scenario: WechatScenario | ShownScenarioName }
  | { readonly of: 'wechat-refund'; readonly scenario: RefundScenarioName }
  | { readonly of: 'alipay'; readonly scenario: AlipayScenario }
  | { readonly of: 'acquirer'; readonly scenario: AcquirerScenario }
  | { readonly of: 'card'; readonly scenario: CardScenario }
  | { readonly of: 'nobody' };

export type Play = Expectation & {
  readonly provider: ProviderId;
  readonly way: PayWay;
  /** A payment, or the refund of one that was paid. */
  readonly what: 'payment' | 'refund';
  readonly script: Script;
  /** Whose code the customer shows; `emv` is an EMVCo consumer code. */
  readonly wallet: WalletId | 'emv' | null;
};

type Where = Pick<Play, 'provider' | 'way' | 'what' | 'wallet'>;

function named<Name extends string, Value>(
  table: Readonly<Partial<Record<Name, Value>>>,
  isName: (name: string) => name is Name,
): [Name, Value][] {
  return Object.keys(table)
    .filter(isName)
    .flatMap((name): [Name, Value][] => {
      const value = table[name];
      return value === undefined ? [] : [[name, value]];
    });
}

function wechatPlays(): Play[] {
  const presented: Where = {
    provider: 'wechat',
    way: 'presented',
    what: 'payment',
    wallet: 'wechat',
  };
  const shown: Where = { ...presented, way: 'shown', wallet: null };
  return [
    ...named(wechatPresented, isWechatScenario).map(
      ([scenario, expected]): Play => ({
        ...presented,
        ...expected,
        script: { of: 'wechat', scenario },
      }),
    ),
    ...named(wechatShown, isShownScenarioName).flatMap(([scenario, all]) =>
      all.map((expected): Play => ({ ...shown, ...expected, script: { of: 'wechat', scenario } })),
    ),
    ...named(wechatRefunds, isRefundScenarioName).map(
      ([scenario, expected]): Play => ({
        ...presented,
        ...expected,
        what: 'refund',
        script: { of: 'wechat-refund', scenario },
      }),
    ),
  ];
}

function alipayPlays(): Play[] {
  return named(alipayExpected, isAlipayScenario).flatMap(([scenario, ways]) => {
    const where: Omit<Where, 'way'> = { provider: 'alipay', what: 'payment', wallet: 'alipay' };
    const script: Script = { of: 'alipay', scenario };
    const { presented = [], shown = [], refund } = ways;
    return [
      ...presented.map((expected): Play => ({ ...where, ...expected, way: 'presented', script })),
      ...shown.map(
        (expected): Play => ({ ...where, ...expected, way: 'shown', wallet: null, script }),
      ),
      ...(refund
        ? [{ ...where, ...refund, way: 'presented', what: 'refund', script } as const]
        : []),
    ];
  });
}

function unionpayPlays(): Play[] {
  return named(unionpayExpected, isAcquirerScenario).flatMap(([scenario, ways]) => {
    const where: Omit<Where, 'way'> = { provider: 'unionpay', what: 'payment', wallet: 'unionpay' };
    const script: Script = { of: 'acquirer', scenario };
    const { presented, shown = [], refund } = ways;
    const byShowing = (way: 'shown' | 'link') => (expected: Expectation) =>
      ({ ...where, ...expected, way, wallet: null, script }) as const;
    return [
      ...(presented ? [{ ...where, ...presented, way: 'presented', script } as const] : []),
      ...shown.map(byShowing('shown')),
      ...shown.filter(isForLink).map(byShowing('link')),
      ...(refund
        ? [{ ...where, ...refund, way: 'presented', what: 'refund', script } as const]
        : []),
    ];
  });
}

function aggregatorPlays(): Play[] {
  const where = { provider: 'aggregator', way: 'presented', what: 'payment' } as const;
  return named(aggregatorExpected, isAcquirerScenario).flatMap(([scenario, expected]) =>
    [...aggregatorWallets, 'emv' as const].map(
      (wallet): Play => ({
        ...where,
        ...expected,
        wallet,
        script: { of: 'acquirer', scenario },
      }),
    ),
  );
}

function cardPlays(): Play[] {
  const where = { provider: 'card', way: 'card', wallet: null } as const;
  const played = (what: Play['what'], table: Readonly<Partial<typeof cardPayments>>): Play[] =>
    named(table, isCardScenario).map(([scenario, expected]) => ({
      ...where,
      ...expected,
      what,
      script: { of: 'card', scenario },
    }));
  return [...played('payment', cardPayments), ...played('refund', cardRefunds)];
}

function staticPlays(): Play[] {
  const where = {
    provider: 'static',
    way: 'static',
    wallet: null,
    script: { of: 'nobody' },
  } as const;
  return [
    ...staticExpected.map((expected): Play => ({ ...where, ...expected, what: 'payment' })),
    { ...where, ...staticRefund, what: 'refund' },
  ];
}

export const plan: readonly Play[] = [
  ...wechatPlays(),
  ...alipayPlays(),
  ...unionpayPlays(),
  ...aggregatorPlays(),
  ...cardPlays(),
  ...staticPlays(),
];

/** The scenario's own name, for messages. */
export function nameOf({ provider, way, what, script, wallet, doing }: Play): string {
  const scenario = script.of === 'nobody' ? '' : script.scenario;
  const whose = provider === 'aggregator' ? ` with a code of ${wallet}` : '';
  return `${provider} ${way} ${what} ${scenario}${whose} (${doing})`;
}
