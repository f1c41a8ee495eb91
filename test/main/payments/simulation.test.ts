import { describe, expect, it } from 'vitest';
import { type Offer, offers } from './simulation/accounts.ts';
import type { Customer } from './simulation/books.ts';
import { type Breakage, breakages } from './simulation/broken.ts';
import { chanceFrom, minuteMs, secondMs } from './simulation/chance.ts';
import { differences, endDay } from './simulation/end-of-day.ts';
import type { World } from './simulation/model-provider.ts';
import { smooth } from './simulation/network.ts';
import { charge, stop } from './simulation/people.ts';
import { play } from './simulation/play.ts';
import { createRun } from './simulation/run.ts';
import { VirtualTime } from './virtual-time.ts';

describe('payment simulation', () => {
  it('ends every bad quarter of an hour with the same money on all sides', async () => {
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const { findings } = await play(seed);
      expect({ seed, findings }).toEqual({ seed, findings: [] });
    }
  });

  it('plays a seed again as it was', async () => {
    const [first, again] = [await play(7, { isTraced: true }), await play(7, { isTraced: true })];
    expect(again).toEqual(first);
    expect(first.trace.length).toBeGreaterThan(10);
  });

  const symptoms: Record<Breakage, RegExp> = {
    'skip-reversal': /terminal 0, provider \d+, customer \d+/,
    'double-charge': /which the terminal does not|paid, and only the statement knew/,
    'forget-refund': /terminal \d+, provider \d+, customer \d+/,
    'silence-is-failure': /paid twice|only the statement knew/,
  };

  it.each(breakages)('would notice a terminal that is broken: %s', async (broken) => {
    const found: string[] = [];
    for (let seed = 1; seed <= 200; seed += 1) {
      found.push(...(await play(seed, { broken })).findings);
    }
    expect(found.filter((finding) => symptoms[broken].test(finding)).length).toBeGreaterThan(0);
  });
});

const customers: Record<string, Customer> = {
  'pays at once': { kind: 'pays', afterMs: 0 },
  'pays after the password': { kind: 'pays', afterMs: 12 * secondMs },
  'pays in the last second': { kind: 'pays', afterMs: 44.9 * secondMs },
  'pays between the last query and the reversal': { kind: 'pays-before-reversal' },
  'never pays': { kind: 'never' },
  'has not enough money': { kind: 'declined', code: 'payment.not-enough-funds' },
};

/** What becomes of the nth call of a kind. */
type Network = (call: Parameters<World['trip']>[0], nth: number) => ReturnType<World['trip']>;

const networks: Record<string, Network> = {
  'a good network': () => smooth,
  'a lost charge': (call) => (call === 'charge' ? { ...smooth, fault: 'request-lost' } : smooth),
  'a lost answer to the charge': (call) =>
    call === 'charge' ? { ...smooth, fault: 'answer-lost' } : smooth,
  'forged answers until the reversal': (call) =>
    call === 'reverse' ? smooth : { ...smooth, fault: 'forged' },
  'a reversal whose first answers are lost': (call, nth) =>
    call === 'reverse' && nth < 2 ? { ...smooth, fault: 'answer-lost' } : smooth,
  'a provider in trouble for a while': (_call, nth) =>
    nth < 3 ? { ...smooth, fault: 'error' } : smooth,
};

/** Rough: every way meets every customer, network and moment of a power cut. */
async function playOnce(
  offer: Offer,
  customer: Customer,
  network: Network,
  cut: { readonly atCommit: number; readonly isAfter: boolean },
  stopAtMs: number | null,
): Promise<string[]> {
  const calls = new Map<string, number>();
  const run = createRun({
    chance: { ...chanceFrom(1), percent: () => false },
    time: new VirtualTime(),
    world: {
      customer: () => customer,
      trip: (call) => {
        const nth = calls.get(call) ?? 0;
        calls.set(call, nth + 1);
        return network(call, nth);
      },
      refundHabit: () => ({ kind: 'done' }),
    },
    sales: [{ id: 'sale1', totalMinor: 1_250 }],
    latePayment: cut.isAfter ? 'return' : 'ask',
    cuts: [cut],
    downMs: 2 * secondMs,
    broken: null,
    note: () => undefined,
  });
  const [sale] = run.sales;
  if (!sale) throw new Error('there is one sale');
  charge(run, sale, offer, 1);
  if (stopAtMs !== null) run.time.timers.after(stopAtMs, () => stop(run, 'sale1-attempt1'));
  await endDay(run);
  return differences(run);
}

describe.each(offers.map((offer) => [`${offer.account.provider} ${offer.way}`, offer] as const))(
  'a payment by %s',
  (_name, offer) => {
    it.each(Object.keys(customers))(
      'ends right with the power cut anywhere when the customer %s',
      async (name) => {
        const customer = customers[name] ?? { kind: 'never' };
        for (const [network, trips] of Object.entries(networks)) {
          for (let atCommit = 1; atCommit <= 5; atCommit += 1) {
            for (const isAfter of [false, true]) {
              for (const stopAtMs of [null, 0, 7 * secondMs, minuteMs]) {
                const cut = { atCommit, isAfter };
                const bad = await playOnce(offer, customer, trips, cut, stopAtMs);
                expect({ network, cut, stopAtMs, bad }).toEqual({
                  network,
                  cut,
                  stopAtMs,
                  bad: [],
                });
              }
            }
          }
        }
      },
    );
  },
);
