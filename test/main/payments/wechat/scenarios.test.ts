import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttemptState } from '../../../../main/payments/attempt.ts';
import type { PaymentProvider } from '../../../../main/payments/provider.ts';
import { createWechat } from '../../../../main/payments/wechat/wechat.ts';
import { simulatorAccount } from '../../../simulators/wechat/account.ts';
import { certificateSerial, openKeys } from '../../../simulators/wechat/keys.ts';
import { codeFor, type ScenarioName, scenarioNames } from '../../../simulators/wechat/scenarios.ts';
import { startWechatSimulator, type WechatSimulator } from '../../../simulators/wechat/server.ts';
import { clock, newFolder, Terminal } from './lab.ts';

type End = { readonly state: AttemptState; readonly code?: string; readonly netMinor: 0 | 1_250 };

const paid: End = { state: 'paid', netMinor: 1_250 };
const reversed: End = { state: 'reversed', code: 'payment.reversed', netMinor: 0 };
const failed = (code: string): End => ({ state: 'failed', code, netMinor: 0 });

const ends: Record<ScenarioName, End> = {
  paid,
  'password-then-paid': paid,
  'password-never': reversed,
  'code-expired': failed('payment.code-expired'),
  'not-enough': failed('payment.not-enough-funds'),
  'code-invalid': failed('payment.code-invalid'),
  declined: failed('payment.declined'),
  'lost-request': failed('payment.closed'),
  'lost-answer': paid,
  'late-payment': reversed,
  'reversal-fails-first': reversed,
  'reversal-answer-lost': reversed,
  'system-error-then-paid': paid,
  'query-errors-then-paid': paid,
  'wrong-signature': reversed,
  'wrong-amount': reversed,
  'wrong-clock': reversed,
  slow: paid,
  'gateway-down': failed('payment.closed'),
  'rate-limited': failed('payment.closed'),
  'delivered-twice': paid,
  'reversal-delivered-twice': reversed,
  'card-not-supported': failed('payment.declined'),
  'order-closed': failed('payment.closed'),
  'no-permission': failed('payment.provider-error'),
  'queries-rate-limited': paid,
};

const folder = newFolder();
let simulator: WechatSimulator;

beforeAll(async () => {
  simulator = await startWechatSimulator(openKeys(folder), 30);
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

function wechat(platformSerial?: string): PaymentProvider {
  const account = simulatorAccount(simulator.origin, folder, platformSerial);
  return createWechat(account, clock);
}

let serial = 0;

/** Plays one sale and says how it ended, and what the simulator's books say about it. */
async function play(scenario: ScenarioName, terminal: Terminal): Promise<End> {
  serial += 1;
  const { id } = terminal.charge(serial, codeFor(scenario, serial));
  const attempt = await terminal.endOf(id);
  const order = simulator
    .ledger()
    .orders.find(({ outTradeNo }) => outTradeNo === attempt.orderNumber);
  const netMinor = order ? order.paidMinor - order.refundedMinor : 0;
  if (netMinor !== 0 && netMinor !== 1_250) throw new Error(`half a payment: ${netMinor}`);
  const { state, failureCode } = attempt;
  return { state, ...(failureCode ? { code: failureCode } : {}), netMinor };
}

describe('WeChat Pay over HTTPS', () => {
  it.each(scenarioNames)('ends %s as it must, also when restarted on the way', async (scenario) => {
    const terminal = new Terminal(wechat());
    expect(await play(scenario, terminal)).toEqual(ends[scenario]);

    for (const fallsAt of ['sent', 'unknown', 'reversing'] as const) {
      if (!terminal.commits.some((commit) => commit.includes(`"state":"${fallsAt}"`))) continue;
      const end = await play(scenario, new Terminal(wechat(), fallsAt));
      // A restart right after the send never sees the refusal: not charged, and reversed to be sure.
      const isRefused = ends[scenario].state === 'failed';
      expect(isRefused ? ['failed', 'reversed'] : [ends[scenario].state]).toContain(end.state);
      expect(end.netMinor).toBe(ends[scenario].netMinor);
    }
  });

  it('reads answers signed under a platform certificate too', async () => {
    expect(await play('password-then-paid', new Terminal(wechat(certificateSerial)))).toEqual(paid);
  });

  it('reverses when the cashier stops waiting, and returns what was paid meanwhile', async () => {
    const terminal = new Terminal(wechat());
    serial += 1;
    const { id, saleId } = terminal.charge(serial, codeFor('late-payment', serial));
    terminal.payments.stop(id);
    expect(terminal.payments.live(saleId)?.state).toBe('reversing');
    const end = await terminal.endOf(id);
    expect(end).toMatchObject({ state: 'reversed', reversals: 1 });
    // payment-facts 3.2: not before 15 s after the charge
    expect(terminal.time.elapsedMs).toBe(15_000);
    expect(terminal.payments.live(saleId)).toBeNull();
  });

  it('never commits a payment code', async () => {
    const terminal = new Terminal(wechat());
    for (const name of ['paid', 'password-then-paid', 'code-expired', 'late-payment'] as const) {
      await play(name, terminal);
    }
    expect(terminal.commits.length).toBeGreaterThan(8);
    for (const committed of terminal.commits) {
      expect(committed).not.toMatch(/13[0-9]{16}/);
      expect(committed).not.toMatch(/"code"|auth_code/);
    }
  });
});
