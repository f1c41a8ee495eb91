import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderNumberOf } from '../../../../main/payments/attempt.ts';
import { createCard } from '../../../../main/payments/card/card.ts';
import type { Order, RefundPort, RefundRequest } from '../../../../main/payments/provider.ts';
import { simulatorAccount } from '../../../simulators/card/account.ts';
import type { ScenarioName } from '../../../simulators/card/scenarios.ts';
import { type CardSimulator, startCardSimulator } from '../../../simulators/card/server.ts';
import { newAttemptId } from './lab.ts';

const clock = { now: () => 1_700_000_000_000 };

let simulator: CardSimulator;

beforeAll(async () => {
  simulator = await startCardSimulator(0);
});

afterAll(() => simulator.close());

const card = () => createCard(simulatorAccount(simulator.port), clock);

function port(): RefundPort {
  const { refunds } = card();
  if (!refunds) throw new Error('no refunds');
  return refunds;
}

/** A payment of 12.50 that stands. */
async function sold(): Promise<Order & { readonly providerRef: string }> {
  const order = {
    orderNumber: orderNumberOf(newAttemptId()),
    way: 'card',
    amountMinor: 1_250,
  } as const;
  const answer = await card().charge({ ...order, code: '', description: '', expiresAt: 0 });
  if (answer.kind !== 'paid') throw new Error(`not paid: ${answer.kind}`);
  return { ...order, providerRef: answer.providerRef };
}

function asking(order: Order, amountMinor: number): RefundRequest {
  return { order, refundNumber: orderNumberOf(newAttemptId()), amountMinor, reason: 'returned' };
}

function kept(order: Order): number {
  const entry = simulator
    .ledger()
    .orders.find(({ saleTransactionId }) => saleTransactionId === order.orderNumber);
  return entry ? entry.paidMinor - entry.refundedMinor : 0;
}

describe('a refund to the card', () => {
  it('gives back a part, once, however often it is sent', async () => {
    const order = await sold();
    const request = asking(order, 500);
    const first = await port().refund(request);
    expect(first).toMatchObject({ kind: 'refunded', refundedMinor: 500 });
    expect(await port().refund(request)).toEqual(first);
    expect(await port().query(request)).toEqual(first);
    expect(kept(order)).toBe(750);
  });

  it('gives back no more than was paid', async () => {
    const order = await sold();
    expect(await port().refund(asking(order, 1_000))).toMatchObject({ kind: 'refunded' });
    expect(await port().refund(asking(order, 251))).toMatchObject({
      kind: 'declined',
      code: 'refund.not-possible',
    });
    expect(kept(order)).toBe(250);
  });

  it('whose answer was lost is found by asking', async () => {
    const order = await sold();
    const request = asking(order, 1_250);
    simulator.next('lost-answer');
    expect(await port().refund(request)).toMatchObject({
      kind: 'unknown',
      code: 'payment.unknown-outcome',
    });
    expect(await port().query(request)).toMatchObject({ kind: 'refunded', refundedMinor: 1_250 });
    expect(kept(order)).toBe(0);
  });

  it('that never arrived is not known there, and can be sent again', async () => {
    const order = await sold();
    const request = asking(order, 1_250);
    simulator.next('lost-request');
    expect(await port().refund(request)).toMatchObject({ kind: 'unknown' });
    expect(await port().query(request)).toEqual({ kind: 'not-found' });
    expect(await port().refund(request)).toMatchObject({ kind: 'refunded' });
  });

  it.each<[ScenarioName, object]>([
    ['busy', { kind: 'not-found' }],
    ['refusal', { kind: 'declined', code: 'refund.not-possible' }],
    ['cancel', { kind: 'declined', code: 'payment.closed' }],
    ['bank-unreachable', { kind: 'declined', code: 'payment.provider-unreachable' }],
    ['wrong-amount', { kind: 'unknown', code: 'payment.amount-mismatch' }],
    ['another-order', { kind: 'unknown', code: 'payment.provider-error' }],
    ['card-number-once', { kind: 'unknown', code: 'payment.card-data' }],
  ])('that meets %s is answered so', async (scenario, answer) => {
    const order = await sold();
    simulator.next(scenario);
    expect(await port().refund(asking(order, 100))).toMatchObject(answer);
  });

  it('is under way while the terminal works on it', async () => {
    const order = await sold();
    const request = asking(order, 300);
    simulator.next('waiting-then-paid');
    const answer = port().refund(request);
    await simulator.holds(request.refundNumber);
    expect(await port().query(request)).toEqual({ kind: 'processing' });
    expect(await port().query(request)).toMatchObject({ kind: 'refunded' });
    expect(await answer).toMatchObject({ kind: 'refunded' });
  });

  it('is asked for again when the terminal is off, and is no refusal', async () => {
    const order = await sold();
    const { accountId, ...rest } = simulatorAccount(1);
    const { refunds } = createCard({ accountId, ...rest }, clock);
    expect(await refunds?.refund(asking(order, 100))).toMatchObject({
      kind: 'unknown',
      code: 'payment.provider-unreachable',
    });
  });

  it('of a payment that has no number at the terminal is not possible', async () => {
    const { providerRef: _, ...order } = await sold();
    expect(await port().refund(asking(order, 100))).toMatchObject({
      kind: 'declined',
      code: 'refund.not-possible',
    });
  });
});

describe('the search by the terminal’s number', () => {
  const find = async (providerRef: string) => card().find?.(providerRef);

  it('finds a payment, and our own number of it', async () => {
    const { orderNumber, providerRef } = await sold();
    expect(await find(providerRef)).toMatchObject({
      kind: 'found',
      orderNumber,
      answer: { kind: 'paid', providerRef, paidMinor: 1_250, payerHint: '…1234' },
    });
  });

  it('finds one that was reversed', async () => {
    const order = await sold();
    expect(await card().reverse(order)).toEqual({ kind: 'reversed' });
    expect(await find(order.providerRef)).toEqual({
      kind: 'found',
      orderNumber: order.orderNumber,
      answer: { kind: 'reversed' },
    });
    expect(await card().query(order)).toEqual({ kind: 'reversed' });
  });

  it('takes no refund for a payment', async () => {
    const answer = await port().refund(asking(await sold(), 100));
    if (answer.kind !== 'refunded') throw new Error('not refunded');
    expect(await find(answer.providerRefundRef)).toEqual({ kind: 'not-found' });
  });

  it('does not know a number that nobody gave', async () => {
    expect(await find('R999999')).toEqual({ kind: 'not-found' });
  });

  it('does not ask with a card’s number that somebody typed', async () => {
    expect(await find('4111 1111 1111 1111')).toMatchObject({
      kind: 'unknown',
      code: 'payment.card-data',
    });
  });
});
