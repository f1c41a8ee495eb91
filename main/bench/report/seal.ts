import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import * as v from 'valibot';

/** A report and who vouches for it. What is signed is the report's own JSON text, without spaces. */
const sealedReport = v.object({
  format: v.literal('saoma-report'),
  version: v.literal(1),
  report: v.record(v.string(), v.unknown()),
  /** SHA-256 over the report's text, hex. */
  hash: v.string(),
  /** Ed25519 over the 32 bytes of the hash, base64. */
  signature: v.string(),
  /** SPKI DER, base64; compare it with the key in the terminal's journal. */
  publicKey: v.string(),
});
export type SealedReport = v.InferOutput<typeof sealedReport>;

export function sealReport(report: Record<string, unknown>, key: KeyObject): SealedReport {
  const hash = hashOf(report);
  return {
    format: 'saoma-report',
    version: 1,
    report,
    hash: hash.toString('hex'),
    signature: sign(null, hash, key).toString('base64'),
    publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

export type Verdict =
  | { readonly isGenuine: true; readonly report: SealedReport['report'] }
  | { readonly isGenuine: false; readonly reason: 'form' | 'hash' | 'key' | 'signature' };

/**
 * Checks a report's file.
 * @param publicKey the terminal's key as its journal or the hub has it, SPKI DER, base64; null to
 *   believe the one in the report, which then proves only that nothing was changed.
 */
export function verifyReport(text: string, publicKey: string | null): Verdict {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), sealedReport), text);
  if (!parsed.success) return { isGenuine: false, reason: 'form' };
  const { report, hash, signature, publicKey: own } = parsed.output;
  if (hashOf(report).toString('hex') !== hash) return { isGenuine: false, reason: 'hash' };
  if (publicKey !== null && publicKey !== own) return { isGenuine: false, reason: 'key' };
  const key = keyOf(own);
  if (!key) return { isGenuine: false, reason: 'key' };
  const isSigned = verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64'));
  return isSigned ? { isGenuine: true, report } : { isGenuine: false, reason: 'signature' };
}

/** JSON read and written again is the same text: names keep their order, numbers their spelling. */
function hashOf(report: object): Buffer {
  return createHash('sha256').update(JSON.stringify(report), 'utf8').digest();
}

/** Null for what is no Ed25519 key. */
function keyOf(text: string): KeyObject | null {
  try {
    const key = createPublicKey({
      key: Buffer.from(text, 'base64'),
      format: 'der',
      type: 'spki',
    });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
