import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { PosError } from '../../contract/failure.ts';
import type { AlipayTrust } from './account.ts';
import { certificatesIn, rootCertificateSn, snOf } from './certificate.ts';

/** What a technician brings in of Alipay's console, besides the application's private key. */
export type AlipayTrustText =
  | { readonly kind: 'key'; readonly alipayPublicKey: string }
  | {
      readonly kind: 'certificate';
      readonly appCertificate: string;
      readonly alipayCertificate: string;
      readonly rootCertificates: string;
    };

/**
 * Whom to believe, from PEM; the bare base64 that Alipay's console shows is read too.
 * @throws PosError `account.key-invalid`
 */
export function readAlipayTrust(text: AlipayTrustText): AlipayTrust {
  return orKeyInvalid(() => {
    if (text.kind === 'key') return { kind: 'key', alipayKey: publicKey(text.alipayPublicKey) };
    const [app] = certificatesIn(text.appCertificate);
    const [alipay] = certificatesIn(text.alipayCertificate);
    const rootCertSn = rootCertificateSn(text.rootCertificates);
    if (!app || !alipay || rootCertSn === '') throw new TypeError('a certificate is missing');
    return {
      kind: 'certificate',
      appCertSn: snOf(app),
      rootCertSn,
      alipayKeys: new Map([[snOf(alipay), rsa(alipay.publicKey)]]),
    };
  });
}

/**
 * The application's private key: PEM, or the bare base64 of Alipay's key tool (PKCS#8 or PKCS#1).
 * @throws PosError `account.key-invalid`
 */
export function readAppKey(text: string): KeyObject {
  return orKeyInvalid(() => {
    if (isPem(text)) return rsa(createPrivateKey(text));
    const key = Buffer.from(text, 'base64');
    // PKCS#8 says after the version which algorithm the key is for; PKCS#1 goes on with the modulus
    const type = key.includes(rsaOid) ? 'pkcs8' : 'pkcs1';
    return rsa(createPrivateKey({ key, format: 'der', type }));
  });
}

/** 1.2.840.113549.1.1.1 in DER, as it stands in front of a PKCS#8 RSA key. */
const rsaOid = Buffer.from('06092a864886f70d010101', 'hex');

function publicKey(text: string): KeyObject {
  if (isPem(text)) return rsa(createPublicKey(text));
  const key = Buffer.from(text, 'base64');
  return rsa(createPublicKey({ key, format: 'der', type: 'spki' }));
}

function isPem(text: string): boolean {
  return text.includes('-----BEGIN ');
}

function rsa(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'rsa') throw new TypeError('not an RSA key');
  return key;
}

/** The cause is left behind on purpose: what a parser says of a private key may quote from it. */
function orKeyInvalid<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const message = 'no key or certificate that Alipay uses';
    throw new PosError({ code: 'account.key-invalid', message, retry: 'after-fix' });
  }
}
