import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { createAlipay } from '../../../main/payments/alipay/alipay.ts';
import { callHttps } from '../../../main/payments/https-call.ts';
import { clock, newFolder } from '../../main/payments/alipay/lab.ts';
import { simulatorAccount } from './account.ts';
import { codeFor } from './scenarios.ts';

const folder = newFolder();

afterAll(() => rmSync(folder, { recursive: true }));

describe('the simulator as a process', () => {
  it('says where it listens, takes orders, keeps books and ends with its parent', async () => {
    const script = new URL('start.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    try {
      const [line] = await once(createInterface({ input: child.stdout }), 'line');
      const { origin, caPath } = JSON.parse(String(line));
      const control = (method: 'GET' | 'POST', path: string, body: string) => {
        const ca = readFileSync(caPath, 'utf8');
        return callHttps({ method, origin, path, body, headers: {}, ca, timeoutMs: 5_000 });
      };

      await control('POST', '/simulator/next', '{"scenario":"not-enough"}');
      const alipay = createAlipay(simulatorAccount(origin, folder, 'certificate'), clock);
      const request = { amountMinor: 990, expiresAt: Date.now() + 60_000, description: '街角小店' };
      const presented = { ...request, way: 'presented' } as const;
      const first = { ...presented, orderNumber: 'order_1', code: codeFor('paid', 1) };
      expect(await alipay.charge(first)).toMatchObject({ code: 'payment.not-enough-funds' });
      const second = { ...presented, orderNumber: 'order_2', code: codeFor('paid', 2) };
      expect(await alipay.charge(second)).toMatchObject({ kind: 'paid', paidMinor: 990 });

      const third = { ...request, way: 'shown', orderNumber: 'order_3', code: '' } as const;
      const shown = await alipay.charge(third);
      const qrCode = shown.kind === 'shown' ? shown.content : '';
      await control('POST', '/simulator/pay-shown', JSON.stringify({ qrCode }));
      expect(await alipay.query(third)).toMatchObject({ kind: 'paid', paidMinor: 990 });

      const books = await control('GET', '/simulator/ledger', '');
      const ledger = books.kind === 'answer' ? JSON.parse(books.body.toString()) : null;
      expect(ledger).toMatchObject({ paidMinor: 1_980, refundedMinor: 0, netMinor: 1_980 });
    } finally {
      child.stdin.end();
    }
    expect(await exited).toEqual([0, null]);
  });
});
