import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttemptState } from '../../../../main/payments/attempt.ts';
import {
  codeFor,
  type ScenarioName,
  scenarioNames,
} from '../../../simulators/acquirer/scenarios.ts';
import { exampleDialect, openWorld, Terminal, type World } from './lab.ts';

type End = { readonly state: AttemptState; readonly code?: string; readonly netMinor: 0 | 1_250 };

const paid: End = { state: 'paid', netMinor: 1_250 };
const reversed: End = { state: 'reversed', code: 'payment.reversed', netMinor: 0 };
const failed = (code: string): End => ({ state: 'failed', code, netMinor: 0 });

const ends: Record<ScenarioName, End> = {
  paid,
  'waiting-then-paid': paid,
  'waiting-never': reversed,
  'waiting-then-refused': failed('payment.not-enough-funds'),
  'code-expired': failed('payment.code-expired'),
  'code-invalid': failed('payment.code-invalid'),
  'not-enough-funds': failed('payment.not-enough-funds'),
  'limit-exceeded': failed('payment.declined'),
  declined: failed('payment.declined'),
  'lost-request': failed('payment.closed'),
  'lost-answer': paid,
  'answered-twice': paid,
  'late-payment': reversed,
  'reversal-unknown': reversed,
  'reversal-fails-first': reversed,
  'reversal-answer-lost': reversed,
  'system-error-then-paid': paid,
  'query-errors-then-paid': paid,
  'wrong-signature': reversed,
  'changed-byte': reversed,
  'wrong-amount': reversed,
  'wrong-clock': reversed,
  slow: paid,
  'gateway-down': failed('payment.closed'),
  'rate-limited': failed('payment.closed'),
  'refund-waits': paid,
  'refund-refused': paid,
  'refund-lost-request': paid,
  'refund-lost-answer': paid,
};

let world: World;
let serial = 0;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

/** Plays one sale and says how it ended, and what the acquirer's books say about it. */
async function play(scenario: ScenarioName, terminal: Terminal): Promise<End> {
  serial += 1;
  const { id } = terminal.charge('presented', codeFor('unionpay', scenario, serial));
  const { orderNumber, state, failureCode } = await terminal.endOf(id);
  const orders = world.simulator.ledger().orders;
  const order = orders.find((known) => known.orderNumber === orderNumber);
  const netMinor = order ? order.paidMinor - order.refundedMinor : 0;
  if (netMinor !== 0 && netMinor !== 1_250) throw new Error(`half a payment: ${netMinor}`);
  return { state, ...(failureCode ? { code: failureCode } : {}), netMinor };
}

describe.each([
  ['the protocol as documented', (): unknown => null, ['sent', 'unknown', 'reversing']],
  // a restart is the same in every language
  ['another acquirer’s words', exampleDialect, []],
] as const)('a presented code, in %s', (_, dialect, falls) => {
  const terminal = (fallsAt: AttemptState | null = null) =>
    new Terminal(world.time, world.provider('unionpay', { dialect: dialect() }), fallsAt);

  it.each(scenarioNames)('ends %s as it must, restarted on the way or not', async (scenario) => {
    const first = terminal();
    expect(await play(scenario, first)).toEqual(ends[scenario]);

    for (const fallsAt of falls) {
      if (!first.commits.some((commit) => commit.includes(`"state":"${fallsAt}"`))) continue;
      const end = await play(scenario, terminal(fallsAt));
      // A restart right after the send never sees the refusal: not charged, and reversed to be sure.
      const isRefused = ends[scenario].state === 'failed';
      expect(isRefused ? ['failed', 'reversed'] : [ends[scenario].state]).toContain(end.state);
      expect(end.netMinor).toBe(ends[scenario].netMinor);
    }
  });

  it('reverses when the cashier stops waiting, and returns what was paid meanwhile', async () => {
    const stopped = terminal();
    serial += 1;
    const code = codeFor('unionpay', 'late-payment', serial);
    const { id, saleId } = stopped.charge('presented', code);
    stopped.payments.stop(id);
    expect(stopped.payments.live(saleId)?.state).toBe('reversing');
    expect(await stopped.endOf(id)).toMatchObject({ state: 'reversed' });
    const { paidMinor, refundedMinor } = world.simulator.ledger();
    expect(paidMinor).toBeGreaterThan(refundedMinor);
    expect(stopped.payments.live(saleId)).toBeNull();
  });

  it('never commits a payment code', async () => {
    const silent = terminal();
    for (const name of ['paid', 'waiting-then-paid', 'code-expired', 'late-payment'] as const) {
      await play(name, silent);
    }
    expect(silent.commits.length).toBeGreaterThan(8);
    for (const committed of silent.commits) {
      expect(committed).not.toMatch(/62[0-9]{17}/);
      expect(committed).not.toMatch(/"code"|paymentCode|qrNo/);
    }
  });
});

describe('both sides', () => {
  it('agree on the money to the fen when everything has been played', async () => {
    const terminal = new Terminal(world.time, world.provider('aggregator'));
    const before = world.simulator.ledger().netMinor;
    let kept = 0;
    for (const scenario of scenarioNames) {
      serial += 1;
      const { id } = terminal.charge('presented', codeFor('wechat', scenario, serial));
      const attempt = await terminal.endOf(id);
      if (attempt.state === 'paid') kept += attempt.amountMinor;
    }
    expect(kept).toBeGreaterThan(0);
    expect(world.simulator.ledger().netMinor - before).toBe(kept);
  });
});
