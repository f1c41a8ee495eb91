import { createPublicKey, type KeyObject } from 'node:crypto';

/** What stands before the 32 bytes of an Ed25519 key in DER. RFC 8410, 4 and 10.1. */
const header = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * An Ed25519 public key from the base64 of its DER (SPKI).
 * @returns null when it is none.
 */
export function parsePublicKey(text: string): KeyObject | null {
  const key = Buffer.from(text, 'base64');
  const isEd25519 = key.length === header.length + 32 && key.subarray(0, 12).equals(header);
  return isEd25519 ? createPublicKey({ key, format: 'der', type: 'spki' }) : null;
}
