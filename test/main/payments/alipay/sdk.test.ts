/** Alipay's own SDK against our simulator and our signatures: two ends that were written apart. */
import { createPublicKey } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AlipaySdk, type AlipaySdkConfig } from 'alipay-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAlipay } from '../../../../main/payments/alipay/alipay.ts';
import { certificateSn, rootCertificateSn } from '../../../../main/payments/alipay/certificate.ts';
import { authorization, signedText } from '../../../../main/payments/alipay/sign.ts';
import { verifyAnswer } from '../../../../main/payments/alipay/verify.ts';
import { simulatorAccount, type TrustMode } from '../../../simulators/alipay/account.ts';
import { appId, openKeys, terminalFiles } from '../../../simulators/alipay/keys.ts';
import { codeFor } from '../../../simulators/alipay/scenarios.ts';
import { type AlipaySimulator, startAlipaySimulator } from '../../../simulators/alipay/server.ts';
import { signatureHeaders } from '../../../simulators/alipay/wire.ts';
import { clock, newFolder } from './lab.ts';

const folder = newFolder();
const keys = openKeys(folder);
let simulator: AlipaySimulator;

beforeAll(async () => {
  simulator = await startAlipaySimulator(keys, { slowMs: 30 });
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

function read(name: keyof typeof terminalFiles): string {
  return readFileSync(join(folder, terminalFiles[name]), 'utf8');
}

function sdk(mode: TrustMode, changed: Partial<AlipaySdkConfig> = {}): AlipaySdk {
  const trust =
    mode === 'key'
      ? { alipayPublicKey: read('alipayPublicKey') }
      : {
          appCertContent: read('appCertificate'),
          alipayPublicCertContent: read('alipayCertificate'),
          alipayRootCertContent: read('rootCertificates'),
        };
  return new AlipaySdk({
    appId,
    privateKey: read('appKey').trim(),
    keyType: 'PKCS8',
    gateway: `${simulator.plainOrigin}/gateway.do`,
    endpoint: simulator.plainOrigin,
    ...trust,
    ...changed,
  });
}

let serial = 0;

function orderBody(scenario: Parameters<typeof codeFor>[0]) {
  serial += 1;
  return {
    out_trade_no: `sdk_${serial}`,
    total_amount: '12.50',
    subject: '街角小店',
    scene: 'bar_code',
    auth_code: codeFor(scenario, serial),
  };
}

function netOf(orderNumber: string): number | undefined {
  const order = simulator.ledger().orders.find(({ outTradeNo }) => outTradeNo === orderNumber);
  return order ? order.paidMinor - order.refundedMinor : undefined;
}

const modes = ['key', 'certificate'] as const;

describe.each(modes)('alipay-sdk with a %s at the simulator', (mode) => {
  it('pays, asks, cancels and refunds over OpenAPI v3, and believes each answer', async () => {
    const client = sdk(mode);
    const call = async (path: string, body: Record<string, unknown>) =>
      (await client.curl<Record<string, unknown>>('POST', `/v3/alipay/trade/${path}`, { body }))
        .data;

    const order = orderBody('paid');
    const { out_trade_no } = order;
    expect(await call('pay', order)).toMatchObject({ out_trade_no, total_amount: '12.50' });
    expect(await call('query', { out_trade_no })).toMatchObject({ trade_status: 'TRADE_SUCCESS' });
    const refund = { out_trade_no, refund_amount: '2.50', out_request_no: `${out_trade_no}_r` };
    expect(await call('refund', refund)).toMatchObject({ fund_change: 'Y', refund_fee: '2.50' });
    const { refund_amount: _, ...asked } = refund;
    expect(await call('fastpay/refund/query', asked)).toMatchObject({
      refund_status: 'REFUND_SUCCESS',
    });
    expect(netOf(out_trade_no)).toBe(1_000);
    expect(await call('cancel', { out_trade_no })).toMatchObject({ action: 'refund' });
    expect(netOf(out_trade_no)).toBe(0);

    const waiting = orderBody('late-payment');
    expect(await call('pay', waiting)).toMatchObject({ code: '10003' });
    const { scene: _scene, auth_code: _code, ...unscanned } = orderBody('paid');
    expect(await call('precreate', unscanned)).toHaveProperty('qr_code');
  });

  it('pays, asks, closes, cancels and refunds over OpenAPI 2.0 with its check of signatures on', async () => {
    const client = sdk(mode);
    const call = (name: string, bizContent: Record<string, unknown>) =>
      client.exec(`alipay.trade.${name}`, { bizContent }, { validateSign: true });

    const order = orderBody('paid');
    const { out_trade_no } = order;
    expect(await call('pay', order)).toMatchObject({ code: '10000', outTradeNo: out_trade_no });
    expect(await call('query', { out_trade_no })).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' });
    const refund = { out_trade_no, refund_amount: '2.50', out_request_no: `${out_trade_no}_r` };
    expect(await call('refund', refund)).toMatchObject({ code: '10000', fundChange: 'Y' });
    expect(await call('cancel', { out_trade_no })).toMatchObject({ action: 'refund' });
    expect(netOf(out_trade_no)).toBe(0);

    const waiting = orderBody('waiting-never');
    expect(await call('pay', waiting)).toMatchObject({ code: '10003' });
    const { out_trade_no: waited } = waiting;
    expect(await call('close', { out_trade_no: waited })).toMatchObject({ code: '10000' });
    expect(await call('close', { out_trade_no: waited })).toMatchObject({
      code: '40004',
      subCode: 'ACQ.TRADE_STATUS_ERROR',
    });
  });

  it('does not believe the simulator when the signature is wrong, in either protocol', async () => {
    const client = sdk(mode);
    const body = orderBody('wrong-signature');
    await expect(client.curl('POST', '/v3/alipay/trade/pay', { body })).rejects.toMatchObject({
      code: 'response-signature-verify-error',
    });
    const bizContent = { out_trade_no: body.out_trade_no };
    const options = { validateSign: true };
    await expect(client.exec('alipay.trade.query', { bizContent }, options)).rejects.toThrow(
      /验签失败/,
    );
  });

  it('computes the same SNs as we do', () => {
    const { config } = sdk('certificate');
    expect(certificateSn(read('appCertificate'))).toBe(config.appCertSn);
    expect(certificateSn(read('alipayCertificate'))).toBe(config.alipayCertSn);
    expect(rootCertificateSn(read('rootCertificates'))).toBe(config.alipayRootCertSn);
  });
});

describe('signatures', () => {
  it('of ours are accepted by the SDK’s own check', () => {
    const account = simulatorAccount(simulator.origin, folder, 'certificate');
    const signer = { appId, appCertSn: 'sn', appKey: account.appKey };
    const body = '{"subject":"街角小店\\/1"}';
    const parts = { method: 'POST', path: '/v3/a?b=c', timestampMs: 17, nonce: 'n', body } as const;
    const signature = authorization(signer, parts).split(',sign=')[1] ?? '';
    const appPublicKey = createPublicKey(account.appKey).export({ type: 'spki', format: 'pem' });
    // its check is told to expect our key where Alipay's usually stands
    const checker = sdk('key', { alipayPublicKey: appPublicKey.toString().trim() });
    expect(checker.rsaCheck(signedText(signer, parts), signature)).toBe(true);
    expect(checker.rsaCheck(`${signedText(signer, parts)} `, signature)).toBe(false);
  });

  it('of the simulator are accepted by the SDK’s own check and by ours', () => {
    const body = '{"store_name":"小店\\/1"}';
    const headers = signatureHeaders(keys.alipayKey, body, Date.now());
    const text = `${headers['alipay-timestamp']}\n${headers['alipay-nonce']}\n${body}\n`;
    expect(sdk('key').rsaCheck(text, headers['alipay-signature'] ?? '')).toBe(true);
    const { trust } = simulatorAccount(simulator.origin, folder);
    expect(verifyAnswer(headers, Buffer.from(body), trust, Date.now())).toBe('genuine');
  });
});

describe.each(modes)('one trade with a %s', (mode) => {
  it('is paid by the SDK, read by our adapter, and the other way round', async () => {
    const adapter = createAlipay(simulatorAccount(simulator.origin, folder, mode), clock);
    const body = orderBody('paid');
    await sdk(mode).curl('POST', '/v3/alipay/trade/pay', { body });
    const ordered = {
      orderNumber: body.out_trade_no,
      way: 'presented',
      amountMinor: 1_250,
    } as const;
    expect(await adapter.query(ordered)).toMatchObject({ kind: 'paid', paidMinor: 1_250 });

    serial += 1;
    const own = { ...ordered, orderNumber: `own_${serial}` };
    const charge = { code: codeFor('paid', serial), description: '小店', expiresAt: 0 };
    expect(await adapter.charge({ ...own, ...charge })).toMatchObject({ kind: 'paid' });
    const bizContent = { out_trade_no: own.orderNumber };
    const options = { validateSign: true };
    expect(await sdk(mode).exec('alipay.trade.query', { bizContent }, options)).toMatchObject({
      tradeStatus: 'TRADE_SUCCESS',
      totalAmount: '12.50',
    });
  });
});
