import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttemptState } from '../../../../main/payments/attempt.ts';
import { callHttps } from '../../../../main/payments/https-call.ts';
import type { PaymentProvider } from '../../../../main/payments/provider.ts';
import { shownTiming } from '../../../../main/payments/wechat/shown.ts';
import { createWechat } from '../../../../main/payments/wechat/wechat.ts';
import { simulatorAccount } from '../../../simulators/wechat/account.ts';
import { openKeys } from '../../../simulators/wechat/keys.ts';
import {
  caPath,
  startWechatSimulator,
  type WechatSimulator,
} from '../../../simulators/wechat/server.ts';
import {
  type ShownScenarioName,
  shownScenarioNames,
} from '../../../simulators/wechat/shown-scenarios.ts';
import { clock, newFolder, Terminal } from './lab.ts';

type End = { readonly state: AttemptState; readonly code?: string; readonly netMinor: 0 | 1_250 };

const paid: End = { state: 'paid', netMinor: 1_250 };
const reversed: End = { state: 'reversed', code: 'payment.reversed', netMinor: 0 };
const failed = (code: string): End => ({ state: 'failed', code, netMinor: 0 });

const ends: Record<ShownScenarioName, End> = {
  'shown-open': reversed,
  'shown-paid': paid,
  'shown-waiting-then-paid': paid,
  'shown-refused': failed('payment.provider-error'),
  'shown-order-lost': failed('payment.closed'),
  'shown-code-lost': reversed,
  'shown-order-error': reversed,
  'shown-order-rate-limited': failed('payment.closed'),
  'shown-ordered-twice': paid,
  'shown-slow': paid,
  'shown-queries-down': paid,
  'shown-queries-limited': paid,
  'shown-wrong-signature': reversed,
  'shown-wrong-clock': paid,
  'shown-wrong-amount': reversed,
  'shown-late-payment': reversed,
  'shown-close-fails-first': reversed,
  'shown-close-lost': reversed,
  'shown-close-repeated': reversed,
  'shown-refund-lost': reversed,
  'shown-refund-not-sent': reversed,
  'shown-refund-down': reversed,
  'shown-refund-travels': reversed,
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

function wechat(): PaymentProvider {
  return createWechat(simulatorAccount(simulator.origin, folder), clock);
}

/** A code that nobody pays is asked about five times instead of seventy-five. */
function shortLived(): PaymentProvider {
  const provider = wechat();
  return { ...provider, ways: { ...provider.ways, shown: { ...shownTiming, totalMs: 20_000 } } };
}

let serial = 0;

function show(scenario: ShownScenarioName, terminal: Terminal) {
  serial += 1;
  simulator.next(scenario);
  return terminal.charge(serial, '', 'shown');
}

async function play(scenario: ShownScenarioName, terminal: Terminal): Promise<End> {
  const { id } = show(scenario, terminal);
  const attempt = await terminal.endOf(id);
  const order = orderOf(attempt.orderNumber);
  const netMinor = order ? order.paidMinor - order.refundedMinor : 0;
  if (netMinor !== 0 && netMinor !== 1_250) throw new Error(`half a payment: ${netMinor}`);
  expect(refundsOf(attempt.orderNumber).length).toBeLessThanOrEqual(1);
  const { state, failureCode } = attempt;
  return { state, ...(failureCode ? { code: failureCode } : {}), netMinor };
}

function orderOf(orderNumber: string) {
  return simulator.ledger().orders.find(({ outTradeNo }) => outTradeNo === orderNumber);
}

function refundsOf(orderNumber: string) {
  return simulator.refunds().filter(({ outTradeNo }) => outTradeNo === orderNumber);
}

describe('a code that is shown', () => {
  it.each(shownScenarioNames)(
    'ends %s as it must, also when restarted on the way',
    async (name) => {
      const terminal = new Terminal(shortLived());
      expect(await play(name, terminal)).toEqual(ends[name]);
      for (const fallsAt of ['sent', 'unknown', 'reversing'] as const) {
        if (!terminal.commits.some((commit) => commit.includes(`"state":"${fallsAt}"`))) continue;
        const end = await play(name, new Terminal(shortLived(), fallsAt));
        // a restart right after the send sees neither code nor refusal: closed, as nobody can pay it
        const unseen = fallsAt === 'sent' ? ['failed', 'reversed'] : [];
        expect([ends[name].state, ...unseen]).toContain(end.state);
        expect(end.netMinor).toBe(end.state === 'paid' ? 1_250 : 0);
      }
    },
  );

  it('is what the customer scans, and is found paid once the customer has', async () => {
    const terminal = new Terminal(wechat());
    const { id } = show('shown-open', terminal);
    const shown = await terminal.when(id, ({ shownCode }) => shownCode !== undefined);
    const { shownCode = '', orderNumber } = shown;
    expect(shownCode).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=/);
    expect(shown.isWaiting).toBe(true);
    expect(orderOf(orderNumber)).toMatchObject({ deviceId: 'T001', state: 'NOTPAY' });

    const paidBy = await callHttps({
      method: 'POST',
      origin: simulator.origin,
      path: '/simulator/pay-shown',
      headers: {},
      body: JSON.stringify({ codeUrl: shownCode }),
      ca: readFileSync(caPath, 'utf8'),
      timeoutMs: 5_000,
    });
    expect(paidBy).toMatchObject({ kind: 'answer', status: 200 });
    const end = await terminal.endOf(id);
    expect(end).toMatchObject({ state: 'paid', payerHint: '…jWeS6o' });
    expect(end.providerRef).toBe(orderOf(orderNumber)?.transactionId);
    expect(simulator.payShown(shownCode)).toBe(false);
  });

  it('is closed at once when the cashier stops waiting, and cannot be paid after that', async () => {
    const terminal = new Terminal(wechat());
    const { id } = show('shown-open', terminal);
    const { shownCode = '' } = await terminal.when(
      id,
      (attempt) => attempt.shownCode !== undefined,
    );
    terminal.payments.stop(id);
    expect(await terminal.endOf(id)).toMatchObject({ state: 'reversed', reversals: 1 });
    expect(terminal.time.elapsedMs).toBeLessThan(shownTiming.firstQueryMs);
    expect(simulator.payShown(shownCode)).toBe(false);
  });

  it('is given back once when it was paid as the cashier stopped, however often that is repeated', async () => {
    const terminal = new Terminal(wechat());
    const { id } = show('shown-late-payment', terminal);
    await terminal.when(id, (attempt) => attempt.shownCode !== undefined);
    terminal.payments.stop(id);
    const { orderNumber, way, amountMinor } = await terminal.endOf(id);
    const order = { orderNumber, way, amountMinor };
    for (const ask of ['reverse', 'query', 'reverse'] as const) {
      expect(await wechat()[ask](order)).toEqual({ kind: 'reversed' });
    }
    expect(refundsOf(orderNumber)).toMatchObject([
      { outRefundNo: `R${orderNumber}`, refundMinor: 1_250 },
    ]);
    expect(orderOf(orderNumber)).toMatchObject({ paidMinor: 1_250, refundedMinor: 1_250 });
  });

  it('is not reversed by a refund that WeChat closed, cannot deliver or refused', async () => {
    for (const [refund, code] of [
      ['refund-closed', 'refund.not-possible'],
      ['refund-abnormal', 'refund.not-possible'],
      ['refund-not-enough', 'refund.not-possible'],
      ['refund-no-permission', 'payment.provider-error'],
    ] as const) {
      serial += 1;
      simulator.next('shown-late-payment');
      simulator.nextRefund(refund);
      const order = { orderNumber: `shown-${serial}`, way: 'shown', amountMinor: 1_250 } as const;
      const expiresAt = Date.now() + 300_000;
      const provider = wechat();
      await provider.charge({ ...order, code: '', description: 'Corner shop', expiresAt });
      await provider.reverse(order);
      await provider.query(order);
      expect(await provider.query(order)).not.toMatchObject({ kind: 'reversed' });
      expect(await provider.reverse(order)).toMatchObject({ kind: 'unknown', code });
    }
  });

  it('is reversed when somebody gave all of it back at WeChat’s own desk, and not when a part', async () => {
    for (const [refundMinor, kind] of [
      [1_250, 'reversed'],
      [250, 'unknown'],
    ] as const) {
      serial += 1;
      simulator.next('shown-late-payment');
      const order = { orderNumber: `shown-${serial}`, way: 'shown', amountMinor: 1_250 } as const;
      const provider = wechat();
      const expiresAt = Date.now() + 300_000;
      const shown = await provider.charge({ ...order, code: '', description: 'x', expiresAt });
      simulator.payShown(shown.kind === 'shown' ? shown.content : '');
      await provider.refunds?.refund({
        order,
        refundNumber: `by-hand-${serial}`,
        amountMinor: refundMinor,
        reason: '',
      });
      expect(await provider.query(order)).toMatchObject({ kind: 'unknown' });
      expect(await provider.reverse(order)).toMatchObject({ kind });
    }
  });

  it('is not offered without an address for WeChat’s reports', async () => {
    const { notifyUrl: _, ...account } = simulatorAccount(simulator.origin, folder);
    const provider = createWechat(account, clock);
    expect(Object.keys(provider.ways)).toEqual(['presented']);
    const order = { orderNumber: 'shown-none', way: 'shown', amountMinor: 1_250 } as const;
    const request = { ...order, code: '', description: 'x', expiresAt: 0 };
    expect(await provider.charge(request)).toMatchObject({ code: 'payment.not-configured' });
    expect(orderOf('shown-none')).toBeUndefined();
  });

  it('is asked about every 3 to 5 seconds as long as it lives', () => {
    expect(shownTiming.queryIntervalMs).toBeGreaterThanOrEqual(3_000);
    expect(shownTiming.queryIntervalMs).toBeLessThanOrEqual(5_000);
    expect(shownTiming.totalMs).toBe(300_000);
  });
});
