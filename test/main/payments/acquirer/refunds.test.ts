import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  PaymentProvider,
  RefundPort,
  RefundRequest,
} from '../../../../main/payments/provider.ts';
import { codeFor, type ScenarioName } from '../../../simulators/acquirer/scenarios.ts';
import { exampleDialect, openWorld, type World } from './lab.ts';

let world: World;
let serial = 5_000;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

describe.each([
  ['the protocol as documented', () => null],
  ['another acquirer’s words', exampleDialect],
])('in %s', (_, dialect) => {
  const acquirer = () => world.provider('unionpay', { dialect: dialect() });

  async function paidOrder(provider: PaymentProvider, scenario: ScenarioName) {
    serial += 1;
    const order = { orderNumber: `order${serial}`, way: 'presented', amountMinor: 1_250 } as const;
    const code = codeFor('unionpay', scenario, serial);
    const request = { ...order, code, description: 'Corner shop', expiresAt: 0 };
    const answer = await provider.charge(request);
    if (answer.kind !== 'paid') throw new Error(`not paid: ${answer.kind}`);
    return { ...order, providerRef: answer.providerRef };
  }

  async function refunding(scenario: ScenarioName): Promise<{
    readonly refunds: RefundPort;
    readonly request: (amountMinor: number, nth?: number) => RefundRequest;
    readonly keptMinor: () => number;
  }> {
    const provider = acquirer();
    const order = await paidOrder(provider, scenario);
    if (!provider.refunds) throw new Error('no refunds');
    return {
      refunds: provider.refunds,
      request: (amountMinor, nth = 1) => ({
        order,
        refundNumber: `refund${serial}n${nth}`,
        amountMinor,
        reason: 'brought back',
      }),
      keptMinor: () => {
        const { orders } = world.simulator.ledger();
        const found = orders.find(({ orderNumber }) => orderNumber === order.orderNumber);
        return found ? found.paidMinor - found.refundedMinor : Number.NaN;
      },
    };
  }

  it('gives back in parts, once however often it is sent, and not more than was paid', async () => {
    const { refunds, request, keptMinor } = await refunding('paid');
    const first = await refunds.refund(request(250));
    expect(first).toMatchObject({ kind: 'refunded', refundedMinor: 250 });
    expect(await refunds.refund(request(250))).toEqual(first);
    expect(await refunds.query(request(250))).toEqual(first);
    expect(keptMinor()).toBe(1_000);
    expect(await refunds.refund(request(300))).toMatchObject({ kind: 'unknown' });
    expect(await refunds.refund(request(1_001, 2))).toMatchObject({
      kind: 'declined',
      code: 'refund.exceeds-paid',
    });
    expect(await refunds.refund(request(1_000, 3))).toMatchObject({ kind: 'refunded' });
    expect(keptMinor()).toBe(0);
  });

  it('waits for a refund that takes its time', async () => {
    const { refunds, request } = await refunding('refund-waits');
    expect(await refunds.refund(request(500))).toEqual({ kind: 'processing' });
    expect(await refunds.query(request(500))).toEqual({ kind: 'processing' });
    expect(await refunds.query(request(500))).toMatchObject({
      kind: 'refunded',
      refundedMinor: 500,
    });
  });

  it('learns of a lost refund by asking, and sends it again under the same number', async () => {
    const lost = await refunding('refund-lost-request');
    expect(await lost.refunds.refund(lost.request(400))).toMatchObject({ kind: 'unknown' });
    expect(await lost.refunds.query(lost.request(400))).toEqual({ kind: 'not-found' });
    expect(await lost.refunds.refund(lost.request(400))).toMatchObject({ kind: 'refunded' });

    const unheard = await refunding('refund-lost-answer');
    expect(await unheard.refunds.refund(unheard.request(400))).toMatchObject({ kind: 'unknown' });
    expect(await unheard.refunds.query(unheard.request(400))).toMatchObject({ kind: 'refunded' });
    expect(unheard.keptMinor()).toBe(850);
  });

  it('is told when a payment cannot be given back', async () => {
    const { refunds, request, keptMinor } = await refunding('refund-refused');
    expect(await refunds.refund(request(100))).toMatchObject({
      kind: 'declined',
      code: 'refund.not-possible',
    });
    expect(keptMinor()).toBe(1_250);
  });

  it('finds an order by the number on the customer’s bill', async () => {
    const provider = acquirer();
    const { orderNumber, providerRef } = await paidOrder(provider, 'paid');
    expect(await provider.find?.(providerRef)).toMatchObject({
      kind: 'found',
      orderNumber,
      answer: { kind: 'paid', paidMinor: 1_250, wallet: 'unionpay' },
    });
    expect(await provider.find?.('2026999')).toEqual({ kind: 'not-found' });
    // another merchant's order is nobody's here
    const other = world.provider('aggregator', { dialect: dialect() });
    expect(await other.find?.(providerRef)).toEqual({ kind: 'not-found' });
  });
});
