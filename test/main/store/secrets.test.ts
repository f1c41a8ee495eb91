import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PosError } from '../../../main/contract/failure.ts';
import { machineCipher, openSecrets, type SecretCipher } from '../../../main/store/secrets.ts';

let folder: string;
let path: string;
let keyPath: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  path = join(folder, 'secrets');
  keyPath = join(folder, 'machine-secret');
});

afterEach(() => rmSync(folder, { recursive: true }));

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof PosError) return error.failure.code;
    throw error;
  }
  return 'nothing';
}

describe('secrets', () => {
  it('are there again after a restart', () => {
    openSecrets(path, machineCipher(keyPath)).set('wechat.merchant-key', '-----BEGIN 私钥-----');
    const reopened = openSecrets(path, machineCipher(keyPath));
    expect(reopened.get('wechat.merchant-key')).toBe('-----BEGIN 私钥-----');
    expect(reopened.get('alipay.merchant-key')).toBeNull();
  });

  it('can be replaced and forgotten', () => {
    const secrets = openSecrets(path, machineCipher(keyPath));
    secrets.set('hub', 'old');
    secrets.set('hub', 'new');
    secrets.set('other', 'kept');
    secrets.set('hub', null);
    expect(secrets.get('hub')).toBeNull();
    const reopened = openSecrets(path, machineCipher(keyPath));
    expect([reopened.get('hub'), reopened.get('other')]).toEqual([null, 'kept']);
  });

  it('keep any name and value', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'grapheme' }), (name, value) => {
        openSecrets(path, machineCipher(keyPath)).set(name, value);
        return openSecrets(path, machineCipher(keyPath)).get(name) === value;
      }),
      { numRuns: 30 },
    );
  });

  it('are readable by their owner alone and leave nothing else behind', () => {
    openSecrets(path, machineCipher(keyPath)).set('hub', 'planted-secret');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(keyPath).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['machine-secret', 'secrets']);
  });

  it('do not stand in the file in clear, nor twice as the same bytes', () => {
    const secrets = openSecrets(path, machineCipher(keyPath));
    secrets.set('hub', 'planted-secret');
    const first = readFileSync(path);
    secrets.set('hub', 'planted-secret');
    const second = readFileSync(path);
    expect(first.includes('planted-secret') || first.includes('hub')).toBe(false);
    expect(first.equals(second)).toBe(false);
  });

  it('refuse to open with another machine’s secret, and the file stays as it was', () => {
    openSecrets(path, machineCipher(keyPath)).set('hub', 'secret');
    const before = readFileSync(path);
    const open = () => openSecrets(path, machineCipher(join(folder, 'another')));
    expect(codeOf(open)).toBe('store.corrupt');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuse a file with any byte changed or cut off', () => {
    openSecrets(path, machineCipher(keyPath)).set('hub', 'secret');
    const cipher = machineCipher(keyPath);
    const good = readFileSync(path);
    for (let at = 0; at < good.length; at += 1) {
      const changed = Buffer.from(good);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(path, changed);
      expect(codeOf(() => openSecrets(path, cipher))).toBe('store.corrupt');
      writeFileSync(path, good.subarray(0, at));
      expect(codeOf(() => openSecrets(path, cipher))).toBe('store.corrupt');
    }
  });

  it('refuse a machine secret that is too short to be one', () => {
    writeFileSync(keyPath, 'short');
    expect(codeOf(() => machineCipher(keyPath))).toBe('store.corrupt');
  });

  it('take the host’s own cipher instead', () => {
    const hostCipher: SecretCipher = {
      encrypt: (plain) => Buffer.from(plain, 'utf8').reverse(),
      decrypt: (sealed) => Buffer.from(sealed).reverse().toString('utf8'),
    };
    openSecrets(path, hostCipher).set('hub', 'secret');
    expect(openSecrets(path, hostCipher).get('hub')).toBe('secret');
    expect(existsSync(keyPath)).toBe(false);
  });
});
