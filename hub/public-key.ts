import { createPublicKey, type KeyObject } from 'node:crypto';

/** Reads an Ed25519 public key (SPKI DER, base64); null for anything else. */
export function readPublicKey(spki: string): KeyObject | null {
  try {
    const key = createPublicKey({
      key: Buffer.from(spki, 'base64'),
      format: 'der',
      type: 'spki',
    });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch (error) {
    // What OpenSSL says to bytes that are no key comes with and without a code.
    if (error instanceof Error) return null;
    throw error;
  }
}
