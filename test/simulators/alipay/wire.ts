/** Alipay's half of both signatures, written from the protocol and not from the terminal's code. */
import { createSign, createVerify, type KeyObject, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { appCertSn, appId, rootCertSn } from './keys.ts';

const scheme = 'ALIPAY-SHA256withRSA ';
const skewMsMax = 300_000;

export type Authorization = {
  /** Null when the request is the application's and fresh, else what is wrong with it. */
  readonly fault: string | null;
  readonly isCertificateMode: boolean;
};

/** A request of OpenAPI v3: what is signed is the header's own text, and then the request. */
export function authorizationOf(
  request: IncomingMessage,
  body: string,
  appKey: KeyObject,
  usedNonces: Set<string>,
  nowMs: number,
): Authorization {
  const header = request.headers.authorization ?? '';
  const [authText = '', signature = ''] = header.slice(scheme.length).split(',sign=');
  const fields = new Map(authText.split(',').map((field) => twoOf(field)));
  const certSn = fields.get('app_cert_sn');
  const isCertificateMode = certSn !== undefined;
  const no = (fault: string | null): Authorization => ({ fault, isCertificateMode });

  if (!header.startsWith(scheme)) return no('missing-signature');
  if (fields.get('app_id') !== appId) return no('invalid-app-id');
  if (isCertificateMode && certSn !== appCertSn) return no('invalid-app-cert-sn');
  if (isCertificateMode && request.headers['alipay-root-cert-sn'] !== rootCertSn) {
    return no('invalid-alipay-root-cert-sn');
  }
  if (!(Math.abs(nowMs - Number(fields.get('timestamp'))) < skewMsMax)) {
    return no('invalid-timestamp');
  }
  const nonce = fields.get('nonce') ?? '';
  if (nonce === '' || usedNonces.has(nonce)) return no('invalid-nonce');
  usedNonces.add(nonce);
  const text = `${authText}\n${request.method}\n${request.url}\n${body}\n`;
  return no(isSignedBy(appKey, text, signature) ? null : 'invalid-signature');
}

/** OpenAPI 2.0: all parameters but `sign`, sorted, joined, not encoded. */
export function faultOfParameters(
  parameters: ReadonlyMap<string, string>,
  appKey: KeyObject,
): string | null {
  if (parameters.get('app_id') !== appId) return 'isv.invalid-app-id';
  if (parameters.get('sign_type') !== 'RSA2') return 'isv.invalid-signature-type';
  if (parameters.has('app_cert_sn') && parameters.get('app_cert_sn') !== appCertSn) {
    return 'isv.invalid-app-cert-sn';
  }
  const text = [...parameters]
    .filter(([name]) => name !== 'sign')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const isGenuine = isSignedBy(appKey, text, parameters.get('sign') ?? '');
  return isGenuine ? null : 'isv.invalid-signature';
}

/** The headers of a genuine v3 answer over the body's bytes. */
export function signatureHeaders(
  key: KeyObject,
  body: string,
  timestampMs: number,
  sn?: string,
): Record<string, string> {
  const timestamp = String(timestampMs);
  const nonce = randomUUID();
  return {
    'alipay-timestamp': timestamp,
    'alipay-nonce': nonce,
    'alipay-signature': signed(key, `${timestamp}\n${nonce}\n${body}\n`),
    ...(sn === undefined ? {} : { 'alipay-sn': sn }),
  };
}

export function signed(key: KeyObject, text: string): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign(key, 'base64');
}

function isSignedBy(key: KeyObject, text: string, signature: string): boolean {
  return createVerify('RSA-SHA256').update(text, 'utf8').verify(key, signature, 'base64');
}

function twoOf(field: string): [string, string] {
  const at = field.indexOf('=');
  return [field.slice(0, at), field.slice(at + 1)];
}
