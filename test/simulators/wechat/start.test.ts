import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { callHttps } from '../../../main/payments/https-call.ts';
import { createWechat } from '../../../main/payments/wechat/wechat.ts';
import { clock, newFolder } from '../../main/payments/wechat/lab.ts';
import { simulatorAccount } from './account.ts';
import { codeFor } from './scenarios.ts';
import { caPath } from './server.ts';

const folder = newFolder();

afterAll(() => rmSync(folder, { recursive: true }));

describe('the simulator as a process', () => {
  it('says where it listens, takes orders, keeps books and ends with its parent', async () => {
    const script = new URL('start.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    try {
      const [line] = await once(createInterface({ input: child.stdout }), 'line');
      const { origin } = JSON.parse(String(line));
      const control = (method: 'GET' | 'POST', path: string, body: string) => {
        const ca = readFileSync(caPath, 'utf8');
        return callHttps({ method, origin, path, body, headers: {}, ca, timeoutMs: 5_000 });
      };

      await control('POST', '/simulator/next', '{"scenario":"not-enough"}');
      const wechat = createWechat(simulatorAccount(origin, folder), clock);
      const request = {
        way: 'presented',
        amountMinor: 990,
        expiresAt: 0,
        description: '街角小店',
      } as const;
      const first = { ...request, orderNumber: 'order-1', code: codeFor('paid', 1) };
      expect(await wechat.charge(first)).toMatchObject({ code: 'payment.not-enough-funds' });
      const second = { ...request, orderNumber: 'order-2', code: codeFor('paid', 2) };
      expect(await wechat.charge(second)).toMatchObject({ kind: 'paid', paidMinor: 990 });

      const books = await control('GET', '/simulator/ledger', '');
      const ledger = books.kind === 'answer' ? JSON.parse(books.body.toString()) : null;
      expect(ledger).toMatchObject({ paidMinor: 990, refundedMinor: 0, netMinor: 990 });
    } finally {
      child.stdin.end();
    }
    expect(await exited).toEqual([0, null]);
  });
});
