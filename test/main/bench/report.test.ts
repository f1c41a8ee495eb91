import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../main/bench/report/redact.ts';
import { sealReport, verifyReport } from '../../../main/bench/report/seal.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const ownKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

describe('a report’s signature', () => {
  const text = JSON.stringify(sealReport({ at: 1, weight: 1.25, name: '店' }, privateKey));

  it('holds for what was signed, however the file is laid out', () => {
    const pretty = JSON.stringify(JSON.parse(text), null, 2);
    for (const each of [text, pretty]) {
      expect(verifyReport(each, ownKey)).toEqual({
        isGenuine: true,
        report: { at: 1, weight: 1.25, name: '店' },
      });
    }
  });

  it('breaks with any value that is changed', () => {
    expect(verifyReport(text.replace('1.25', '1.35'), ownKey)).toEqual({
      isGenuine: false,
      reason: 'hash',
    });
  });

  it('is not believed of another key, nor of a hash that was made again', () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const forged = sealReport({ at: 2 }, stranger);
    expect(verifyReport(JSON.stringify(forged), ownKey)).toMatchObject({ reason: 'key' });
    const patched = { ...forged, publicKey: ownKey };
    expect(verifyReport(JSON.stringify(patched), ownKey)).toMatchObject({ reason: 'signature' });
  });

  it('of something else is refused, not thrown at', () => {
    for (const other of ['', '{}', 'null', text.slice(0, -2), text.replace(ownKey, 'AAAA')]) {
      expect(verifyReport(other, null).isGenuine, other.slice(0, 30)).toBe(false);
    }
  });
});

describe('what leaves the terminal', () => {
  it('never holds a planted secret, wherever it stood', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9+]{12,40}$/);
    fc.assert(
      fc.property(secret, fc.lorem(), (planted, words) => {
        const report = {
          log: `${words} ${planted} ${words}`,
          deep: [{ facts: { note: planted } }],
          lines: `-----BEGIN-----\n${planted}\n-----END-----`,
        };
        const pem = `-----BEGIN-----\n${planted}\n-----END-----\n`;
        expect(JSON.stringify(redact(report, [pem]))).not.toContain(planted);
      }),
    );
  });

  it.each([
    [{ pin: '4711' }, '4711'],
    [{ apiKey: 'abc' }, 'abc'],
    [{ password: 'open sesame' }, 'sesame'],
    [{ url: 'https://user:word@hub.example/' }, 'word'],
    [{ note: 'paid with 134567890123456789' }, '1345678901'],
  ])('hides %o', (value, secret) => {
    expect(JSON.stringify(redact(value, []))).not.toContain(secret);
  });

  it('keeps everything else as it was', () => {
    const plain = { id: 'printer', paperMm: 80, isOpen: true, none: null, list: ['a', 1] };
    expect(redact(plain, ['a-secret-that-is-not-there'])).toEqual(plain);
  });
});
