import { type KeyObject, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { limits } from '../../contract/limits.ts';

/**
 * WeChat's keys by serial: a platform certificate's serial number, or a public key's id
 * (`PUB_KEY_ID_…`). Both may be in use at once while an account moves from one to the other.
 */
export type PlatformKeys = ReadonlyMap<string, KeyObject>;

export type Verdict = 'genuine' | 'unsigned' | 'forged';

/**
 * Judges an answer by its `Wechatpay-*` headers over the body's raw bytes. A signature by an unknown
 * key or one made 300 s or more from our time is as bad as a wrong one.
 */
export function verifyAnswer(
  headers: IncomingHttpHeaders,
  body: Buffer,
  keys: PlatformKeys,
  nowMs: number,
): Verdict {
  const signature = header(headers, 'wechatpay-signature');
  const timestamp = header(headers, 'wechatpay-timestamp');
  const nonce = header(headers, 'wechatpay-nonce');
  const serial = header(headers, 'wechatpay-serial');
  if (signature === '' && timestamp === '' && nonce === '' && serial === '') return 'unsigned';

  const key = keys.get(serial);
  if (!key || !/^[0-9]{1,12}$/.test(timestamp)) return 'forged';
  if (Math.abs(nowMs - Number(timestamp) * 1_000) >= limits.clockSkewMs) return 'forged';
  const text = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')]);
  return verify('sha256', text, key, Buffer.from(signature, 'base64')) ? 'genuine' : 'forged';
}

function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
