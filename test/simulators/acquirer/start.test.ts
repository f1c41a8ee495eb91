import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { createAcquirer } from '../../../main/payments/acquirer/acquirer.ts';
import { callHttps } from '../../../main/payments/https-call.ts';
import { simulatorAccount } from './account.ts';
import { codeFor } from './scenarios.ts';

const folder = mkdtempSync(join(tmpdir(), 'acquirer-'));
const clock = { now: () => Date.now() };

afterAll(() => rmSync(folder, { recursive: true }));

describe('the simulator as a process', () => {
  it('serves both merchants, lets somebody pay a link, keeps books and ends with its parent', async () => {
    const script = new URL('start.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    try {
      const [line] = await once(createInterface({ input: child.stdout }), 'line');
      const greeting = JSON.parse(String(line));
      const { origin } = greeting;
      const ca = readFileSync(greeting.caPath, 'utf8');
      for (const path of [greeting.acquirerKeyPath, greeting.accounts.unionpay.merchantKeyPath]) {
        expect(readFileSync(path, 'utf8')).toMatch(/^-----BEGIN/);
      }
      const control = async (method: 'GET' | 'POST', path: string, body: string) => {
        const answer = await callHttps({
          method,
          origin,
          path,
          body,
          headers: {},
          ca,
          timeoutMs: 5_000,
        });
        if (answer.kind !== 'answer') throw new Error(answer.detail);
        return { status: answer.status, ledger: JSON.parse(answer.body.toString()) };
      };
      const order = { amountMinor: 990, description: '街角小店', expiresAt: Date.now() + 60_000 };

      await control('POST', '/simulator/next', '{"scenario":"not-enough-funds"}');
      const unionpay = createAcquirer(simulatorAccount(origin, folder, 'unionpay'), clock);
      const presented = { ...order, way: 'presented', orderNumber: 'order-1' } as const;
      expect(
        await unionpay.charge({ ...presented, code: codeFor('unionpay', 'paid', 1) }),
      ).toMatchObject({ kind: 'declined', code: 'payment.not-enough-funds' });

      const aggregator = createAcquirer(simulatorAccount(origin, folder, 'aggregator'), clock);
      const link = { ...order, way: 'link', orderNumber: 'order-2' } as const;
      const shown = await aggregator.charge({ ...link, code: '' });
      if (shown.kind !== 'shown') throw new Error(shown.kind);
      expect(await aggregator.query(link)).toEqual({ kind: 'waiting' });
      const paying = JSON.stringify({ content: shown.content, wallet: 'wechat' });
      expect((await control('POST', '/simulator/pay-shown', paying)).status).toBe(200);
      expect((await control('POST', '/simulator/pay-shown', paying)).status).toBe(409);
      expect(await aggregator.query(link)).toMatchObject({ kind: 'paid', wallet: 'wechat' });

      const { ledger } = await control('GET', '/simulator/ledger', '');
      expect(ledger).toMatchObject({ paidMinor: 990, refundedMinor: 0, netMinor: 990 });
    } finally {
      child.stdin.end();
    }
    expect(await exited).toEqual([0, null]);
  });
});
