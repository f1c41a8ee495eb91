import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { createCard } from '../../../main/payments/card/card.ts';
import { simulatorAccount } from './account.ts';

describe('the simulated card terminal as a process', () => {
  it('says where it listens, plays what it is told, keeps books and ends with its parent', async () => {
    const script = new URL('start.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    try {
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const next = async () => JSON.parse(String((await lines.next()).value));
      const tell = (order: object) => {
        child.stdin.write(`${JSON.stringify(order)}\n`);
        return next();
      };
      const { port, host, origin, terminalNumber, saleId } = await next();
      const account = simulatorAccount(port);
      expect(account).toMatchObject({ port, host, terminalNumber, saleId });
      expect(origin).toBe(`tcp://${host}:${port}`);

      const card = createCard(account, { now: Date.now });
      const order = {
        way: 'card',
        amountMinor: 990,
        code: '',
        description: '',
        expiresAt: 0,
      } as const;
      await tell({ next: 'wrong-pin' });
      expect(await card.charge({ ...order, orderNumber: 'order-1' })).toMatchObject({
        kind: 'declined',
        code: 'payment.declined',
        detail: 'WrongPIN',
      });
      expect(await card.charge({ ...order, orderNumber: 'order-2' })).toMatchObject({
        kind: 'paid',
        paidMinor: 990,
      });
      expect(await tell({ ledger: true })).toMatchObject({ paidMinor: 990, netMinor: 990 });
      expect(await tell({ next: 'no such thing' })).toEqual({ error: 'not understood' });
      expect(await tell({ forget: true })).toMatchObject({ orders: [], netMinor: 0 });
    } finally {
      child.stdin.end();
    }
    expect(await exited).toEqual([0, null]);
  });
});
