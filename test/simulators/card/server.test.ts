import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callTerminal } from '../../../main/payments/card/call.ts';
import { createCard } from '../../../main/payments/card/card.ts';
import { isCardText } from '../../../main/payments/card/card-data.ts';
import { simulatorAccount } from './account.ts';
import { testCardNumber } from './responses.ts';
import { type CardSimulator, startCardSimulator } from './server.ts';

const clock = { now: () => 1_700_000_000_000 };
let simulator: CardSimulator;

beforeAll(async () => {
  simulator = await startCardSimulator(0);
});

afterAll(() => simulator.close());

const order = { way: 'card', code: '', description: '', expiresAt: 0 } as const;
const card = (changed = {}) =>
  createCard({ ...simulatorAccount(simulator.port), ...changed }, clock);

describe('the simulated card terminal', () => {
  it('does not serve a till that calls it by another name, or another till', async () => {
    const asked = { ...order, orderNumber: 'stranger-1', amountMinor: 100 };
    expect(await card({ terminalNumber: 'T9' }).charge(asked)).toMatchObject({ kind: 'unknown' });
    expect(await card({ saleId: 'TILL-9' }).charge(asked)).toMatchObject({ kind: 'unknown' });
    expect(await card({ currency: 'USD' }).charge(asked)).toMatchObject({ kind: 'unknown' });
    expect(simulator.ledger().orders).toEqual([]);
  });

  it('hangs up on what is not its protocol', async () => {
    const { port, host } = simulatorAccount(simulator.port);
    const message = { SaleToPOIRequest: { MessageHeader: {} } };
    const outcome = await callTerminal({ host, port, message, timeoutMs: 5_000 });
    expect(outcome.kind).toBe('no-answer');
  });

  it('takes a card once under one number', async () => {
    const asked = { ...order, orderNumber: 'repeated', amountMinor: 700 };
    const first = await card().charge(asked);
    expect(first).toMatchObject({ kind: 'paid', paidMinor: 700 });
    expect(await card().charge({ ...asked, amountMinor: 800 })).toEqual(first);
    expect(simulator.ledger().paidMinor).toBe(700);
  });

  it('never begins what was reversed before it came', async () => {
    const late = { ...order, orderNumber: 'late-one', amountMinor: 700 };
    expect(await card().reverse(late)).toEqual({ kind: 'not-found' });
    expect(await card().charge(late)).toMatchObject({ kind: 'declined' });
  });

  it('has a card number to send by mistake that is one', () => {
    expect(isCardText(testCardNumber)).toBe(true);
  });
});
