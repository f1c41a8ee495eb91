import { type KeyObject, sign } from 'node:crypto';

/** Who signs: the application, and in certificate mode the SN of its certificate. */
export type Signer = {
  readonly appId: string;
  readonly appCertSn?: string;
  readonly appKey: KeyObject;
};

export type SignedParts = {
  readonly method: 'GET' | 'POST';
  /** Path and query exactly as they stand in the request line. */
  readonly path: string;
  readonly timestampMs: number;
  readonly nonce: string;
  /** Empty for GET. */
  readonly body: string;
};

/** What the header says in clear, which is the first line that is signed (payment-facts 2.3). */
export function authText(
  { appId, appCertSn }: Signer,
  { nonce, timestampMs }: SignedParts,
): string {
  const certificate = appCertSn === undefined ? '' : `,app_cert_sn=${appCertSn}`;
  return `app_id=${appId}${certificate},nonce=${nonce},timestamp=${timestampMs}`;
}

/** The four lines that are signed, each ended by a line feed, an empty body too. */
export function signedText(signer: Signer, parts: SignedParts): string {
  return `${authText(signer, parts)}\n${parts.method}\n${parts.path}\n${parts.body}\n`;
}

/** The `Authorization` header of an OpenAPI v3 request: SHA-256 with RSA, PKCS#1 v1.5. */
export function authorization(signer: Signer, parts: SignedParts): string {
  const signature = sign('sha256', Buffer.from(signedText(signer, parts)), signer.appKey);
  return `ALIPAY-SHA256withRSA ${authText(signer, parts)},sign=${signature.toString('base64')}`;
}
