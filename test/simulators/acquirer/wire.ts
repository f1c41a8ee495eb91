/** The acquirer's half of the signature, written from the document and not from the terminal's code. */
import { createSign, createVerify, type KeyObject } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Tongue } from './messages.ts';
import type { Refusal } from './scenarios.ts';

const skewS = 300;

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

function headerOf(request: Asked, name: string): string {
  return String(request.headers[name.toLowerCase()] ?? '');
}

/** Null when the request is a merchant's and fresh, else what is wrong with it. */
export function faultOfRequest(
  request: Asked,
  body: Buffer,
  names: Tongue['headers'],
  merchants: ReadonlyMap<string, KeyObject>,
  usedNonces: Set<string>,
  nowMs: number,
): Refusal | null {
  const key = merchants.get(headerOf(request, names.merchant));
  const timestamp = headerOf(request, names.timestamp);
  const nonce = headerOf(request, names.nonce);
  if (!key) return 'not-permitted';
  if (!/^[0-9]{1,12}$/.test(timestamp) || !/^[0-9A-Za-z]{16,64}$/.test(nonce)) {
    return 'signature-wrong';
  }
  const verifier = createVerify('RSA-SHA256')
    .update(`${request.method}\n${request.url}\n${timestamp}\n${nonce}\n`)
    .update(body)
    .update('\n');
  if (!verifier.verify(key, headerOf(request, names.signature), 'base64')) return 'signature-wrong';
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) >= skewS) return 'clock-wrong';
  if (usedNonces.has(nonce)) return 'signature-wrong';
  usedNonces.add(nonce);
  return null;
}

/** The headers of a genuine answer to `request`. @param timestampS by the acquirer's clock */
export function signatureHeaders(
  request: Asked,
  body: string,
  names: Tongue['headers'],
  key: KeyObject,
  timestampS: number,
): Record<string, string> {
  const nonce = String(request.headers[names.nonce.toLowerCase()] ?? '');
  const lines = [request.method, request.url, timestampS, nonce, body, ''].join('\n');
  return {
    [names.timestamp]: String(timestampS),
    [names.signature]: createSign('RSA-SHA256').update(lines).sign(key, 'base64'),
  };
}
