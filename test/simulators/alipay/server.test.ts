import { generateKeyPairSync } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlipayAccount } from '../../../main/payments/alipay/account.ts';
import { createAlipay } from '../../../main/payments/alipay/alipay.ts';
import { clock, newFolder } from '../../main/payments/alipay/lab.ts';
import { simulatorAccount } from './account.ts';
import { openKeys } from './keys.ts';
import { codeFor } from './scenarios.ts';
import { type AlipaySimulator, startAlipaySimulator } from './server.ts';

const folder = newFolder();
let simulator: AlipaySimulator;

beforeAll(async () => {
  simulator = await startAlipaySimulator(openKeys(folder), { slowMs: 30 });
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 });
let serial = 0;

async function charge(changed: Partial<AlipayAccount>, now = clock) {
  serial += 1;
  const account = { ...simulatorAccount(simulator.origin, folder), ...changed };
  return createAlipay(account, now).charge({
    orderNumber: `order_${serial}`,
    amountMinor: 100,
    code: codeFor('paid', serial),
    way: 'presented',
    expiresAt: 0,
    description: 'Corner shop',
  });
}

describe('the Alipay simulator', () => {
  it('does not serve a stranger, and nothing is charged', async () => {
    const refused = { kind: 'declined', code: 'payment.provider-error' };
    expect(await charge({ appKey: stranger.privateKey })).toMatchObject(refused);
    expect(await charge({ appId: '2021000000000000' })).toMatchObject(refused);
    expect(await charge({}, { now: () => Date.now() - 301_000 })).toMatchObject(refused);
    const { trust } = simulatorAccount(simulator.origin, folder, 'certificate');
    if (trust.kind !== 'certificate') throw new Error('not in certificate mode');
    expect(await charge({ trust: { ...trust, appCertSn: 'other' } })).toMatchObject(refused);
    expect(await charge({ trust: { ...trust, rootCertSn: 'other' } })).toMatchObject(refused);
    expect(simulator.ledger().orders).toEqual([]);
  });

  it('is not believed by a terminal that knows another key, or another certificate', async () => {
    const doubt = { kind: 'unknown', code: 'payment.signature-wrong' };
    const alipayKey = stranger.publicKey;
    expect(await charge({ trust: { kind: 'key', alipayKey } })).toMatchObject(doubt);
    const { trust } = simulatorAccount(simulator.origin, folder, 'certificate');
    if (trust.kind !== 'certificate') throw new Error('not in certificate mode');
    const alipayKeys = new Map([['other', alipayKey]]);
    expect(await charge({ trust: { ...trust, alipayKeys } })).toMatchObject(doubt);
  });

  it('charges once whatever is repeated, and refuses another amount under the same number', async () => {
    const alipay = createAlipay(simulatorAccount(simulator.origin, folder), clock);
    const before = simulator.ledger().paidMinor;
    const once = {
      orderNumber: 'repeated',
      way: 'presented',
      amountMinor: 700,
      code: codeFor('paid', 9_999),
      description: 'Corner shop',
      expiresAt: 0,
    } as const;
    const first = await alipay.charge(once);
    expect(first).toMatchObject({ kind: 'paid', paidMinor: 700 });
    expect(await alipay.charge(once)).toEqual(first);
    expect(await alipay.charge({ ...once, amountMinor: 800 })).toMatchObject({ kind: 'unknown' });
    const again = { ...once, orderNumber: 'another' };
    expect(await alipay.charge(again)).toMatchObject({ code: 'payment.code-invalid' });
    expect(simulator.ledger().paidMinor - before).toBe(700);
  });

  it('takes no money for a shown code after its end', async () => {
    const alipay = createAlipay(simulatorAccount(simulator.origin, folder), clock);
    const shown = {
      orderNumber: 'shown',
      way: 'shown',
      amountMinor: 700,
      code: '',
      description: 'Corner shop',
      expiresAt: Date.now() - 1_000,
    } as const;
    const answer = await alipay.charge(shown);
    if (answer.kind !== 'shown') throw new Error(answer.kind);
    expect(simulator.payShown(answer.content)).toBe(false);
    expect(simulator.payShown('https://qr.alipay.com/other')).toBe(false);
    expect(await alipay.query(shown)).toEqual({ kind: 'not-found' });
  });
});
