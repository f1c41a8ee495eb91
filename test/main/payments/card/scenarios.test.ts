import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttemptState } from '../../../../main/payments/attempt.ts';
import { type ScenarioName, scenarioNames } from '../../../simulators/card/scenarios.ts';
import { type CardSimulator, startCardSimulator } from '../../../simulators/card/server.ts';
import { CardTill } from './lab.ts';

type End = { readonly state: AttemptState; readonly code?: string; readonly netMinor: number };

const paid: End = { state: 'paid', netMinor: 1_250 };
const reversed: End = { state: 'reversed', code: 'payment.reversed', netMinor: 0 };
const failed = (code: string): End => ({ state: 'failed', code, netMinor: 0 });

const ends: Record<ScenarioName, End> = {
  paid,
  'waiting-then-paid': paid,
  // the abort ends it, and the payment's own line says so first
  'waiting-never': failed('payment.closed'),
  refusal: failed('payment.declined'),
  'wrong-pin': failed('payment.declined'),
  cancel: failed('payment.closed'),
  busy: failed('device.busy'),
  'bank-unreachable': failed('payment.provider-unreachable'),
  'lost-request': failed('payment.closed'),
  'lost-answer': paid,
  'answered-twice': paid,
  slow: paid,
  garbage: paid,
  'no-json': paid,
  'half-frame': paid,
  'too-long-frame': paid,
  'another-order': paid,
  'card-number-once': paid,
  'card-number-always': reversed,
  'wrong-amount': reversed,
  'query-errors-then-paid': paid,
  'abort-too-late': reversed,
  'reversal-request-lost': reversed,
  'reversal-answer-lost': reversed,
};

let simulator: CardSimulator;

beforeAll(async () => {
  simulator = await startCardSimulator(30);
});

afterAll(() => simulator.close());

/** Plays one sale and says how it ended, and what the terminal's books say about it. */
async function play(scenario: ScenarioName, till: CardTill): Promise<End> {
  simulator.next(scenario);
  const attempt = await till.endOf(till.charge().id);
  const { state, failureCode } = attempt;
  return { state, ...(failureCode ? { code: failureCode } : {}), netMinor: till.netOf(attempt) };
}

describe('a card terminal over TCP', () => {
  it.each(scenarioNames)('ends %s as it must, also when restarted on the way', async (scenario) => {
    const till = new CardTill(simulator);
    expect(await play(scenario, till)).toEqual(ends[scenario]);

    for (const fallsAt of ['sent', 'unknown', 'reversing'] as const) {
      if (!till.commits.some((commit) => commit.includes(`"state":"${fallsAt}"`))) continue;
      const end = await play(scenario, new CardTill(simulator, fallsAt));
      // A till that fell over did not hear how it was broken off, and reverses to be sure.
      const isOver = ends[scenario].state === 'failed';
      expect(isOver ? ['failed', 'reversed'] : [ends[scenario].state]).toContain(end.state);
      expect(end.netMinor).toBe(ends[scenario].netMinor);
    }
  });

  it('gives the customer two minutes to find the card, and then breaks off', async () => {
    const till = new CardTill(simulator);
    simulator.next('waiting-never');
    const end = await till.endOf(till.charge().id);
    // payment-facts 12: the last of a question every 5 s, at 120 s
    expect(end.queries).toBe(24);
    expect(till.time.elapsedMs).toBe(120_000);
  });

  it('breaks off at once when the cashier stops waiting, and frees the sale', async () => {
    const till = new CardTill(simulator);
    simulator.next('waiting-never');
    const { id, saleId } = till.charge();
    await till.quiet();
    till.payments.stop(id);
    const end = await till.endOf(id);
    expect(end).toMatchObject({ state: 'failed', failureCode: 'payment.closed' });
    expect(till.netOf(end)).toBe(0);
    expect(till.payments.live(saleId)).toBeNull();
    expect(till.time.elapsedMs).toBe(0);
  });

  it('keeps the masked card’s end and the terminal’s number for the receipt', async () => {
    const till = new CardTill(simulator);
    simulator.next('paid');
    const { payerHint, providerRef } = await till.endOf(till.charge().id);
    expect(payerHint).toBe('…1234');
    expect(providerRef).toMatch(/^R\d{6}$/);
  });

  it('never commits a card number, not even one that was sent by mistake', async () => {
    const till = new CardTill(simulator);
    for (const name of ['card-number-once', 'card-number-always', 'no-json'] as const) {
      await play(name, till);
    }
    expect(till.commits.some((commit) => commit.includes('payment.card-data'))).toBe(true);
    for (const commit of till.commits) expect(commit).not.toContain('6217');
  });

  it('knows of no money when the terminal was off meanwhile and has forgotten', async () => {
    const till = new CardTill(simulator);
    simulator.next('waiting-never');
    const { id } = till.charge();
    await till.quiet();
    simulator.forget();
    const end = await till.endOf(id);
    expect(end).toMatchObject({ state: 'failed', failureCode: 'payment.closed' });
  });

  it('is not charged when the terminal is off, and the sale goes on at once', async () => {
    const gone = await startCardSimulator(0);
    await gone.close();
    const till = new CardTill(gone);
    const end = await till.endOf(till.charge().id);
    expect(end).toMatchObject({ state: 'failed', failureCode: 'payment.provider-unreachable' });
    expect(till.time.elapsedMs).toBe(0);
  });
});
