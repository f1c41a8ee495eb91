import type { ScenarioName } from '../../simulators/wechat/scenarios.ts';
import type { Random } from '../../support/random.ts';

/** What happens to a basket before its payment. */
export const twists = [
  'none',
  'quantity',
  'line-discount',
  'sale-discount',
  'price-override',
  'suspended',
  'line-removed',
  'cancelled-before',
] as const;
export type Twist = (typeof twists)[number];

export type Payment =
  | { readonly kind: 'cash-exact' | 'cash-with-change' }
  /** The wallet pays in the end, whatever happens on the way. */
  | { readonly kind: 'wallet'; readonly scenario: ScenarioName }
  /** The wallet ends without the money, and the customer finds some cash. */
  | { readonly kind: 'wallet-then-cash'; readonly scenario: ScenarioName }
  /** Half by wallet, the rest in cash. */
  | { readonly kind: 'split' }
  /** A payment code is shown while the network is lost. */
  | { readonly kind: 'wallet-offline-then-cash' };

/** What happens in the shop just before a sale, or in the middle of its payment. */
export type Incident =
  | 'network-lost'
  | 'network-back'
  | 'paper-out'
  | 'paper-back'
  | 'receipt-torn'
  | 'terminal-killed';

export type PlannedSale = {
  /** From 1. */
  readonly number: number;
  readonly codes: readonly string[];
  readonly twist: Twist;
  readonly payment: Payment;
  readonly incident: Incident | null;
};

export type Goods = {
  /** Codes on the packages. */
  readonly counted: readonly string[];
  /** Labels printed by the scales, each with its own weight. */
  readonly labels: readonly string[];
};

export const salesOfTheDay = 60;

const paid: readonly Payment[] = (
  ['paid', 'password-then-paid', 'lost-answer', 'system-error-then-paid'] as const
).map((scenario) => ({ kind: 'wallet', scenario }));

/** Each of these is there at least once in a day; the rest is chance. */
const everyDay: readonly Payment[] = [
  ...paid,
  { kind: 'wallet-then-cash', scenario: 'declined' },
  { kind: 'wallet-then-cash', scenario: 'not-enough' },
  { kind: 'wallet-then-cash', scenario: 'password-never' },
  { kind: 'split' },
  { kind: 'split' },
  { kind: 'cash-exact' },
  { kind: 'cash-with-change' },
];

const inCash: readonly Payment[] = [
  { kind: 'cash-exact' },
  { kind: 'cash-with-change' },
  { kind: 'cash-with-change' },
];

const everyOutage: readonly Payment[] = [{ kind: 'wallet-offline-then-cash' }];

const mostly: readonly Payment[] = [
  ...inCash,
  { kind: 'wallet', scenario: 'paid' },
  { kind: 'wallet', scenario: 'paid' },
];

/** A third of the sales is without a network. */
const firstOffline = 21;
const lastOffline = 40;
const salesOffline = lastOffline - firstOffline + 1;

/** By the number of the sale that they come before. */
const incidents: ReadonlyMap<number, Incident> = new Map([
  [8, 'receipt-torn'],
  [13, 'paper-out'],
  [17, 'paper-back'],
  [firstOffline, 'network-lost'],
  [lastOffline + 1, 'network-back'],
  [48, 'terminal-killed'],
]);

/** The customer types a password while the power goes. */
const paidAcrossTheKill: Payment = { kind: 'wallet', scenario: 'password-then-paid' };

/** A day of trade out of a seed: pure, so that a day that went wrong can be played again. */
export function planDay(random: Random, goods: Goods): PlannedSale[] {
  const salesOnline = salesOfTheDay - salesOffline - 1;
  const online = shuffled(random, fill(random, everyDay, mostly, salesOnline));
  const offline = shuffled(random, fill(random, everyOutage, inCash, salesOffline));
  const order = shuffled(random, fill(random, [...twists, ...twists], twists, salesOfTheDay));
  return order.map((twist, index) => {
    const number = index + 1;
    const incident = incidents.get(number) ?? null;
    const isOffline = number >= firstOffline && number <= lastOffline;
    const planned = incident === 'terminal-killed' ? null : (isOffline ? offline : online).pop();
    const payment = planned ?? paidAcrossTheKill;
    return { number, codes: basketOf(random, goods), twist, payment, incident };
  });
}

function basketOf(random: Random, { counted, labels }: Goods): string[] {
  const codes = Array.from({ length: random.between(1, 4) }, () => random.pick(counted));
  if (random.between(1, 4) === 1) codes.push(random.pick(labels));
  return codes;
}

/** `first` as it is, then picks until there are `count`. */
function fill<Value>(
  random: Random,
  first: readonly Value[],
  picks: readonly Value[],
  count: number,
): Value[] {
  const rest = Array.from({ length: count - first.length }, () => random.pick(picks));
  return [...first, ...rest];
}

function shuffled<Value>(random: Random, values: readonly Value[]): Value[] {
  return values
    .map((value) => ({ value, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
