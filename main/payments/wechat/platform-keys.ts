import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { PosError } from '../../contract/failure.ts';
import type { PlatformKeys } from './verify.ts';

/**
 * WeChat's keys as the settings hold them: PEM of a public key under its `PUB_KEY_ID_…`, or PEM of a
 * platform certificate under its serial number (payment-facts 3.4). Both kinds may stand together.
 * @throws PosError `account.key-invalid` for what is neither, or a certificate under another's serial.
 */
export function readPlatformKeys(pems: Readonly<Record<string, string>>): PlatformKeys {
  return new Map(Object.entries(pems).map(([serial, pem]) => [serial, readKey(serial, pem)]));
}

function readKey(serial: string, pem: string): KeyObject {
  let key: KeyObject;
  let isUnderItsSerial = true;
  try {
    if (pem.includes('BEGIN CERTIFICATE')) {
      const certificate = new X509Certificate(pem);
      key = certificate.publicKey;
      isUnderItsSerial = certificate.serialNumber.toUpperCase() === serial.toUpperCase();
    } else {
      key = createPublicKey(pem);
    }
  } catch (error) {
    throw invalid(`what stands under ${serial} is no key`, error);
  }
  if (!isUnderItsSerial) throw invalid(`the certificate under ${serial} has another serial`);
  if (key.asymmetricKeyType !== 'rsa') throw invalid(`the key under ${serial} is not RSA`);
  return key;
}

function invalid(message: string, cause?: unknown): PosError {
  return new PosError(
    { code: 'account.key-invalid', message, retry: 'after-fix' },
    cause === undefined ? {} : { cause },
  );
}
