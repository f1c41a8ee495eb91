import { generateKeyPairSync } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WechatAccount } from '../../../main/payments/wechat/client.ts';
import { createWechat } from '../../../main/payments/wechat/wechat.ts';
import { clock, newFolder } from '../../main/payments/wechat/lab.ts';
import { simulatorAccount } from './account.ts';
import { openKeys } from './keys.ts';
import { codeFor } from './scenarios.ts';
import { startWechatSimulator, type WechatSimulator } from './server.ts';

const folder = newFolder();
let simulator: WechatSimulator;

beforeAll(async () => {
  simulator = await startWechatSimulator(openKeys(folder), 0);
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

let serial = 0;

async function charge(changed: Partial<WechatAccount>, now = clock) {
  serial += 1;
  const account = { ...simulatorAccount(simulator.origin, folder), ...changed };
  return createWechat(account, now).charge({
    orderNumber: `order-${serial}`,
    amountMinor: 100,
    code: codeFor('paid', serial),
    way: 'presented',
    expiresAt: 0,
    description: 'Corner shop',
  });
}

describe('the WeChat simulator', () => {
  it('does not serve a stranger, and nothing is charged', async () => {
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
    const refused = { kind: 'declined', code: 'payment.provider-error' };
    expect(await charge({ merchantKey: stranger })).toMatchObject(refused);
    expect(await charge({ mchid: '1900000001' })).toMatchObject(refused);
    expect(await charge({ merchantSerial: '00' })).toMatchObject(refused);
    expect(await charge({}, { now: () => Date.now() - 301_000 })).toMatchObject(refused);
    expect(simulator.ledger().orders).toEqual([]);
  });

  it('is not believed by a terminal that knows other platform keys', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey;
    const serials = [...openKeys(folder).platform.keys()];
    const platformKeys = new Map(serials.map((name) => [name, other]));
    expect(await charge({ platformKeys })).toMatchObject({
      kind: 'unknown',
      code: 'payment.signature-wrong',
    });
  });

  it('charges once whatever is repeated, and refuses another amount under the same number', async () => {
    const wechat = createWechat(simulatorAccount(simulator.origin, folder), clock);
    const request = { code: codeFor('paid', 9_999), description: 'Corner shop' };
    const before = simulator.ledger().paidMinor;
    const order = { orderNumber: 'repeated', way: 'presented', amountMinor: 700 } as const;
    const once = { ...request, ...order, expiresAt: 0 };
    const first = await wechat.charge(once);
    expect(await wechat.charge(once)).toEqual(first);
    expect(await wechat.charge({ ...once, amountMinor: 800 })).toMatchObject({ kind: 'unknown' });
    expect(simulator.ledger().paidMinor - before).toBe(700);
  });
});
