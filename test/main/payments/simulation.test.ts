import { describe, expect, it } from 'vitest';
import type { PaymentProvider } from '../../../main/payments/provider.ts';
import { type Customer, ModelProvider, type World } from './model-provider.ts';
import { differences, hourMs, order, play, smooth } from './simulation.ts';
import { Till } from './till.ts';
import { VirtualTime } from './virtual-time.ts';

describe('payment simulation', () => {
  it('ends every bad day with the same money on both sides', async () => {
    for (let seed = 1; seed <= 3_000; seed += 1) {
      expect({ seed, differences: await play(seed) }).toEqual({ seed, differences: [] });
    }
  });

  it('would notice a terminal that believes in a reversal that never happened', async () => {
    const broken = (provider: PaymentProvider): PaymentProvider => ({
      ...provider,
      reverse: async () => ({ kind: 'reversed' }),
    });
    const bad = [];
    for (let seed = 1; seed <= 300; seed += 1) bad.push(...(await play(seed, broken)));
    expect(bad.filter((difference) => difference.startsWith('terminal')).length).toBeGreaterThan(0);
  });

  it('would notice a terminal that takes silence for a failure', async () => {
    const hasty = (provider: PaymentProvider): PaymentProvider => ({
      ...provider,
      charge: async (request) => {
        const answer = await provider.charge(request);
        if (answer.kind !== 'unknown') return answer;
        return { kind: 'declined', code: 'payment.declined', detail: 'hasty' };
      },
    });
    const bad = [];
    for (let seed = 1; seed <= 300; seed += 1) bad.push(...(await play(seed, hasty)));
    expect(bad.filter((difference) => difference.startsWith('terminal')).length).toBeGreaterThan(0);
  });
});

const customers: Record<string, Customer> = {
  'pays at once': { kind: 'pays', afterMs: 0 },
  'pays after the password': { kind: 'pays', afterMs: 12_000 },
  'pays in the last second': { kind: 'pays', afterMs: 44_900 },
  'pays between the last query and the reversal': { kind: 'pays-before-reversal' },
  'never pays': { kind: 'never' },
  'has not enough money': { kind: 'declined', code: 'payment.not-enough-funds' },
};

const networks: Record<string, World['way']> = {
  'a good network': () => smooth,
  'a lost charge': (action) =>
    action === 'charge' ? { ...smooth, fault: 'request-lost' } : smooth,
  'a lost answer to the charge': (action) =>
    action === 'charge' ? { ...smooth, fault: 'answer-lost' } : smooth,
  'forged answers until the reversal': (action) =>
    action === 'reverse' ? smooth : { ...smooth, fault: 'forged' },
  'a reversal whose first answers are lost': (action, _order, nth) =>
    action === 'reverse' && nth < 2 ? { ...smooth, fault: 'answer-lost' } : smooth,
  'a provider in trouble for a while': (_action, _order, nth) =>
    nth < 3 ? { ...smooth, fault: 'error' } : smooth,
};

describe.each(Object.keys(customers))('a customer who %s', (customerName) => {
  it.each(Object.keys(networks))('ends right with %s and the power cut anywhere', async (name) => {
    const customer = customers[customerName] ?? { kind: 'never' };
    const way = networks[name] ?? (() => smooth);
    for (let atCommit = 1; atCommit <= 5; atCommit += 1) {
      for (const isAfter of [false, true]) {
        for (const stopAtMs of [null, 0, 7_000, 20_000]) {
          const time = new VirtualTime();
          const provider = new ModelProvider(time, { customer: () => customer, way });
          const till = new Till(time, provider.port(), { atCommit, isAfter });
          till.charge(order(1));
          if (stopAtMs !== null) {
            time.timers.after(stopAtMs, () => till.do((payments) => payments.stop('attempt-1')));
          }
          await time.run(24 * hourMs);
          expect({ atCommit, isAfter, stopAtMs, bad: differences(till, provider) }).toEqual({
            atCommit,
            isAfter,
            stopAtMs,
            bad: [],
          });
        }
      }
    }
  });
});
