import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAlipay } from '../../../../main/payments/alipay/alipay.ts';
import type { AttemptState } from '../../../../main/payments/attempt.ts';
import type { PaymentProvider, PayWay } from '../../../../main/payments/provider.ts';
import { simulatorAccount, type TrustMode } from '../../../simulators/alipay/account.ts';
import { openKeys } from '../../../simulators/alipay/keys.ts';
import { codeFor, type ScenarioName, scenarioNames } from '../../../simulators/alipay/scenarios.ts';
import { type AlipaySimulator, startAlipaySimulator } from '../../../simulators/alipay/server.ts';
import { clock, newFolder, Terminal } from './lab.ts';

type End = { readonly state: AttemptState; readonly code?: string; readonly netMinor: 0 | 1_250 };

const paid: End = { state: 'paid', netMinor: 1_250 };
const reversed: End = { state: 'reversed', code: 'payment.reversed', netMinor: 0 };
const failed = (code: string): End => ({ state: 'failed', code, netMinor: 0 });

const ends: Record<ScenarioName, End> = {
  paid,
  'waiting-then-paid': paid,
  'waiting-never': reversed,
  'code-invalid': failed('payment.code-invalid'),
  'not-enough': failed('payment.not-enough-funds'),
  'bankcard-not-enough': failed('payment.not-enough-funds'),
  risk: failed('payment.declined'),
  limit: failed('payment.declined'),
  declined: failed('payment.declined'),
  'seller-blocked': failed('payment.provider-error'),
  'lost-request': failed('payment.closed'),
  'lost-answer': paid,
  'answered-twice': paid,
  'late-payment': reversed,
  'reversal-fails-first': reversed,
  'reversal-answer-lost': reversed,
  'reversal-retry-flag': reversed,
  'reversal-system-error': reversed,
  'system-error-then-paid': paid,
  'query-errors-then-paid': paid,
  unsigned: reversed,
  'wrong-signature': reversed,
  'wrong-amount': reversed,
  'another-order': reversed,
  'wrong-clock': reversed,
  slow: paid,
  'gateway-down': failed('payment.closed'),
  'rate-limited': failed('payment.closed'),
  'refund-answer-lost': paid,
  'refund-silent': paid,
  'refund-system-error': paid,
  'refund-request-lost': paid,
  'refund-refused': paid,
};

const folder = newFolder();
let simulator: AlipaySimulator;

beforeAll(async () => {
  simulator = await startAlipaySimulator(openKeys(folder), { slowMs: 30 });
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

function alipay(mode?: TrustMode): PaymentProvider {
  return createAlipay(simulatorAccount(simulator.origin, folder, mode), clock);
}

let serial = 0;

/** Plays one sale and says how it ended, and what the simulator's books say about it. */
async function play(
  scenario: ScenarioName,
  terminal: Terminal,
  way: PayWay = 'presented',
): Promise<End> {
  serial += 1;
  if (way === 'shown') simulator.next(scenario);
  const code = way === 'shown' ? '' : codeFor(scenario, serial);
  const { id } = terminal.charge(serial, code, way);
  const { state, failureCode, orderNumber } = await terminal.endOf(id);
  return { state, ...(failureCode ? { code: failureCode } : {}), netMinor: netOf(orderNumber) };
}

function netOf(orderNumber: string): 0 | 1_250 {
  const order = simulator.ledger().orders.find(({ outTradeNo }) => outTradeNo === orderNumber);
  const netMinor = order ? order.paidMinor - order.refundedMinor : 0;
  if (netMinor !== 0 && netMinor !== 1_250) throw new Error(`half a payment: ${netMinor}`);
  return netMinor;
}

describe('Alipay over HTTPS, with the customer’s payment code', () => {
  it.each(scenarioNames)('ends %s as it must, also when restarted on the way', async (scenario) => {
    const terminal = new Terminal(alipay());
    expect(await play(scenario, terminal)).toEqual(ends[scenario]);

    for (const fallsAt of ['sent', 'unknown', 'reversing'] as const) {
      if (!terminal.commits.some((commit) => commit.includes(`"state":"${fallsAt}"`))) continue;
      const end = await play(scenario, new Terminal(alipay(), { fallsAt }));
      // A restart right after the send never sees the refusal: not charged, and reversed to be sure.
      const isRefused = ends[scenario].state === 'failed';
      expect(isRefused ? ['failed', 'reversed'] : [ends[scenario].state]).toContain(end.state);
      expect(end.netMinor).toBe(ends[scenario].netMinor);
    }
  });

  it.each(['paid', 'late-payment', 'code-invalid', 'wrong-signature'] as const)(
    'ends %s alike in certificate mode',
    async (scenario) => {
      expect(await play(scenario, new Terminal(alipay('certificate')))).toEqual(ends[scenario]);
    },
  );

  it('asks at once after the customer was asked for the password, then each 5 s', async () => {
    const terminal = new Terminal(alipay());
    serial += 1;
    const { id } = terminal.charge(serial, codeFor('waiting-then-paid', serial));
    expect(await terminal.endOf(id)).toMatchObject({ state: 'paid', queries: 2 });
    // the third of three questions in all, the first of which came with the charge
    expect(terminal.time.elapsedMs).toBe(10_000);
  });

  it('reverses when the cashier stops waiting, and returns what was paid meanwhile', async () => {
    const terminal = new Terminal(alipay());
    serial += 1;
    const { id, saleId } = terminal.charge(serial, codeFor('late-payment', serial));
    terminal.payments.stop(id);
    expect(terminal.payments.live(saleId)?.state).toBe('reversing');
    expect(await terminal.endOf(id)).toMatchObject({ state: 'reversed' });
    expect(terminal.payments.live(saleId)).toBeNull();
  });

  it('never commits a payment code', async () => {
    const terminal = new Terminal(alipay());
    for (const name of ['paid', 'waiting-then-paid', 'code-invalid', 'late-payment'] as const) {
      await play(name, terminal);
    }
    expect(terminal.commits.length).toBeGreaterThan(8);
    for (const committed of terminal.commits) {
      expect(committed).not.toMatch(/28[0-9]{16}/);
      expect(committed).not.toMatch(/"code"|auth_code/);
    }
  });
});

describe('Alipay over HTTPS, with a code that is shown', () => {
  it('is paid when the customer scans it and pays', async () => {
    const shown: string[] = [];
    const onChange = ({ shownCode }: { shownCode?: string }) => {
      if (shownCode === undefined || shown.includes(shownCode)) return;
      shown.push(shownCode);
      expect(simulator.payShown(shownCode)).toBe(true);
    };
    expect(await play('paid', new Terminal(alipay(), { onChange }), 'shown')).toEqual(paid);
    expect(shown).toEqual([expect.stringMatching(/^https:\/\/qr\.alipay\.com\//)]);
  });

  it('is paid after a password, and after a query that went wrong', async () => {
    expect(await play('waiting-then-paid', new Terminal(alipay()), 'shown')).toEqual(paid);
    expect(await play('query-errors-then-paid', new Terminal(alipay()), 'shown')).toEqual(paid);
  });

  it('is given up by the customer at the password, and cancelled', async () => {
    expect(await play('waiting-never', new Terminal(alipay()), 'shown')).toEqual(reversed);
  });

  it('that nobody scans is over when it cannot be scanned any more, and not before', async () => {
    const terminal = new Terminal(alipay());
    expect(await play('paid', terminal, 'shown')).toEqual(failed('payment.closed'));
    // its own three minutes, and as much as the terminal's clock may be wrong
    expect(terminal.time.elapsedMs).toBe(180_000 + 300_000);
  });

  it('that is paid between the last question and the reversal is given back', async () => {
    expect(await play('late-payment', new Terminal(alipay()), 'shown')).toEqual(reversed);
  });

  it('that did not come is not waited for', async () => {
    const terminal = new Terminal(alipay());
    const end = await play('seller-blocked', terminal, 'shown');
    expect(end).toEqual(failed('payment.provider-error'));
    expect(terminal.time.elapsedMs).toBe(0);
  });
});
