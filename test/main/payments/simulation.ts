import { isLive } from '../../../main/payments/attempt.ts';
import type { ChargeOrder } from '../../../main/payments/payments.ts';
import type { PaymentProvider } from '../../../main/payments/provider.ts';
import { type Customer, ModelProvider, timeoutMs, type Way, type World } from './model-provider.ts';
import { type Random, seeded } from './random.ts';
import { type PowerCut, Till } from './till.ts';
import { VirtualTime } from './virtual-time.ts';

const amountMinor = 1_250;
export const hourMs = 3_600_000;

export function order(nth: number): ChargeOrder {
  return {
    attemptId: `attempt-${nth}`,
    saleId: 'sale-1',
    accountId: 'wechat',
    way: 'presented',
    amountMinor,
    code: `13000000000000000${nth}`,
    description: 'Corner shop',
  };
}

/** After the run both sides must tell the same story. */
export function differences(till: Till, provider: ModelProvider): string[] {
  const attempts = till.attempts();
  const unfinished = attempts.filter(isLive).map(({ id, state }) => `${id} is still ${state}`);
  const unresolved = attempts.filter(({ state }) => state === 'unresolved');
  const money =
    till.paidMinor === provider.netMinor
      ? []
      : [`terminal ${till.paidMinor}, provider ${provider.netMinor}`];
  return [
    ...unfinished,
    ...unresolved.map(({ id }) => `${id} is unresolved`),
    ...money,
    ...[...till.liveAtOnce].map((saleId) => `${saleId} had two live attempts`),
    ...(till.paidMinor > amountMinor ? ['the sale was paid twice'] : []),
    ...(provider.charges > attempts.length ? ['a charge was sent twice'] : []),
    ...till.faults.map((fault) => `fault ${String(fault)}`),
  ];
}

export const smooth: Way = { thereMs: 60, backMs: 60, fault: 'none' };

function randomWay(random: Random): Way {
  const fault = random.pick([
    'none',
    'none',
    'none',
    'not-sent',
    'request-lost',
    'answer-lost',
    'error',
    'forged',
    'amount',
  ] as const);
  const thereMs = random.below(random.pick([200, 9_900]));
  return { thereMs, backMs: random.below(timeoutMs - thereMs), fault };
}

function randomCustomer(random: Random): Customer {
  return random.pick<() => Customer>([
    () => ({ kind: 'pays', afterMs: random.below(500) }),
    () => ({ kind: 'pays', afterMs: random.below(70_000) }),
    () => ({ kind: 'pays-before-reversal' }),
    () => ({ kind: 'never' }),
    () => ({ kind: 'declined', code: 'payment.not-enough-funds' }),
  ])();
}

/** A bad quarter of an hour: the network, the customer, the power, the clock and the cashier. */
export async function play(
  seed: number,
  spoil: (provider: PaymentProvider) => PaymentProvider = (provider) => provider,
): Promise<string[]> {
  const random = seeded(seed);
  const time = new VirtualTime();
  const badnessPercent = random.pick([0, 30, 70, 95]);
  const world: World = {
    customer: () => randomCustomer(random),
    way: () => {
      const isBad = time.elapsedMs < hourMs / 4 && random.chance(badnessPercent);
      return isBad ? randomWay(random) : smooth;
    },
  };
  const provider = new ModelProvider(time, world);
  const cut: PowerCut | null = random.chance(50)
    ? { atCommit: 1 + random.below(8), isAfter: random.chance(50) }
    : null;
  const till = new Till(time, spoil(provider.port()), cut, 1_000 + random.below(120_000));
  const happen = (percent: number, withinMs: number, act: () => void): void => {
    if (random.chance(percent)) time.timers.after(random.below(withinMs), act);
  };
  happen(30, 70_000, () => till.crash());
  happen(20, 70_000, () => time.setClock(random.below(2 * hourMs) - hourMs));
  happen(30, 60_000, () => till.do((payments) => payments.stop('attempt-1')));
  happen(20, 60_000, () => {
    till.do((payments) => payments.setOffline(true));
    time.timers.after(random.below(300_000), () =>
      till.do((payments) => payments.setOffline(false)),
    );
  });
  // the cashier tries again with another code, every so often and whatever the state is
  for (let nth = 1; nth <= 4; nth += 1) {
    time.timers.after((nth - 1) * (5_000 + random.below(200_000)), () => {
      if (till.paidMinor === 0) till.charge(order(nth));
    });
  }
  await time.run(24 * hourMs);
  return differences(till, provider);
}
