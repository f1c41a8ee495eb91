import { createHash, type KeyObject, sign, verify } from 'node:crypto';

/** What one signature covers: nothing of a request can be changed, moved or sent twice. */
export type SignedParts = {
  /** Upper case. */
  readonly method: string;
  /** Path with its query, exactly as sent. */
  readonly path: string;
  /** UTC milliseconds, decimal. */
  readonly timestamp: string;
  readonly nonce: string;
  /** The bytes that travel, so after compression. */
  readonly body: Uint8Array;
};

/** Ed25519 over `METHOD\npath\ntimestamp\nnonce\nsha256(body)`, base64. */
export function signRequest(parts: SignedParts, privateKey: KeyObject): string {
  return sign(null, signedText(parts), privateKey).toString('base64');
}

export function isSignedBy(parts: SignedParts, signature: string, publicKey: KeyObject): boolean {
  return verify(null, signedText(parts), publicKey, Buffer.from(signature, 'base64'));
}

function signedText({ method, path, timestamp, nonce, body }: SignedParts): Buffer {
  const digest = createHash('sha256').update(body).digest('hex');
  return Buffer.from([method, path, timestamp, nonce, digest].join('\n'), 'utf8');
}
