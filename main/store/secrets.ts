/**
 * Secrets (provider keys, the hub key, the terminal's private key) in one encrypted file that only
 * the service's user can read. The cipher is a parameter: Electron's `safeStorage` fits as it is,
 * plain Node uses `machineCipher`.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PosError } from '../contract/failure.ts';
import { replaceFile } from './durable-file.ts';

/** @throws from `decrypt` whatever it likes when the text is not its own. */
export type SecretCipher = {
  encrypt(plain: string): Buffer;
  decrypt(sealed: Buffer): string;
};

export type SecretStore = {
  get(name: string): string | null;
  /** Durable when it returns; null forgets the name. */
  set(name: string, value: string | null): void;
};

/**
 * Opens, or begins, the secret file at `path`.
 * @throws PosError `store.corrupt` when the file is there and cannot be read: another machine's
 *   secret, a damaged file. It is never overwritten in that case.
 */
export function openSecrets(path: string, cipher: SecretCipher): SecretStore {
  const secrets = readSecrets(path, cipher);
  return {
    get: (name) => secrets.get(name) ?? null,
    set(name, value) {
      const next = new Map(secrets);
      if (value === null) next.delete(name);
      else next.set(name, value);
      replaceFile(path, cipher.encrypt(JSON.stringify([...next])), ownerOnly);
      if (value === null) secrets.delete(name);
      else secrets.set(name, value);
    },
  };
}

const ownerOnly = 0o600;
const saltBytes = 16;
const ivBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM under a key derived from the machine secret at `secretPath`, which is created at first
 * use (32 random bytes, mode 0600). In production that file is a credential owned by root.
 * Layout: salt (16), nonce (12), tag (16), ciphertext; salt and nonce are new for every write.
 * @throws PosError `store.corrupt` when the machine secret is there and unusable.
 */
export function machineCipher(secretPath: string): SecretCipher {
  const machineSecret = readFile(secretPath) ?? createMachineSecret(secretPath);
  if (machineSecret.length < 32) throw unreadable(secretPath, 'the machine secret is too short');
  const keyFor = (salt: Buffer): Buffer =>
    Buffer.from(hkdfSync('sha256', machineSecret, salt, 'saoma secrets 1', 32));

  return {
    encrypt(plain) {
      const salt = randomBytes(saltBytes);
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', keyFor(salt), iv);
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([salt, iv, cipher.getAuthTag(), text]);
    },
    decrypt(sealed) {
      const salt = sealed.subarray(0, saltBytes);
      const iv = sealed.subarray(saltBytes, saltBytes + ivBytes);
      const tag = sealed.subarray(saltBytes + ivBytes, saltBytes + ivBytes + tagBytes);
      const text = sealed.subarray(saltBytes + ivBytes + tagBytes);
      const decipher = createDecipheriv('aes-256-gcm', keyFor(salt), iv, {
        authTagLength: tagBytes,
      });
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
    },
  };
}

function readSecrets(path: string, cipher: SecretCipher): Map<string, string> {
  const sealed = readFile(path);
  if (!sealed) return new Map();
  try {
    return parseSecrets(cipher.decrypt(sealed));
  } catch (error) {
    throw unreadable(path, 'the secret file does not open with this machine', error);
  }
}

function parseSecrets(text: string): Map<string, string> {
  const entries: unknown = JSON.parse(text);
  if (!Array.isArray(entries)) throw new TypeError('not a list of secrets');
  return new Map(
    entries.map((entry: unknown) => {
      if (!Array.isArray(entry)) throw new TypeError('not a secret');
      const [name, value]: unknown[] = entry;
      if (typeof name !== 'string' || typeof value !== 'string')
        throw new TypeError('not a secret');
      return [name, value];
    }),
  );
}

function createMachineSecret(path: string): Buffer {
  const secret = randomBytes(32);
  replaceFile(path, secret, ownerOnly);
  return secret;
}

/** Null when there is no such file. */
function readFile(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw unreadable(path, 'the file cannot be read', error);
  }
}

function unreadable(path: string, message: string, cause?: unknown): PosError {
  return new PosError(
    { code: 'store.corrupt', message, retry: 'after-fix', data: { path } },
    { cause },
  );
}
