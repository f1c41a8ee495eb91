import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  X509Certificate,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PosError } from '../../../../main/contract/failure.ts';
import { readPlatformKeys } from '../../../../main/payments/wechat/platform-keys.ts';
import { verifyAnswer } from '../../../../main/payments/wechat/verify.ts';
import { certificateSerial } from '../../../simulators/wechat/keys.ts';
import { caPath } from '../../../simulators/wechat/server.ts';
import { signatureHeaders } from '../../../simulators/wechat/wire.ts';

const certificates = new URL('../../../simulators/wechat/certificates/', import.meta.url);
const certificatePem = readFileSync(new URL('platform.pem', certificates), 'utf8');
const certificateKey = createPrivateKey(readFileSync(new URL('platform.key', certificates)));
const { serialNumber } = new X509Certificate(certificatePem);

const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const publicPem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const body = '{"trade_state":"SUCCESS"}';

function judge(
  serial: string,
  key: typeof certificateKey,
  keys: ReturnType<typeof readPlatformKeys>,
) {
  const headers = Object.entries(signatureHeaders(serial, key, body));
  const received = Object.fromEntries(headers.map(([name, text]) => [name.toLowerCase(), text]));
  return verifyAnswer(received, Buffer.from(body), keys, Date.now());
}

function refusalOf(pems: Record<string, string>): string | null {
  try {
    readPlatformKeys(pems);
  } catch (error) {
    if (error instanceof PosError) return error.failure.code;
    throw error;
  }
  return null;
}

describe('WeChat’s keys in the settings', () => {
  it('may be a public key and a platform certificate at once, and either signs', () => {
    const keys = readPlatformKeys({ PUB_KEY_ID_1: publicPem, [serialNumber]: certificatePem });
    expect(judge('PUB_KEY_ID_1', pair.privateKey, keys)).toBe('genuine');
    expect(judge(serialNumber, certificateKey, keys)).toBe('genuine');
    expect(judge(serialNumber, pair.privateKey, keys)).toBe('forged');
    expect(judge('PUB_KEY_ID_1', certificateKey, keys)).toBe('forged');
  });

  it('are the same key whether they come bare or in a certificate', () => {
    const keys = readPlatformKeys({ [serialNumber]: certificatePem });
    const bare = createPublicKey(certificateKey);
    expect(keys.get(serialNumber)?.equals(bare)).toBe(true);
  });

  it('are refused when they are no keys, not RSA, or under another’s serial', () => {
    const curve = generateKeyPairSync('ed25519').publicKey;
    const curvePem = curve.export({ type: 'spki', format: 'pem' }).toString();
    expect(refusalOf({ PUB_KEY_ID_1: 'nonsense' })).toBe('account.key-invalid');
    expect(refusalOf({ PUB_KEY_ID_1: curvePem })).toBe('account.key-invalid');
    const { serialNumber: curveSerial } = new X509Certificate(readFileSync(caPath));
    expect(refusalOf({ [curveSerial]: readFileSync(caPath, 'utf8') })).toBe('account.key-invalid');
    expect(serialNumber).toBe(certificateSerial);
    expect(refusalOf({ '5157F09E': certificatePem })).toBe('account.key-invalid');
    expect(refusalOf({ [serialNumber.toLowerCase()]: certificatePem })).toBe(null);
  });
});
