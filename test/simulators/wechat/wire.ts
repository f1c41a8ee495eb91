/** WeChat's half of the v3 signature, written from the protocol and not from the terminal's code. */
import {
  createPublicKey,
  createSign,
  createVerify,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { mchid, merchantSerial } from './keys.ts';

/** Null when the request is the merchant's and fresh, else what is wrong with it. */
export function faultOfRequest(
  request: IncomingMessage,
  body: string,
  merchant: KeyObject,
  usedNonces: Set<string>,
): string | null {
  const header = request.headers.authorization ?? '';
  const scheme = 'WECHATPAY2-SHA256-RSA2048 ';
  if (!header.startsWith(scheme)) return 'no authorization';
  const fields = new Map<string, string>();
  for (const [, name = '', value = ''] of header
    .slice(scheme.length)
    .matchAll(/(\w+)="([^"]*)"/g)) {
    fields.set(name, value);
  }
  const timestamp = fields.get('timestamp') ?? '';
  const nonce = fields.get('nonce_str') ?? '';
  if (fields.get('mchid') !== mchid) return 'wrong mchid';
  if (fields.get('serial_no') !== merchantSerial) return 'wrong serial_no';
  if (Math.abs(Date.now() / 1_000 - Number(timestamp)) > 300) return 'wrong timestamp';
  if (nonce === '' || usedNonces.has(nonce)) return 'nonce missing or used';
  usedNonces.add(nonce);
  const text = [request.method, request.url, timestamp, nonce, body, ''].join('\n');
  const verifier = createVerify('RSA-SHA256').update(text);
  const isGenuine = verifier.verify(
    createPublicKey(merchant),
    fields.get('signature') ?? '',
    'base64',
  );
  return isGenuine ? null : 'wrong signature';
}

/** The headers of a genuine answer. @param offsetS moves the clock that signs. */
export function signatureHeaders(
  serial: string,
  key: KeyObject,
  body: string,
  offsetS = 0,
): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000) + offsetS);
  const nonce = randomBytes(16).toString('hex');
  const text = [timestamp, nonce, body, ''].join('\n');
  return {
    'Wechatpay-Serial': serial,
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Signature': createSign('RSA-SHA256').update(text).sign(key, 'base64'),
  };
}
