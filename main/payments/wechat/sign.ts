import { type KeyObject, sign } from 'node:crypto';

/** Who signs: the merchant, its API certificate's serial number and that certificate's private key. */
export type Signer = {
  readonly mchid: string;
  readonly serialNo: string;
  readonly privateKey: KeyObject;
};

export type SignedParts = {
  readonly method: 'GET' | 'POST';
  /** Path and query exactly as they stand in the request line. */
  readonly path: string;
  readonly timestampS: number;
  readonly nonce: string;
  /** Empty for GET. */
  readonly body: string;
};

/** The five lines that are signed, each ended by a line feed, an empty body too (payment-facts 3.4). */
export function signedText({ method, path, timestampS, nonce, body }: SignedParts): string {
  return `${method}\n${path}\n${timestampS}\n${nonce}\n${body}\n`;
}

/** The `Authorization` header of a WeChat Pay v3 request: SHA-256 with RSA, PKCS#1 v1.5. */
export function authorization(signer: Signer, parts: SignedParts): string {
  const signature = sign('sha256', Buffer.from(signedText(parts)), signer.privateKey);
  const fields = [
    `mchid="${signer.mchid}"`,
    `nonce_str="${parts.nonce}"`,
    `timestamp="${parts.timestampS}"`,
    `serial_no="${signer.serialNo}"`,
    `signature="${signature.toString('base64')}"`,
  ];
  return `WECHATPAY2-SHA256-RSA2048 ${fields.join(',')}`;
}
