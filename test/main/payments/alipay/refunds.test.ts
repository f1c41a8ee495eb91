import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAlipay } from '../../../../main/payments/alipay/alipay.ts';
import type { AlipayReply } from '../../../../main/payments/alipay/client.ts';
import { refundAnswer, refundQueryAnswer } from '../../../../main/payments/alipay/refunds.ts';
import type { PaymentProvider, RefundRequest } from '../../../../main/payments/provider.ts';
import { simulatorAccount } from '../../../simulators/alipay/account.ts';
import { openKeys } from '../../../simulators/alipay/keys.ts';
import { codeFor, type ScenarioName } from '../../../simulators/alipay/scenarios.ts';
import { type AlipaySimulator, startAlipaySimulator } from '../../../simulators/alipay/server.ts';
import { clock, newFolder } from './lab.ts';

const folder = newFolder();
let simulator: AlipaySimulator;
let alipay: PaymentProvider;

beforeAll(async () => {
  simulator = await startAlipaySimulator(openKeys(folder), { slowMs: 30 });
  alipay = createAlipay(simulatorAccount(simulator.origin, folder), clock);
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

let serial = 0;

/** A payment of 12.50, and a refund of it. */
async function sell(scenario: ScenarioName, amountMinor = 1_250): Promise<RefundRequest> {
  serial += 1;
  const order = { orderNumber: `order_${serial}`, way: 'presented', amountMinor: 1_250 } as const;
  const code = codeFor(scenario, serial);
  const charged = await alipay.charge({ ...order, code, description: '小店', expiresAt: 0 });
  expect(charged.kind).toBe('paid');
  return { order, refundNumber: `refund_${serial}`, amountMinor, reason: '退货' };
}

function refund(request: RefundRequest) {
  return alipay.refunds?.refund(request);
}

function query(request: RefundRequest) {
  return alipay.refunds?.query(request);
}

function netOf({ order }: RefundRequest): number {
  const found = simulator
    .ledger()
    .orders.find(({ outTradeNo }) => outTradeNo === order.orderNumber);
  return found ? found.paidMinor - found.refundedMinor : 0;
}

function done({ refundNumber, amountMinor }: RefundRequest) {
  return { kind: 'refunded', refundedMinor: amountMinor, providerRefundRef: refundNumber };
}

describe('a refund', () => {
  it('gives a part back, then another, then the rest, and never more', async () => {
    const first = await sell('paid', 250);
    expect(await refund(first)).toEqual(done(first));
    const second = { ...first, refundNumber: 'second_part', amountMinor: 500 };
    expect(await refund(second)).toEqual(done(second));
    const tooMuch = { ...first, refundNumber: 'too_much', amountMinor: 501 };
    expect(await refund(tooMuch)).toMatchObject({
      kind: 'declined',
      code: 'refund.exceeds-paid',
    });
    const rest = { ...first, refundNumber: 'the_rest', amountMinor: 500 };
    expect(await refund(rest)).toEqual(done(rest));
    expect(netOf(first)).toBe(0);
    const more = { ...first, refundNumber: 'one_more', amountMinor: 1 };
    expect(await refund(more)).toMatchObject({ kind: 'declined', code: 'refund.not-possible' });
    for (const one of [first, second, rest]) expect(await query(one)).toEqual(done(one));
    expect(await query(more)).toEqual({ kind: 'not-found' });
  });

  it('that is repeated gives back once', async () => {
    const request = await sell('paid', 300);
    expect(await refund(request)).toEqual(done(request));
    // this very call moved nothing; the query says that the money is back
    expect(await refund(request)).toEqual({ kind: 'processing' });
    expect(await query(request)).toEqual(done(request));
    expect(netOf(request)).toBe(950);
  });

  it.each(['refund-answer-lost', 'refund-system-error'] as const)(
    'with %s is not known to have failed, and is found',
    async (scenario) => {
      const request = await sell(scenario);
      expect(await refund(request)).toMatchObject({ kind: 'unknown' });
      expect(await query(request)).toEqual(done(request));
      expect(netOf(request)).toBe(0);
    },
  );

  it('that was lost on the way is not found, and may be sent again', async () => {
    const request = await sell('refund-request-lost');
    expect(await refund(request)).toMatchObject({ kind: 'unknown' });
    expect(await query(request)).toEqual({ kind: 'not-found' });
    expect(await refund(request)).toEqual(done(request));
  });

  it('whose answer is silent about the money is asked for', async () => {
    const request = await sell('refund-silent');
    expect(await refund(request)).toEqual({ kind: 'processing' });
    expect(await query(request)).toEqual(done(request));
  });

  it('that the shop’s account has no money for is declined', async () => {
    const request = await sell('refund-refused');
    expect(await refund(request)).toMatchObject({
      kind: 'declined',
      code: 'refund.not-possible',
    });
    expect(netOf(request)).toBe(1_250);
  });

  it('of a payment that Alipay does not know is declined', async () => {
    const request = await sell('paid');
    const order = { ...request.order, orderNumber: 'nobody' };
    expect(await refund({ ...request, order })).toMatchObject({ kind: 'declined' });
  });

  it('of a payment that was cancelled already is declined, and nothing is given back twice', async () => {
    const request = await sell('paid');
    expect(await alipay.reverse(request.order)).toEqual({ kind: 'reversed' });
    expect(await refund(request)).toMatchObject({ kind: 'declined' });
    expect(netOf(request)).toBe(0);
  });
});

describe('a search by the number on the customer’s bill', () => {
  it('finds the order and what became of it', async () => {
    const { order } = await sell('paid');
    const known = simulator
      .ledger()
      .orders.find(({ outTradeNo }) => outTradeNo === order.orderNumber);
    const tradeNo = known?.tradeNo ?? '';
    expect(await alipay.find?.(tradeNo)).toMatchObject({
      kind: 'found',
      orderNumber: order.orderNumber,
      answer: { kind: 'paid', paidMinor: 1_250, providerRef: tradeNo },
    });
    expect(await alipay.find?.('2026000000000000')).toEqual({ kind: 'not-found' });
  });
});

describe('an answer about a refund', () => {
  const request: RefundRequest = {
    order: { orderNumber: 'order_x', way: 'presented', amountMinor: 1_250 },
    refundNumber: 'refund_x',
    amountMinor: 300,
    reason: '',
  };
  const made = { out_trade_no: 'order_x', fund_change: 'Y', refund_fee: '3.00' };
  const found = {
    out_trade_no: 'order_x',
    out_request_no: 'refund_x',
    refund_status: 'REFUND_SUCCESS',
    refund_amount: '3.00',
  };
  const reply = (body: object, isSigned = true): AlipayReply => ({
    kind: 'reply',
    status: 200,
    isSigned,
    body,
  });

  it('is believed when it is signed, ours, and of our amount', () => {
    expect(refundAnswer(reply(made), request)).toEqual(done(request));
    expect(refundQueryAnswer(reply(found), request)).toEqual(done(request));
    const doubtful = [
      refundAnswer(reply(made, false), request),
      refundAnswer(reply({ ...made, out_trade_no: 'x' }), request),
      refundQueryAnswer(reply(found, false), request),
      refundQueryAnswer(reply({ ...found, out_request_no: 'x' }), request),
      refundQueryAnswer(reply({ ...found, refund_amount: '2.99' }), request),
      refundQueryAnswer({ kind: 'forged' }, request),
      refundAnswer({ kind: 'not-sent', detail: '' }, request),
    ];
    for (const answer of doubtful) expect(answer).toMatchObject({ kind: 'unknown' });
  });

  it('waits where Alipay has not got to it', () => {
    const less = { ...made, refund_fee: '2.99' };
    expect(refundAnswer(reply(less), request)).toEqual({ kind: 'processing' });
    const status = (name: string) =>
      refundQueryAnswer(reply({ ...found, refund_status: name }), request);
    expect(status('REFUND_PROCESSING')).toEqual({ kind: 'processing' });
    expect(status('REFUND_FAIL')).toMatchObject({ kind: 'declined' });
  });
});
