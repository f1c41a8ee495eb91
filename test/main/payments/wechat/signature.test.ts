import { createVerify, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorization, signedText } from '../../../../main/payments/wechat/sign.ts';
import { verifyAnswer } from '../../../../main/payments/wechat/verify.ts';
import { signatureHeaders } from '../../../simulators/wechat/wire.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const serial = 'PUB_KEY_ID_1';
const keys = new Map([[serial, pair.publicKey]]);

/** As they arrive: Node writes header names in lower case. */
function received(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([k, value]) => [k.toLowerCase(), value]));
}

const answer = '{"trade_state":"SUCCESS","描述":"支付成功"}';

function judge(changed: Record<string, string> = {}, body = answer, nowMs = Date.now()) {
  const headers = received(signatureHeaders(serial, pair.privateKey, answer));
  return verifyAnswer({ ...headers, ...changed }, Buffer.from(body), keys, nowMs);
}

describe('our signature', () => {
  // payment-facts 3.4: five lines, an empty body is an empty line
  it('is over five lines, each with its line feed', () => {
    const path = '/v3/pay/transactions/out-trade-no/A1?mchid=1900000001';
    const parts = {
      method: 'GET',
      path,
      timestampS: 1554208460,
      nonce: '593BEC',
      body: '',
    } as const;
    expect(signedText(parts)).toBe(`GET\n${path}\n1554208460\n593BEC\n\n`);
  });

  it('stands in the header with the merchant, the nonce, the time and the serial', () => {
    const parts = {
      method: 'POST',
      path: '/v3/pay/transactions/codepay',
      timestampS: 1_700_000_000,
      nonce: 'abc',
      body: '{"描述":"小店"}',
    } as const;
    const signer = { mchid: '1900000001', serialNo: '1DDE', privateKey: pair.privateKey };
    const header = authorization(signer, parts);
    const found =
      /^WECHATPAY2-SHA256-RSA2048 mchid="1900000001",nonce_str="abc",timestamp="1700000000",serial_no="1DDE",signature="([A-Za-z0-9+/=]+)"$/.exec(
        header,
      );
    const verifier = createVerify('RSA-SHA256').update(
      'POST\n/v3/pay/transactions/codepay\n1700000000\nabc\n{"描述":"小店"}\n',
    );
    expect(verifier.verify(pair.publicKey, found?.[1] ?? '', 'base64')).toBe(true);
  });
});

describe('WeChat’s signature', () => {
  it('is accepted over the raw bytes', () => {
    expect(judge()).toBe('genuine');
  });

  it('is accepted over an empty body', () => {
    const headers = received(signatureHeaders(serial, pair.privateKey, ''));
    expect(verifyAnswer(headers, Buffer.alloc(0), keys, Date.now())).toBe('genuine');
  });

  it('is refused when any byte of the body changed', () => {
    fc.assert(
      fc.property(
        fc.nat(Buffer.byteLength(answer) - 1),
        fc.integer({ min: 1, max: 255 }),
        (at, x) => {
          const body = Buffer.from(answer);
          body[at] = (body[at] ?? 0) ^ x;
          const headers = received(signatureHeaders(serial, pair.privateKey, answer));
          return verifyAnswer(headers, body, keys, Date.now()) === 'forged';
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is refused when it was made by a stranger or under an unknown serial', () => {
    const forged = received(signatureHeaders(serial, stranger.privateKey, answer));
    expect(judge(forged)).toBe('forged');
    expect(judge({ 'wechatpay-serial': 'PUB_KEY_ID_2' })).toBe('forged');
    expect(judge({ 'wechatpay-nonce': 'another' })).toBe('forged');
    expect(judge({ 'wechatpay-timestamp': 'soon' })).toBe('forged');
    expect(judge({ 'wechatpay-signature': 'no base64 at all' })).toBe('forged');
  });

  it('is refused 300 seconds off, on either side, and accepted just before', () => {
    const headers = received(signatureHeaders(serial, pair.privateKey, answer));
    const madeMs = Number(headers['wechatpay-timestamp']) * 1_000;
    const at = (offsetMs: number) =>
      verifyAnswer(headers, Buffer.from(answer), keys, madeMs + offsetMs);
    expect([at(-300_000), at(-299_999), at(299_999), at(300_000)]).toEqual([
      'forged',
      'genuine',
      'genuine',
      'forged',
    ]);
  });

  it('is chosen by serial while an account moves from certificate to public key', () => {
    const both = new Map([...keys, ['5157F09E', stranger.publicKey]]);
    const headers = received(signatureHeaders('5157F09E', stranger.privateKey, answer));
    expect(verifyAnswer(headers, Buffer.from(answer), both, Date.now())).toBe('genuine');
  });

  it('may be missing altogether, which is not the same as forged', () => {
    expect(verifyAnswer({}, Buffer.from(answer), keys, Date.now())).toBe('unsigned');
    expect(judge({ 'wechatpay-signature': '' })).toBe('forged');
  });
});
