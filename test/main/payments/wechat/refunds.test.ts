import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RefundPort, RefundRequest } from '../../../../main/payments/provider.ts';
import type { RefundState } from '../../../../main/payments/refund.ts';
import type { WechatAccount, WechatReply } from '../../../../main/payments/wechat/client.ts';
import { refundAnswer } from '../../../../main/payments/wechat/refund-answers.ts';
import { createWechat } from '../../../../main/payments/wechat/wechat.ts';
import { simulatorAccount } from '../../../simulators/wechat/account.ts';
import { openKeys } from '../../../simulators/wechat/keys.ts';
import {
  type RefundScenarioName,
  refundScenarioNames,
} from '../../../simulators/wechat/refund-scenarios.ts';
import { codeFor } from '../../../simulators/wechat/scenarios.ts';
import { startWechatSimulator, type WechatSimulator } from '../../../simulators/wechat/server.ts';
import { clock, newFolder } from './lab.ts';
import { paidAttempt, RefundTill } from './refund-lab.ts';

const folder = newFolder();
let simulator: WechatSimulator;

beforeAll(async () => {
  simulator = await startWechatSimulator(openKeys(folder), 30);
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

function wechat(changed: Partial<WechatAccount> = {}) {
  return createWechat({ ...simulatorAccount(simulator.origin, folder), ...changed }, clock);
}

function port(changed: Partial<WechatAccount> = {}): RefundPort {
  const { refunds } = wechat(changed);
  if (!refunds) throw new Error('no refunds');
  return refunds;
}

let serial = 0;

/** A payment of 10.00, and a request to give some of it back. */
async function paidOrder(amountMinor = 400): Promise<RefundRequest> {
  serial += 1;
  const order = { orderNumber: `order-${serial}`, way: 'presented', amountMinor: 1_000 } as const;
  const code = codeFor('paid', serial);
  const charge = { ...order, code, description: 'Corner shop', expiresAt: 0 };
  expect(await wechat().charge(charge)).toMatchObject({ kind: 'paid' });
  return { order, refundNumber: `refund-${serial}`, amountMinor, reason: '商品退货 Return' };
}

function backOf({ order }: RefundRequest): number {
  const booked = simulator
    .ledger()
    .orders.find(({ outTradeNo }) => outTradeNo === order.orderNumber);
  return booked?.refundedMinor ?? 0;
}

type End = { readonly state: RefundState; readonly code?: string; readonly backMinor: 0 | 400 };

const back: End = { state: 'refunded', backMinor: 400 };
const failed = (code: string): End => ({ state: 'failed', code, backMinor: 0 });
const open = (code: string): End => ({ state: 'unresolved', code, backMinor: 400 });

const ends: Record<RefundScenarioName, End> = {
  refunded: back,
  'refunded-at-once': back,
  'refunded-later': back,
  'refund-travels': open('payment.unknown-outcome'),
  'refund-closed': failed('refund.not-possible'),
  'refund-abnormal': open('refund.not-possible'),
  'refund-not-enough': failed('refund.not-possible'),
  'refund-account-gone': failed('refund.not-possible'),
  'refund-no-permission': failed('payment.provider-error'),
  'refund-request-lost': back,
  'refund-answer-lost': back,
  'refund-delivered-twice': back,
  'refund-system-error': back,
  'refund-gateway-down': back,
  'refund-rate-limited': back,
  'refund-wrong-signature': back,
  'refund-wrong-clock': back,
  'refund-wrong-amount': back,
  'refund-answer-slow': back,
};

/** Carries a refund of 4.00 to its end through the terminal's own machine. */
async function play(scenario: RefundScenarioName, isRestarted: boolean): Promise<End> {
  const request = await paidOrder();
  const attempt = paidAttempt(serial, request.order.orderNumber, 1_000);
  const till = new RefundTill(wechat());
  simulator.nextRefund(scenario);
  const refundId = `0190a8f0-0000-7000-8000-${String(serial).padStart(12, '0')}`;
  const { reason, amountMinor } = request;
  const begun = till.refunds.refund({ refundId, documentId: null, attempt, amountMinor, reason });
  if (!begun.ok) throw new Error(begun.error.message);
  if (isRestarted) till.restart();
  const { state, failureCode, refundNumber, providerRefundRef } = await till.endOf(refundId);
  const booked = simulator.refunds().filter(({ outRefundNo }) => outRefundNo === refundNumber);
  expect(booked.length).toBeLessThanOrEqual(1);
  if (state === 'refunded') {
    expect(booked).toMatchObject([{ refundId: providerRefundRef, reason, refundMinor: 400 }]);
  }
  const backMinor = backOf(request);
  if (backMinor !== 0 && backMinor !== 400) throw new Error(`given back ${backMinor}`);
  return { state, ...(failureCode ? { code: failureCode } : {}), backMinor };
}

describe('a refund', () => {
  it.each(refundScenarioNames)(
    'ends %s as it must, also when restarted on the way',
    async (name) => {
      expect(await play(name, false)).toEqual(ends[name]);
      const end = await play(name, true);
      expect([end.state, end.backMinor]).toEqual([ends[name].state, ends[name].backMinor]);
    },
  );

  it('gives back once under one number, however often it is sent', async () => {
    const request = await paidOrder();
    for (let times = 0; times < 3; times += 1) await port().refund(request);
    expect(backOf(request)).toBe(400);
    expect(await port().query(request)).toMatchObject({ kind: 'refunded', refundedMinor: 400 });
  });

  it('may be one of several parts, up to what was paid and not a fen more', async () => {
    const request = await paidOrder(600);
    const more = { ...request, refundNumber: `${request.refundNumber}-b`, amountMinor: 401 };
    const rest = { ...request, refundNumber: `${request.refundNumber}-c`, amountMinor: 400 };
    expect((await port().refund(request)).kind).toBe('processing');
    expect(await port().refund(more)).toMatchObject({
      kind: 'declined',
      code: 'refund.not-possible',
    });
    expect((await port().refund(rest)).kind).toBe('processing');
    expect((await port().query(rest)).kind).toBe('refunded');
    expect(backOf(request)).toBe(1_000);
    const last = { ...request, refundNumber: `${request.refundNumber}-d`, amountMinor: 1 };
    expect((await port().refund(last)).kind).toBe('declined');
    expect(backOf(request)).toBe(1_000);
  });

  it('is refused for an order that WeChat does not know', async () => {
    const request = await paidOrder();
    const stray = { ...request, order: { ...request.order, orderNumber: 'order-nowhere' } };
    expect(await port().refund({ ...stray, refundNumber: 'refund-stray' })).toMatchObject({
      kind: 'declined',
    });
    expect(await port().query({ ...stray, refundNumber: 'refund-stray' })).toEqual({
      kind: 'not-found',
    });
  });

  it('is not called refused when an earlier request under its number got through', async () => {
    const request = await paidOrder();
    simulator.nextRefund('refunded-at-once');
    await port().refund(request);
    // another amount under the same number is refused, and what was given back stays given back
    expect(await port().refund({ ...request, amountMinor: 500 })).toMatchObject({
      kind: 'refunded',
      refundedMinor: 400,
    });
    // a terminal whose clock went wrong is refused everything and knows nothing
    const late = createWechat(simulatorAccount(simulator.origin, folder), { now: () => 0 });
    expect(await late.refunds?.refund(request)).toMatchObject({ kind: 'unknown' });
  });

  it('is unknown, never refused, when it could not be sent', async () => {
    const request = await paidOrder();
    const away = port({ origin: 'https://provider.invalid' });
    expect(await away.refund(request)).toMatchObject({
      kind: 'unknown',
      code: 'payment.provider-unreachable',
    });
    expect(backOf(request)).toBe(0);
  });

  it('tells the customer as much of a long reason as WeChat takes', async () => {
    const request = { ...(await paidOrder()), reason: '退'.repeat(60) };
    await port().refund(request);
    const booked = simulator
      .refunds()
      .find(({ outRefundNo }) => outRefundNo === request.refundNumber);
    expect(booked?.reason).toBe('退'.repeat(26));
  });
});

describe('an answer about a refund', () => {
  const asked = { orderNumber: 'order-1', refundNumber: 'refund-1' };
  const refund = {
    refund_id: '50000',
    out_refund_no: 'refund-1',
    out_trade_no: 'order-1',
    status: 'SUCCESS',
    amount: { refund: 400, total: 1_000, currency: 'CNY' },
  };
  const reply = (status: number, body: unknown, isSigned = true): WechatReply => ({
    kind: 'reply',
    status,
    isSigned,
    body,
  });

  it.each([
    ['SUCCESS', 'refunded'],
    ['PROCESSING', 'processing'],
    ['CLOSED', 'declined'],
    ['ABNORMAL', 'unknown'],
    ['SOMETHING_NEW', 'unknown'],
  ])('%s is %s', (status, kind) => {
    expect(refundAnswer(reply(200, { ...refund, status }), asked, 'ask').kind).toBe(kind);
  });

  it('is unknown unsigned, about another refund or order, in another currency, or unreadable', () => {
    const bodies = [
      { ...refund, out_refund_no: 'refund-2' },
      { ...refund, out_trade_no: 'order-2' },
      { ...refund, amount: { refund: 400, currency: 'USD' } },
      { ...refund, amount: { refund: 4.5 } },
      {},
    ];
    for (const body of bodies)
      expect(refundAnswer(reply(200, body), asked, 'ask').kind).toBe('unknown');
    expect(refundAnswer(reply(200, refund, false), asked, 'send').kind).toBe('unknown');
  });

  it.each([
    [403, 'NOT_ENOUGH', 'declined', 'unknown'],
    [404, 'RESOURCE_NOT_EXISTS', 'declined', 'not-found'],
    [401, 'SIGN_ERROR', 'declined', 'unknown'],
    [429, 'FREQUENCY_LIMITED', 'unknown', 'unknown'],
    [500, 'SYSTEM_ERROR', 'unknown', 'unknown'],
    [500, 'NOT_ENOUGH', 'unknown', 'unknown'],
    [400, 'SOMETHING_NEW', 'unknown', 'unknown'],
  ])('%i %s is %s to a refund and %s to a question', (status, code, sent, queried) => {
    const refused = reply(status, { code, message: '' }, false);
    expect(refundAnswer(refused, asked, 'send').kind).toBe(sent);
    expect(refundAnswer(refused, asked, 'ask').kind).toBe(queried);
  });

  it('is never final out of noise', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.jsonValue(),
        fc.boolean(),
        fc.constantFrom('send', 'ask'),
        (status, body, isSigned, to) => {
          expect(refundAnswer(reply(status, body, isSigned), asked, to).kind).toBe('unknown');
        },
      ),
    );
  });
});

describe('a search by the number on the customer’s phone', () => {
  it('finds the order and what became of it', async () => {
    const { order } = await paidOrder();
    const { orders } = simulator.ledger();
    const transaction = orders.find(({ outTradeNo }) => outTradeNo === order.orderNumber);
    const providerRef = transaction?.transactionId ?? '';
    expect(await wechat().find?.(providerRef)).toEqual({
      kind: 'found',
      orderNumber: order.orderNumber,
      answer: {
        kind: 'paid',
        providerRef,
        paidMinor: 1_000,
        currency: 'CNY',
        payerHint: '…jWeS6o',
      },
    });
  });

  it('finds nothing under a number that nobody has, or that cannot be one', async () => {
    expect(await wechat().find?.('4200099999999999999999999999')).toEqual({ kind: 'not-found' });
    expect(await wechat().find?.('../refunds?x=1')).toEqual({ kind: 'not-found' });
  });

  it('is unknown when WeChat cannot be asked or is not believed', async () => {
    const away = wechat({ origin: 'https://provider.invalid' });
    expect(await away.find?.('4200000000000000')).toMatchObject({ kind: 'unknown' });
    const { order } = await paidOrder();
    const booked = simulator
      .ledger()
      .orders.find(({ outTradeNo }) => outTradeNo === order.orderNumber);
    const deaf = wechat({ platformKeys: new Map() });
    expect(await deaf.find?.(booked?.transactionId ?? '')).toMatchObject({
      kind: 'unknown',
      code: 'payment.signature-wrong',
    });
  });
});
