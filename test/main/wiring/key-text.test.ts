import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { readKeyText } from '../../../main/wiring/key-text.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const pkcs8 = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const spki = publicKey.export({ format: 'pem', type: 'spki' }).toString();

const bare = (pem: string): string => pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');

it('reads a private key in each wrapping that consoles give it', () => {
  const pkcs1 = privateKey.export({ format: 'pem', type: 'pkcs1' }).toString();
  for (const text of [pkcs8, pkcs1, bare(pkcs8), bare(pkcs1), `\r\n${bare(pkcs8)}\n`]) {
    expect(readKeyText(text)).toMatchObject({ kind: 'private', pem: pkcs8 });
  }
});

it('reads a public key, and knows it for the other half of a private one', () => {
  for (const text of [spki, bare(spki)]) {
    expect(readKeyText(text)).toMatchObject({ kind: 'public', pem: spki });
  }
  expect(readKeyText(spki)?.fingerprint).toBe(readKeyText(pkcs8)?.fingerprint);
});

it('shows nothing of a key but a fingerprint of its public half', () => {
  expect(readKeyText(pkcs8)?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
});

it('takes nothing that is too weak, of another kind, or no key at all', () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey;
  const curve = generateKeyPairSync('ed25519').privateKey;
  for (const key of [weak, curve]) {
    const pem = key.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(readKeyText(pem)).toBeNull();
  }
  for (const text of ['', '6901234567892', bare(pkcs8).slice(40), pkcs8.replace('MII', 'MIJ')]) {
    expect(readKeyText(text)).toBeNull();
  }
});
