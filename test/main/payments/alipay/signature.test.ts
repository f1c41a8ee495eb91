import { createVerify, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlipayTrust } from '../../../../main/payments/alipay/account.ts';
import { createAlipay } from '../../../../main/payments/alipay/alipay.ts';
import { authorization, signedText } from '../../../../main/payments/alipay/sign.ts';
import { verifyAnswer } from '../../../../main/payments/alipay/verify.ts';
import { caPath } from '../../../simulators/alipay/server.ts';
import { signatureHeaders } from '../../../simulators/alipay/wire.ts';
import { clock } from './lab.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const trust: AlipayTrust = { kind: 'key', alipayKey: pair.publicKey };
const certificates: AlipayTrust = {
  kind: 'certificate',
  appCertSn: 'a',
  rootCertSn: 'r',
  alipayKeys: new Map([['sn1', pair.publicKey]]),
};

const paid =
  '{"trade_no":"2026","out_trade_no":"order-1","trade_status":"TRADE_SUCCESS","total_amount":"12.50","store_name":"小店\\/1"}';

function headersOf(body = paid, sn?: string, key = pair.privateKey) {
  return signatureHeaders(key, body, Date.now(), sn);
}

describe('our signature', () => {
  // payment-facts 2.3
  it('is over the header’s own text, the method, the path and the body', () => {
    const parts = { method: 'POST', path: '/v3/a?b=c', timestampMs: 17, nonce: 'n', body: '{}' };
    const signer = { appId: '2021', appKey: pair.privateKey };
    const post = { ...parts, method: 'POST' } as const;
    const get = { ...parts, method: 'GET', body: '' } as const;
    expect(signedText(signer, post)).toBe(
      'app_id=2021,nonce=n,timestamp=17\nPOST\n/v3/a?b=c\n{}\n',
    );
    expect(signedText({ ...signer, appCertSn: 'c5' }, get)).toBe(
      'app_id=2021,app_cert_sn=c5,nonce=n,timestamp=17\nGET\n/v3/a?b=c\n\n',
    );
  });

  it('stands behind what it signs', () => {
    const signer = { appId: '2021', appCertSn: 'c5', appKey: pair.privateKey };
    const body = '{"subject":"小店"}';
    const parts = { method: 'POST', path: '/v3/a', timestampMs: 17, nonce: 'n', body } as const;
    const found =
      /^ALIPAY-SHA256withRSA (app_id=2021,app_cert_sn=c5,nonce=n,timestamp=17),sign=([A-Za-z0-9+/=]+)$/.exec(
        authorization(signer, parts),
      );
    const verifier = createVerify('RSA-SHA256').update(`${found?.[1]}\nPOST\n/v3/a\n${body}\n`);
    expect(verifier.verify(pair.publicKey, found?.[2] ?? '', 'base64')).toBe(true);
  });
});

describe('Alipay’s signature', () => {
  const judge = (
    changed: Record<string, string> = {},
    by: AlipayTrust = trust,
    body = paid,
    sn?: string,
  ) => verifyAnswer({ ...headersOf(paid, sn), ...changed }, Buffer.from(body), by, Date.now());

  it('is accepted over the raw bytes, and refused over the same JSON written again', () => {
    expect(judge()).toBe('genuine');
    expect(judge({}, trust, JSON.stringify(JSON.parse(paid)))).toBe('forged');
  });

  it('is refused when it was made by a stranger, or anything it covers changed', () => {
    expect(judge(headersOf(paid, undefined, stranger.privateKey))).toBe('forged');
    expect(judge({ 'alipay-nonce': 'another' })).toBe('forged');
    expect(judge({ 'alipay-timestamp': 'soon' })).toBe('forged');
    expect(judge({ 'alipay-signature': 'no base64 at all' })).toBe('forged');
  });

  it('is looked up by the certificate’s SN in certificate mode', () => {
    expect(judge({}, certificates, paid, 'sn1')).toBe('genuine');
    expect(judge({}, certificates, paid, 'sn2')).toBe('forged');
    expect(judge({}, certificates)).toBe('forged');
  });

  it('is refused 300 seconds off, on either side, and accepted just before', () => {
    const headers = headersOf();
    const madeMs = Number(headers['alipay-timestamp']);
    const at = (offsetMs: number) =>
      verifyAnswer(headers, Buffer.from(paid), trust, madeMs + offsetMs);
    expect([-300_000, -299_999, 299_999, 300_000].map(at)).toEqual([
      'forged',
      'genuine',
      'genuine',
      'forged',
    ]);
  });

  it('may be missing, as in Alipay’s errors, which is not the same as forged', () => {
    expect(judge({ 'alipay-signature': '' })).toBe('unsigned');
    expect(verifyAnswer({}, Buffer.from(paid), trust, Date.now())).toBe('unsigned');
  });
});

describe('an answer that was tampered with on the way', () => {
  const server = createServer({ cert: readFileSync(caPath), key: readFileSync(tlsKey()) });
  let answer: { readonly headers: Record<string, string>; readonly body: Buffer };
  let origin = '';

  beforeAll(async () => {
    server.on('request', (request, response) => {
      request.resume();
      response.writeHead(200, answer.headers).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address !== null && typeof address === 'object') {
      origin = `https://127.0.0.1:${address.port}`;
    }
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  async function ask(): Promise<string> {
    const account = {
      accountId: 'alipay',
      appId: '2021',
      appKey: stranger.privateKey,
      trust,
      origin,
      ca: readFileSync(caPath, 'utf8'),
      storeId: '',
      terminalId: '',
    };
    const order = { orderNumber: 'order-1', way: 'presented', amountMinor: 1_250 } as const;
    return (await createAlipay(account, clock).query(order)).kind;
  }

  it('is paid as it was, and never with any byte changed', async () => {
    answer = { headers: headersOf(), body: Buffer.from(paid) };
    expect(await ask()).toBe('paid');
    const bytes = Buffer.byteLength(paid);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes - 1), fc.integer({ min: 1, max: 255 }), async (at, x) => {
        const body = Buffer.from(paid);
        body[at] = (body[at] ?? 0) ^ x;
        answer = { headers: headersOf(), body };
        expect(await ask()).toBe('unknown');
      }),
      { numRuns: 100 },
    );
  });

  it('is never paid cut short, grown, under another header or with none', async () => {
    const whole = headersOf();
    const shorter = Buffer.from(paid).subarray(0, -1);
    for (const body of [shorter, Buffer.from(`${paid} `), Buffer.alloc(0)]) {
      answer = { headers: whole, body };
      expect(await ask()).toBe('unknown');
    }
    for (const name of Object.keys(whole)) {
      const { [name]: value = '', ...rest } = whole;
      const changed = value.startsWith('1') ? `2${value.slice(1)}` : `1${value.slice(1)}`;
      for (const headers of [rest, { ...rest, [name]: changed }]) {
        answer = { headers, body: Buffer.from(paid) };
        expect(await ask()).toBe('unknown');
      }
    }
  });
});

function tlsKey(): string {
  return caPath.replace(/pem$/, 'key');
}
