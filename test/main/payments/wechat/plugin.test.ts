/** The terminal and its simulator against an implementation that neither was written from. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Aes, Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin';
import { readWechatBill } from '../../../../main/payments/wechat/bill.ts';
import { readCallback } from '../../../../main/payments/wechat/callback.ts';
import { authorization } from '../../../../main/payments/wechat/sign.ts';
import { verifyAnswer } from '../../../../main/payments/wechat/verify.ts';
import { createWechat } from '../../../../main/payments/wechat/wechat.ts';
import { simulatorAccount } from '../../../simulators/wechat/account.ts';
import { writeWechatBill } from '../../../simulators/wechat/bill.ts';
import { sealCallback } from '../../../simulators/wechat/callback.ts';
import {
  certificateSerial,
  mchid,
  merchantSerial,
  openKeys,
  publicKeySerial,
  readTerminalKeys,
} from '../../../simulators/wechat/keys.ts';
import { codeFor } from '../../../simulators/wechat/scenarios.ts';
import {
  caPath,
  startWechatSimulator,
  type WechatSimulator,
} from '../../../simulators/wechat/server.ts';
import { clock, listed, newFolder } from './lab.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const serial = 'PUB_KEY_ID_1';
const keys = new Map([[serial, pair.publicKey]]);
const folder = newFolder();
let simulator: WechatSimulator;

beforeAll(async () => {
  simulator = await startWechatSimulator(openKeys(folder), 0);
});

afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

const castBill = v.object({
  rows: v.array(v.record(v.string(), v.string())),
  summary: v.record(v.string(), v.string()),
});

const texts = fc.string({ unit: 'grapheme', maxLength: 60 });
const nonces = fc.stringMatching(/^[0-9A-Za-z]{8,32}$/);
const times = fc.integer({ min: 1_500_000_000, max: 2_000_000_000 });

describe('wechatpay-axios-plugin', () => {
  it('finds our signature genuine over any body', () => {
    fc.assert(
      fc.property(texts, nonces, times, (text, nonce, timestampS) => {
        const path = '/v3/pay/transactions/codepay?a=b';
        const body = JSON.stringify({ text });
        const parts = { method: 'POST', path, timestampS, nonce, body } as const;
        const signer = { mchid, serialNo: merchantSerial, privateKey: pair.privateKey };
        const signature = /signature="([^"]+)"/.exec(authorization(signer, parts))?.[1] ?? '';
        const message = Formatter.request('POST', path, String(timestampS), nonce, body);
        expect(Rsa.verify(message, signature, pair.publicKey)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('signs answers that we find genuine, and not when they changed', () => {
    fc.assert(
      fc.property(texts, nonces, times, (text, nonce, timestampS) => {
        const body = JSON.stringify({ text });
        const message = Formatter.response(String(timestampS), nonce, body);
        const headers = {
          'wechatpay-serial': serial,
          'wechatpay-timestamp': String(timestampS),
          'wechatpay-nonce': nonce,
          'wechatpay-signature': Rsa.sign(message, pair.privateKey),
        };
        const judge = (bytes: string) =>
          verifyAnswer(headers, Buffer.from(bytes), keys, timestampS * 1_000);
        expect(judge(body)).toBe('genuine');
        expect(judge(`${body} `)).toBe('forged');
      }),
      { numRuns: 40 },
    );
  });

  it('seals a report that we open, and opens one that the simulator sealed', () => {
    const apiV3Key = randomBytes(16).toString('hex');
    const order = { mchid, out_trade_no: 'order-1', trade_state: 'NOTPAY' };
    const nonce = '0123456789ab';
    const body = JSON.stringify({
      id: 'event-1',
      resource_type: 'encrypt-resource',
      resource: {
        algorithm: 'AEAD_AES_256_GCM',
        ciphertext: Aes.AesGcm.encrypt(JSON.stringify(order), apiV3Key, nonce, 'transaction'),
        associated_data: 'transaction',
        nonce,
      },
    });
    const timestamp = String(Formatter.timestamp());
    const headers = {
      'wechatpay-serial': serial,
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-signature': Rsa.sign(Formatter.response(timestamp, nonce, body), pair.privateKey),
    };
    const secrets = { mchid, platformKeys: keys, apiV3Key: Buffer.from(apiV3Key) };
    expect(readCallback(headers, Buffer.from(body), secrets, Date.now())).toMatchObject({
      kind: 'order',
      orderNumber: 'order-1',
      answer: { kind: 'waiting' },
    });

    const sealer = { serial, key: pair.privateKey, apiV3Key: Buffer.from(apiV3Key) };
    const sealed = JSON.parse(sealCallback(order, 'transaction', sealer).body.toString());
    const { ciphertext, nonce: theirs, associated_data } = sealed.resource;
    const opened = Aes.AesGcm.decrypt(ciphertext, apiV3Key, theirs, associated_data);
    expect(JSON.parse(opened)).toEqual(order);
  });

  it('reads the simulator’s bill as we do', async () => {
    const path = join(folder, 'bill.csv.gz');
    await writeWechatBill(path, { count: 200, day: '2026-01-31' });
    const theirs = Formatter.castCsvBill(gunzipSync(readFileSync(path)));
    const { rows, summary } = v.parse(castBill, theirs);
    const ours = await listed(readWechatBill(path, mchid));
    expect(summary).toMatchObject({ 总交易单数: '200' });
    expect(
      ours.map(({ orderNumber, amountMinor, kind }) => [orderNumber, amountMinor, kind]),
    ).toEqual(
      rows.map((row) => {
        const isPayment = row.交易状态 === 'SUCCESS';
        const yuan = String(isPayment ? row.订单金额 : row.申请退款金额);
        return [row.商户订单号, Number(yuan.replace('.', '')), isPayment ? 'payment' : 'refund'];
      }),
    );
  });

  it.each([publicKeySerial, certificateSerial])(
    'is served by the simulator under %s: a query, a refund and what became of it',
    async (platformSerial) => {
      const number = platformSerial.slice(-8);
      const charge = {
        orderNumber: `order-${number}`,
        way: 'presented',
        amountMinor: 800,
      } as const;
      const code = codeFor('paid', platformSerial.length);
      const account = simulatorAccount(simulator.origin, folder, platformSerial);
      await createWechat(account, clock).charge({
        ...charge,
        code,
        description: 'Corner shop',
        expiresAt: 0,
      });

      const { merchantKey, platformKeys } = readTerminalKeys(folder);
      const plugin = new Wechatpay({
        mchid,
        serial: merchantSerial,
        privateKey: merchantKey.export({ type: 'pkcs8', format: 'pem' }),
        certs: Object.fromEntries(platformKeys),
        baseURL: `${simulator.origin}/`,
        headers: { 'Wechatpay-Serial': platformSerial },
        httpsAgent: new Agent({ ca: readFileSync(caPath) }),
      });
      const asked = await plugin
        .chain(`v3/pay/transactions/out-trade-no/${charge.orderNumber}`)
        .get({ params: { mchid } });
      expect(asked.data).toMatchObject({ trade_state: 'SUCCESS', amount: { total: 800 } });

      const refunds = plugin.chain('v3/refund/domestic/refunds');
      const sent = await refunds.post({
        out_trade_no: charge.orderNumber,
        out_refund_no: `refund-${number}`,
        amount: { refund: 300, total: 800, currency: 'CNY' },
      });
      expect(sent.data).toMatchObject({ status: 'PROCESSING', amount: { refund: 300 } });
      const done = await plugin.chain(`v3/refund/domestic/refunds/refund-${number}`).get();
      expect(done.data).toMatchObject({ status: 'SUCCESS', out_trade_no: charge.orderNumber });
      // and the terminal hears of the plugin's refund what the plugin hears
      const port = createWechat(account, clock).refunds;
      const request = { order: charge, refundNumber: `refund-${number}`, amountMinor: 300 };
      expect(await port?.query({ ...request, reason: '' })).toMatchObject({ kind: 'refunded' });
    },
  );
});
