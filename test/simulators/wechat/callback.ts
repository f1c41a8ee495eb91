/** What WeChat reports to a merchant's address, sealed and signed; written from the protocol. */
import { createCipheriv, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { signatureHeaders } from './wire.ts';

export type Sealed = {
  /** As Node's server hands them on: in lower case. */
  readonly headers: Record<string, string>;
  readonly body: Buffer;
};

export type Sealer = {
  readonly serial: string;
  readonly key: KeyObject;
  readonly apiV3Key: Buffer;
};

/** @param offsetS moves the clock that signs. */
export function sealCallback(
  facts: object,
  kind: 'transaction' | 'refund',
  { serial, key, apiV3Key }: Sealer,
  offsetS = 0,
): Sealed {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce);
  cipher.setAAD(Buffer.from(kind));
  const sealed = [cipher.update(JSON.stringify(facts), 'utf8'), cipher.final()];
  const body = JSON.stringify({
    id: randomUUID(),
    create_time: '2026-01-01T12:00:00+08:00',
    resource_type: 'encrypt-resource',
    event_type: `${kind.toUpperCase()}.SUCCESS`,
    summary: '支付成功',
    resource: {
      original_type: kind,
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64'),
      associated_data: kind,
      nonce,
    },
  });
  const headers = Object.entries(signatureHeaders(serial, key, body, offsetS));
  return {
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(body),
  };
}
