import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCard } from '../../../../main/payments/card/card.ts';
import { isCardText } from '../../../../main/payments/card/card-data.ts';
import { encodeFrame } from '../../../../main/payments/card/frame.ts';
import type { PaymentProvider, RefundRequest } from '../../../../main/payments/provider.ts';
import { simulatorAccount } from '../../../simulators/card/account.ts';
import { readFrame } from '../../../simulators/card/line.ts';
import { listen } from '../../../simulators/card/server.ts';

const page = readFileSync(
  new URL('../../../../docs/card-terminal.md', import.meta.url).pathname,
  'utf8',
);

const headed = v.looseObject({
  MessageHeader: v.looseObject({ MessageCategory: v.string(), ServiceID: v.string() }),
});
type Headed = v.InferOutput<typeof headed>;

/** The page's examples, in its order. */
const examples = [...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, text = '']) =>
  v.parse(
    v.union([
      v.strictObject({ SaleToPOIRequest: headed }),
      v.strictObject({ SaleToPOIResponse: headed }),
    ]),
    JSON.parse(text),
  ),
);
const requests = examples.flatMap((each) =>
  'SaleToPOIRequest' in each ? [each.SaleToPOIRequest] : [],
);
const responses = examples.flatMap((each) =>
  'SaleToPOIResponse' in each ? [each.SaleToPOIResponse] : [],
);

const order = {
  orderNumber: '0190a8f0c0de7a4c8e1fb6d2a9c35e71',
  way: 'card',
  amountMinor: 1_250,
} as const;
const refund: RefundRequest = {
  order: { ...order, providerRef: 'R000042' },
  refundNumber: '0190a8f1d00d7b3f9a2ec41d7e88b602',
  amountMinor: 500,
  reason: 'returned',
};

let server: Server;
let card: PaymentProvider;
let asked: Headed[] = [];
/** What the terminal answers next, by category; a reversal is preceded by an abort. */
let answers: Headed[] = [];

/** A terminal that answers with the page's own examples, under the ServiceID that was asked. */
beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('data', (bytes) => {
      const text = readFrame(bytes);
      if (text === null) return;
      const schema = v.object({ SaleToPOIRequest: headed });
      const { SaleToPOIRequest } = v.parse(schema, JSON.parse(text));
      asked.push(SaleToPOIRequest);
      const { MessageCategory, ServiceID } = SaleToPOIRequest.MessageHeader;
      const answer = answers.find((each) => each.MessageHeader.MessageCategory === MessageCategory);
      if (!answer) throw new Error(`no example of an answer to ${MessageCategory}`);
      const MessageHeader = { ...answer.MessageHeader, ServiceID };
      socket.end(encodeFrame({ SaleToPOIResponse: { ...answer, MessageHeader } }));
    });
  });
  const port = await listen(server, 0);
  card = createCard(simulatorAccount(port), { now: () => Date.UTC(2026, 10, 23, 10, 44, 7) });
});

afterAll(() => server.close());

const charge = () => card.charge({ ...order, code: '', description: '', expiresAt: 0 });

describe('the page about the protocol', () => {
  it('shows every message as the till sends it', async () => {
    asked = [];
    answers = responses;
    await charge();
    await card.refunds?.refund(refund);
    await card.query(order);
    await card.find?.('R000042');
    await card.reverse(order);
    expect(asked).toHaveLength(requests.length);
    for (const [nth, shown] of requests.entries()) {
      const sent = asked[nth];
      const { ServiceID, MessageCategory } = shown.MessageHeader;
      // the ServiceID of a payment follows from its number; the others are drawn by lot
      const isDrawn = MessageCategory !== 'Payment';
      const header = { ...sent?.MessageHeader, ...(isDrawn ? { ServiceID } : {}) };
      expect({ ...sent, MessageHeader: header }).toEqual(shown);
      expect(sent?.MessageHeader.ServiceID).toMatch(/^[0-9a-f]{10}$/);
    }
  });

  it('shows answers that the till understands as the page says', async () => {
    const [paid, declined, refunded, status, reversedStatus, waiting, abort, reversal] = responses;
    const told = async (
      answer: (Headed | undefined)[],
      ask: () => Promise<unknown> | undefined,
    ) => {
      answers = answer.filter((each) => each !== undefined);
      return await ask();
    };
    expect(responses).toHaveLength(8);
    const money = { paidMinor: 1_250, currency: 'CNY', providerRef: 'R000042' };
    expect(await told([paid], charge)).toEqual({ kind: 'paid', ...money, payerHint: '…1234' });
    expect(await told([declined], charge)).toMatchObject({ code: 'payment.declined' });
    expect(await told([refunded], () => card.refunds?.refund(refund))).toEqual({
      kind: 'refunded',
      refundedMinor: 500,
      providerRefundRef: 'R000043',
    });
    expect(await told([status], () => card.query(order))).toEqual({ kind: 'paid', ...money });
    expect(await told([reversedStatus], () => card.query(order))).toEqual({ kind: 'reversed' });
    expect(await told([waiting], () => card.query(order))).toEqual({ kind: 'waiting' });
    const taken = [abort, reversal];
    expect(await told(taken, () => card.reverse(order))).toEqual({ kind: 'reversed' });
    expect(await told([status], () => card.find?.('R000042'))).toMatchObject({
      kind: 'found',
      orderNumber: order.orderNumber,
    });
  });

  it('has no card number on it', () => {
    for (const line of page.split('\n')) expect(isCardText(line)).toBe(false);
  });
});
