import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Callback, readCallback } from '../../../../main/payments/wechat/callback.ts';
import { type Sealed, sealCallback } from '../../../simulators/wechat/callback.ts';
import { signatureHeaders } from '../../../simulators/wechat/wire.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const serial = 'PUB_KEY_ID_1';
const apiV3Key = randomBytes(32);
const mchid = '1230000109';
const secrets = { mchid, platformKeys: new Map([[serial, pair.publicKey]]), apiV3Key };
const sealer = { serial, key: pair.privateKey, apiV3Key };

const order = {
  mchid,
  appid: 'wxd678efh567hg6787',
  out_trade_no: 'order-1',
  transaction_id: '4200001',
  trade_type: 'NATIVE',
  trade_state: 'SUCCESS',
  amount: { total: 1_250, payer_total: 1_250, currency: 'CNY', payer_currency: 'CNY' },
  payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
};

const refund = {
  mchid,
  out_trade_no: 'order-1',
  transaction_id: '4200001',
  out_refund_no: 'refund-1',
  refund_id: '50001',
  refund_status: 'SUCCESS',
  amount: { total: 1_250, refund: 250, payer_total: 1_250, payer_refund: 250 },
};

function read({ headers, body }: Sealed, nowMs = Date.now()): Callback {
  return readCallback(headers, body, secrets, nowMs);
}

/** Signed by WeChat again, after its contents were changed: only the seal can tell. */
function resigned({ body }: Sealed, change: (resource: Record<string, string>) => void): Sealed {
  const event = JSON.parse(body.toString());
  change(event.resource);
  const text = JSON.stringify(event);
  const headers = Object.entries(signatureHeaders(serial, pair.privateKey, text));
  return {
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(text),
  };
}

const forged = { kind: 'refused', code: 'payment.signature-wrong' };

describe('a report from WeChat', () => {
  it('says what became of an order', () => {
    expect(read(sealCallback(order, 'transaction', sealer))).toEqual({
      kind: 'order',
      eventId: expect.any(String),
      orderNumber: 'order-1',
      answer: {
        kind: 'paid',
        providerRef: '4200001',
        paidMinor: 1_250,
        currency: 'CNY',
        payerHint: '…jWeS6o',
      },
    });
  });

  it.each([
    ['SUCCESS', { kind: 'refunded', refundedMinor: 250, providerRefundRef: '50001' }],
    ['CLOSED', { kind: 'declined', code: 'refund.not-possible' }],
    ['ABNORMAL', { kind: 'unknown', code: 'refund.not-possible' }],
  ])('says that a refund is %s', (refund_status, answer) => {
    expect(read(sealCallback({ ...refund, refund_status }, 'refund', sealer))).toMatchObject({
      kind: 'refund',
      orderNumber: 'order-1',
      refundNumber: 'refund-1',
      answer,
    });
  });

  it('is not believed when any byte of its body changed', () => {
    const sealed = sealCallback(order, 'transaction', sealer);
    fc.assert(
      fc.property(fc.nat(sealed.body.length - 1), fc.integer({ min: 1, max: 255 }), (at, x) => {
        const body = Buffer.from(sealed.body);
        body[at] = (body[at] ?? 0) ^ x;
        expect(read({ ...sealed, body })).toMatchObject(forged);
      }),
      { numRuns: 50 },
    );
  });

  it('is not believed 300 seconds later or earlier, nor without a signature', () => {
    const sealed = sealCallback(order, 'transaction', sealer);
    const madeMs = Number(sealed.headers['wechatpay-timestamp']) * 1_000;
    expect(read(sealed, madeMs + 299_999).kind).toBe('order');
    expect(read(sealed, madeMs + 300_000)).toMatchObject(forged);
    expect(read(sealed, madeMs - 300_000)).toMatchObject(forged);
    expect(read(sealCallback(order, 'transaction', sealer, -3_600))).toMatchObject(forged);
    expect(read({ ...sealed, headers: {} })).toMatchObject(forged);
  });

  it('is not believed when it was signed by another', () => {
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
    const sealed = sealCallback(order, 'transaction', { ...sealer, key: stranger });
    expect(read(sealed)).toMatchObject(forged);
  });

  it('is not opened with a broken tag, another key, another nonce or other associated data', () => {
    const sealed = sealCallback(order, 'transaction', sealer);
    const tampered = resigned(sealed, (resource) => {
      const bytes = Buffer.from(resource.ciphertext ?? '', 'base64');
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      resource.ciphertext = bytes.toString('base64');
    });
    expect(read(tampered)).toMatchObject(forged);
    const others: readonly [string, string][] = [
      ['associated_data', 'refund'],
      ['nonce', '0123456789ab'],
      ['ciphertext', 'c2hvcnQ='],
      ['ciphertext', ''],
    ];
    for (const [name, value] of others) {
      const changed = resigned(sealed, (resource) => {
        resource[name] = value;
      });
      expect(read(changed)).toMatchObject(forged);
    }
    const otherKey = { ...sealer, apiV3Key: randomBytes(32) };
    expect(read(sealCallback(order, 'transaction', otherKey))).toMatchObject(forged);
  });

  it('is refused when it is another merchant’s, another algorithm’s, or no report', () => {
    const refused = { kind: 'refused', code: 'payment.provider-error' };
    const foreign = sealCallback({ ...order, mchid: '1' }, 'transaction', sealer);
    expect(read(foreign)).toMatchObject(refused);
    expect(read(sealCallback({ mchid }, 'transaction', sealer))).toMatchObject(refused);
    expect(read(sealCallback({ mchid, refund_status: 'SUCCESS' }, 'refund', sealer))).toMatchObject(
      refused,
    );
    const other = resigned(sealCallback(order, 'transaction', sealer), (resource) => {
      resource.algorithm = 'AEAD_SM4_GCM';
    });
    expect(read(other)).toMatchObject(refused);
  });

  it('tells nothing of what it could not open', () => {
    const otherKey = { ...sealer, apiV3Key: randomBytes(32) };
    const refused = JSON.stringify(read(sealCallback(order, 'transaction', otherKey)));
    expect(refused).not.toContain('order-1');
    expect(refused).not.toContain(apiV3Key.toString('hex'));
  });
});
