import { type KeyObject, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { limits } from '../../contract/limits.ts';
import type { AlipayTrust } from './account.ts';

export type Verdict = 'genuine' | 'unsigned' | 'forged';

/**
 * Judges an answer by its `alipay-*` headers over the body's raw bytes: Alipay writes slashes as `\/`,
 * so that JSON read and written again is another text (payment-facts 2.2, 2.3). A signature by an
 * unknown certificate or one made 300 s or more from our time is as bad as a wrong one.
 */
export function verifyAnswer(
  headers: IncomingHttpHeaders,
  body: Buffer,
  trust: AlipayTrust,
  nowMs: number,
): Verdict {
  const signature = header(headers, 'alipay-signature');
  if (signature === '') return 'unsigned';

  const key = keyOf(trust, header(headers, 'alipay-sn'));
  const timestamp = header(headers, 'alipay-timestamp');
  if (!key || !/^[0-9]{1,15}$/.test(timestamp)) return 'forged';
  if (Math.abs(nowMs - Number(timestamp)) >= limits.clockSkewMs) return 'forged';
  const nonce = header(headers, 'alipay-nonce');
  const text = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')]);
  return verify('sha256', text, key, Buffer.from(signature, 'base64')) ? 'genuine' : 'forged';
}

function keyOf(trust: AlipayTrust, sn: string): KeyObject | undefined {
  return trust.kind === 'key' ? trust.alipayKey : trust.alipayKeys.get(sn);
}

function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
