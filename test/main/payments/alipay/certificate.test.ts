import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  certificateSn,
  certificatesIn,
  rootCertificateSn,
} from '../../../../main/payments/alipay/certificate.ts';
import { readAlipayTrust, readAppKey } from '../../../../main/payments/alipay/keys.ts';
import { alipayCertSn, appCertSn, rootCertSn } from '../../../simulators/alipay/keys.ts';

const folder = new URL('../../../simulators/alipay/certificates/', import.meta.url);

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

const app = read('app-certificate.crt');
const alipay = read('alipay-certificate.crt');
const roots = read('root-certificates.crt');

describe('a certificate’s SN', () => {
  it('is what alipay-sdk computes', () => {
    expect(certificateSn(app)).toBe(appCertSn);
    expect(certificateSn(alipay)).toBe(alipayCertSn);
  });

  it('of the roots leaves out what is not signed with RSA', () => {
    expect(certificatesIn(roots)).toHaveLength(3);
    expect(rootCertificateSn(roots)).toBe(rootCertSn);
    expect(rootCertSn.split('_')).toHaveLength(2);
  });

  it('does not depend on line ends, nor on what stands between the certificates', () => {
    const asWindows = `Bag Attributes\r\n${roots.replaceAll('\n', '\r\n')}\r\n`;
    expect(rootCertificateSn(asWindows)).toBe(rootCertSn);
  });
});

describe('what a technician brings in', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const curve = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const invalid = expect.objectContaining({
    failure: expect.objectContaining({ code: 'account.key-invalid' }),
  });

  it('is believed by Alipay’s certificate, the first of its file', () => {
    const trust = readAlipayTrust({
      kind: 'certificate',
      appCertificate: app,
      alipayCertificate: alipay,
      rootCertificates: roots,
    });
    expect(trust).toMatchObject({ appCertSn, rootCertSn });
    const keys = trust.kind === 'certificate' ? [...trust.alipayKeys] : [];
    expect(keys.map(([sn]) => sn)).toEqual([alipayCertSn]);
    const own = createPublicKey(read('alipay.key'));
    expect(keys[0]?.[1].equals(own)).toBe(true);
  });

  it('may be keys as Alipay’s console and its key tool show them, without a frame', () => {
    const spki = rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const trust = readAlipayTrust({ kind: 'key', alipayPublicKey: spki });
    expect(trust.kind === 'key' && trust.alipayKey.equals(rsa.publicKey)).toBe(true);
    for (const type of ['pkcs1', 'pkcs8'] as const) {
      const bare = rsa.privateKey.export({ type, format: 'der' }).toString('base64');
      expect(readAppKey(bare).equals(rsa.privateKey)).toBe(true);
      const framed = rsa.privateKey.export({ type, format: 'pem' }).toString();
      expect(readAppKey(framed).equals(rsa.privateKey)).toBe(true);
    }
  });

  it('is refused when it is none of that, and nothing of it is repeated', () => {
    const elliptic = curve.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const text of ['', 'secret words', elliptic, app]) {
      expect(() => readAppKey(text)).toThrow(invalid);
      expect(() => readAppKey(text)).not.toThrow(/secret/);
    }
    const whole = { appCertificate: app, alipayCertificate: alipay, rootCertificates: roots };
    for (const missing of Object.keys(whole)) {
      const text = { kind: 'certificate', ...whole, [missing]: 'none' } as const;
      expect(() => readAlipayTrust(text)).toThrow(invalid);
    }
    expect(() => readAlipayTrust({ kind: 'key', alipayPublicKey: 'none' })).toThrow(invalid);
  });
});
