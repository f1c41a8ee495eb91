import { VirtualTime } from '../virtual-time.ts';
import { type Offer, offers } from './accounts.ts';
import type { Customer, RefundHabit } from './books.ts';
import type { Breakage } from './broken.ts';
import { type Chance, chanceFrom, dayMs, hourMs, minuteMs, secondMs } from './chance.ts';
import { differences, endDay } from './end-of-day.ts';
import type { World } from './model-provider.ts';
import { randomTrip, smooth } from './network.ts';
import { accept, charge, refundSome, stop, workDesk } from './people.ts';
import { createRun, type Run, type Sale } from './run.ts';
import { count, type Tally } from './tally.ts';

export type Outcome = {
  readonly seed: number;
  /** What did not agree at the end, or must never be. */
  readonly findings: readonly string[];
  readonly tally: Tally;
  readonly virtualMs: number;
  readonly trace: readonly string[];
};

/** A bad quarter of an hour: the network, the customers, the power, the clock and the people. */
export async function play(
  seed: number,
  { broken = null, isTraced = false }: { broken?: Breakage | null; isTraced?: boolean } = {},
): Promise<Outcome> {
  const chance = chanceFrom(seed);
  const time = new VirtualTime();
  const tally: Tally = new Map();
  const trace: string[] = [];
  const note = isTraced
    ? (text: string) =>
        trace.push(`${(time.elapsedMs / secondMs).toFixed(3).padStart(12)} s  ${text}`)
    : () => undefined;
  const saleCount = 1 + chance.below(2);
  const sales = Array.from(
    { length: saleCount },
    (_, nth): Sale => ({
      id: `sale${nth + 1}`,
      totalMinor: 1 + chance.below(100_000),
    }),
  );
  const run = createRun({
    chance,
    time,
    world: randomWorld(chance, time, tally, note),
    sales,
    latePayment: chance.pick(['return', 'ask']),
    cuts: randomCuts(chance),
    downMs: secondMs + chance.below(2 * minuteMs),
    broken,
    note,
  });
  for (const [nth, sale] of sales.entries()) planSale(run, sale, nth * chance.below(5 * minuteMs));
  planTrouble(run, tally);
  time.timers.after(2 * hourMs, () => {
    run.till.isPowerSafe = true;
  });
  await endDay(run);
  tellEnds(run, tally);
  return { seed, findings: differences(run), tally, virtualMs: time.elapsedMs, trace };
}

/** The cashier tries one way, and then another, whatever the state is. */
function planSale(run: Run, sale: Sale, startMs: number): void {
  const { chance, time } = run;
  const at = (atMs: number, act: () => void): void => void time.timers.after(atMs, act);
  let atMs = startMs;
  const tries = 1 + chance.below(4);
  for (let nth = 1; nth <= tries; nth += 1) {
    const offer: Offer = chance.pick(offers);
    const attemptId = `${sale.id}-attempt${nth}`;
    at(atMs, () => charge(run, sale, offer, nth));
    if (chance.percent(30)) at(atMs + chance.below(70 * secondMs), () => stop(run, attemptId));
    if (offer.way === 'link') at(atMs + chance.below(6 * hourMs), () => stop(run, attemptId));
    if (offer.way === 'static' && chance.percent(60)) {
      at(atMs + chance.below(2 * minuteMs), () => accept(run, attemptId));
    }
    atMs += 5 * secondMs + chance.below(4 * minuteMs);
  }
  const refunds = chance.percent(60) ? 1 + chance.below(3) : 0;
  for (let nth = 1; nth <= refunds; nth += 1) {
    const afterMs = chance.below(chance.pick([20 * minuteMs, 7 * hourMs]));
    at(startMs + afterMs, () => refundSome(run, sale, nth));
  }
}

/** What comes from outside: the power, the clock, the network's switch, the accounts, the desk. */
function planTrouble(run: Run, tally: Tally): void {
  const { chance, time, till, switchedOff, note } = run;
  const happen = (percent: number, name: string, act: () => void): void => {
    if (!chance.percent(percent)) return;
    time.timers.after(chance.below(chance.pick([90 * secondMs, 15 * minuteMs])), () => {
      count(tally, `fault|${name}|count`);
      note(name);
      act();
    });
  };
  happen(30, 'power cut at any time', () => till.crash());
  const setClock = (shiftMs: number): void => {
    run.wasClockSet = true;
    time.setClock(shiftMs);
  };
  happen(15, 'clock set by up to an hour', () => setClock(chance.below(2 * hourMs) - hourMs));
  happen(4, 'clock set by days', () => setClock(chance.pick([-2, 2, 9]) * dayMs));
  happen(20, 'network switched off', () => {
    till.setOffline(true);
    time.timers.after(chance.below(10 * minuteMs), () => till.setOffline(false));
  });
  happen(15, 'account taken away', () => {
    const { provider } = chance.pick(offers).account;
    switchedOff.add(provider);
    time.timers.after(chance.below(chance.pick([10 * minuteMs, 5 * hourMs])), () =>
      switchedOff.delete(provider),
    );
  });
  for (let nth = 1; nth <= 4; nth += 1) {
    time.timers.after(nth * 4 * minuteMs, () => workDesk(run));
  }
}

function randomWorld(
  chance: Chance,
  time: VirtualTime,
  tally: Tally,
  note: (text: string) => void,
): World {
  const badnessPercent = chance.pick([0, 30, 70, 95]);
  // now and then the trouble outlasts the time in which a provider takes reversals
  const badUntilMs = chance.percent(3) ? 26 * hourMs : 15 * minuteMs;
  return {
    customer: ({ way }) => randomCustomer(chance, way),
    trip: (call, isNear) => {
      if (time.elapsedMs >= badUntilMs || !chance.percent(badnessPercent)) return smooth;
      const trip = randomTrip(chance);
      const { fault } = trip;
      if (fault === 'none') return trip;
      const isImpossible = isNear && (fault === 'delayed' || fault === 'twice');
      count(tally, `fault|${isImpossible ? 'request-lost' : fault}|count`);
      note(`${call}: ${fault}`);
      return isImpossible ? { ...smooth, fault: 'request-lost' } : trip;
    },
    refundHabit: () => randomHabit(chance),
  };
}

function randomCustomer(chance: Chance, way: Offer['way']): Customer {
  const isAtCounter = way === 'presented' || way === 'card';
  return chance.pick<() => Customer>([
    () => ({ kind: 'pays', afterMs: chance.below(5 * secondMs) }),
    () => ({ kind: 'pays', afterMs: chance.below(isAtCounter ? 70 * secondMs : 6 * minuteMs) }),
    () => ({ kind: 'pays', afterMs: chance.below(way === 'link' ? 6 * hourMs : 3 * minuteMs) }),
    () => ({ kind: 'pays-before-reversal' }),
    () => ({ kind: 'never' }),
    () =>
      isAtCounter
        ? { kind: 'declined', code: 'payment.not-enough-funds' }
        : { kind: 'pays', afterMs: chance.below(2 * minuteMs) },
  ])();
}

function randomHabit(chance: Chance): RefundHabit {
  return chance.pick<() => RefundHabit>([
    () => ({ kind: 'done' }),
    () => ({ kind: 'done' }),
    () => ({ kind: 'slow', afterMs: chance.below(chance.pick([minuteMs, 12 * hourMs])) }),
    () => ({ kind: 'slow', afterMs: chance.below(5 * minuteMs) }),
    () => ({ kind: 'refused' }),
    () => ({ kind: 'contradicts', afterMs: chance.below(hourMs) }),
  ])();
}

function randomCuts(chance: Chance): { atCommit: number; isAfter: boolean }[] {
  const cuts = chance.pick([0, 0, 1, 2]);
  let atCommit = 0;
  return Array.from({ length: cuts }, () => {
    atCommit += 1 + chance.below(8);
    return { atCommit, isAfter: chance.percent(50) };
  });
}

function tellEnds({ till, foundByStatement }: Run, tally: Tally): void {
  for (const { provider, way, state } of till.attempts.values()) {
    count(tally, `attempt|${provider} ${way}|${state}`);
  }
  for (const { provider, state } of till.refunds.values()) {
    count(tally, `refund|${provider}|${state}`);
  }
  count(tally, 'fault|power cut, all kinds|count', till.crashes);
  for (const [state, times] of till.waits)
    count(tally, `waited for a person|${state}|count`, times);
  count(tally, 'waited for a person|found by a statement alone|count', foundByStatement.size);
}
