import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';

/** Providers ask for RSA keys of this size and more (payment-facts 2.2, 3.4). */
const modulusBitsMin = 2_048;

/** What a file or a scanned code holds, as far as a provider's key goes. */
export type KeyText =
  | { readonly kind: 'private'; readonly pem: string; readonly fingerprint: string }
  | { readonly kind: 'public'; readonly pem: string; readonly fingerprint: string }
  | {
      readonly kind: 'certificate';
      readonly pem: string;
      readonly fingerprint: string;
      /** Upper-case hex, as WeChat names it. */
      readonly serial: string;
      /** UTC ms. */
      readonly expiresAt: number;
    };

/**
 * Reads a key as providers' consoles give it: PEM, or the bare base64 of its DER in one line, which is
 * what a scanned code holds. Null for anything that is no RSA key of 2048 bits.
 */
export function readKeyText(text: string): KeyText | null {
  const trimmed = text.trim();
  if (trimmed.includes('-----BEGIN CERTIFICATE-----')) return certificate(trimmed);
  for (const pem of trimmed.startsWith('-----BEGIN') ? [trimmed] : pemsOf(trimmed)) {
    const key = privateKey(pem) ?? publicKey(pem);
    if (key) return key;
  }
  return certificate(trimmed);
}

/** The DER in the wrappings that it can have. */
function pemsOf(base64: string): string[] {
  if (!/^[A-Za-z0-9+/=\s]{64,16384}$/.test(base64)) return [];
  const body = base64.replaceAll(/\s/g, '').replaceAll(/(.{64})/g, '$1\n');
  return ['PRIVATE KEY', 'RSA PRIVATE KEY', 'PUBLIC KEY', 'RSA PUBLIC KEY'].map(
    (label) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`,
  );
}

function privateKey(pem: string): KeyText | null {
  const key = attempt(() => createPrivateKey(pem));
  if (!key || !isStrong(key)) return null;
  const text = key.export({ format: 'pem', type: 'pkcs8' }).toString();
  return { kind: 'private', pem: text, fingerprint: fingerprintOf(createPublicKey(text)) };
}

function publicKey(pem: string): KeyText | null {
  const key = pem.includes('PRIVATE') ? null : attempt(() => createPublicKey(pem));
  if (!key || !isStrong(key)) return null;
  const text = key.export({ format: 'pem', type: 'spki' }).toString();
  return { kind: 'public', pem: text, fingerprint: fingerprintOf(key) };
}

function certificate(text: string): KeyText | null {
  const found = attempt(() => new X509Certificate(text));
  if (!found || !isStrong(found.publicKey)) return null;
  return {
    kind: 'certificate',
    pem: found.toString(),
    fingerprint: fingerprintOf(found.publicKey),
    serial: found.serialNumber,
    expiresAt: Date.parse(found.validTo),
  };
}

function isStrong({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  return (
    asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= modulusBitsMin
  );
}

/** The first 16 hex digits of the public half's SHA-256: enough to compare, and nothing secret. */
function fingerprintOf(key: KeyObject): string {
  const der = key.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}

/** What OpenSSL cannot read is not a key; its complaint may quote the text, so it goes no further. */
function attempt<Value>(open: () => Value): Value | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
