import { type KeyObject, sign, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { limits } from '../../contract/limits.ts';
import type { Dialect } from './dialect.ts';

export type SignedParts = {
  /** Of the request, for an answer too. */
  readonly method: 'GET' | 'POST';
  /** Path and query of the request exactly as they stand in the request line. */
  readonly path: string;
  /** Seconds since 1970, by the clock of the side that signs. */
  readonly timestampS: number | string;
  /** Of the request, for an answer too: an answer to another question does not fit. */
  readonly nonce: string;
  /** The raw body; nothing for a GET. */
  readonly body: Buffer;
};

/** The five lines that both sides sign, each ended by a line feed, an empty body too. */
export function signedBytes({ method, path, timestampS, nonce, body }: SignedParts): Buffer {
  const head = Buffer.from(`${method}\n${path}\n${timestampS}\n${nonce}\n`);
  return Buffer.concat([head, body, Buffer.from('\n')]);
}

/** The headers that say who asks, when, and prove it: SHA-256 with RSA, PKCS#1 v1.5, in base64. */
export function requestHeaders(
  names: Dialect['headers'],
  merchantNumber: string,
  key: KeyObject,
  parts: SignedParts,
): Record<string, string> {
  return {
    [names.merchant]: merchantNumber,
    [names.timestamp]: String(parts.timestampS),
    [names.nonce]: parts.nonce,
    [names.signature]: sign('sha256', signedBytes(parts), key).toString('base64'),
  };
}

/**
 * - `genuine`: the acquirer's answer to this very request, made less than 300 s from our time
 * - `stale`: as genuine, but by a clock that is 300 s or more from ours
 * - `forged`: anything else that has a signature; `unsigned`: nothing that looks like one
 */
export type Verdict = 'genuine' | 'stale' | 'forged' | 'unsigned';

/** @param asked the request; its body plays no part. */
export function verifyAnswer(
  names: Dialect['headers'],
  headers: IncomingHttpHeaders,
  body: Buffer,
  asked: Pick<SignedParts, 'method' | 'path' | 'nonce'>,
  key: KeyObject,
  nowMs: number,
): Verdict {
  const signature = header(headers, names.signature);
  const timestampS = header(headers, names.timestamp);
  if (signature === '') return 'unsigned';
  if (!/^[0-9]{1,12}$/.test(timestampS)) return 'forged';
  const { method, path, nonce } = asked;
  const bytes = signedBytes({ method, path, timestampS, nonce, body });
  if (!verify('sha256', bytes, key, Buffer.from(signature, 'base64'))) return 'forged';
  return Math.abs(nowMs - Number(timestampS) * 1_000) < limits.clockSkewMs ? 'genuine' : 'stale';
}

function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name.toLowerCase()];
  return typeof value === 'string' ? value : '';
}
