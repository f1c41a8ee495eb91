import { expect, test } from 'vitest';
import { randomFrom } from '../../support/random.ts';
import { type PlannedSale, planDay, salesOfTheDay, twists } from './plan.ts';

const goods = { counted: ['6901234567892', '6992609688861'], labels: ['2100001012505'] };
const seeds = Array.from({ length: 50 }, (_, index) => index + 1);
const planOf = (seed: number): PlannedSale[] => planDay(randomFrom(seed), goods);

function indexOf(plan: readonly PlannedSale[], incident: PlannedSale['incident']): number {
  return plan.findIndex((sale) => sale.incident === incident);
}

test('the same seed gives the same day, another seed another one', () => {
  expect(planOf(1)).toEqual(planOf(1));
  expect(planOf(1)).not.toEqual(planOf(2));
});

test.each(seeds)('day %i has every kind of basket and of payment in its sixty sales', (seed) => {
  const plan = planOf(seed);
  expect(plan).toHaveLength(salesOfTheDay);
  expect(new Set(plan.map(({ twist }) => twist))).toEqual(new Set(twists));
  expect(new Set(plan.map(({ payment }) => payment.kind)).size).toBe(6);
  const scenarios = plan.flatMap(({ payment }) =>
    'scenario' in payment ? [payment.scenario] : [],
  );
  expect(scenarios).toEqual(
    expect.arrayContaining([
      'paid',
      'password-then-paid',
      'lost-answer',
      'system-error-then-paid',
      'declined',
      'password-never',
    ]),
  );
});

test.each(seeds)('on day %i a third of the sales is without a network, and in cash', (seed) => {
  const plan = planOf(seed);
  const offline = plan.slice(indexOf(plan, 'network-lost'), indexOf(plan, 'network-back'));
  expect(offline).toHaveLength(salesOfTheDay / 3);
  for (const { payment } of offline) {
    expect(payment.kind).toMatch(/^(cash-exact|cash-with-change|wallet-offline-then-cash)$/);
  }
  const online = plan.filter((sale) => !offline.includes(sale));
  expect(online.map(({ payment }) => payment.kind)).not.toContain('wallet-offline-then-cash');
});
