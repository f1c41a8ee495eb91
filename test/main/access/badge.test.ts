import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Badge, issueBadge, readBadge } from '../../../main/access/badge.ts';

const shop = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const uid = '04aabbccddee80';
const card = { uid, isRandomUid: false };
const phone = { uid: '08112233', isRandomUid: true };
const id = '01890b1c-7d2e-7a3b-8c4d-5e6f708192a3';
const badge = { kind: 'staff', id, issuedAt: 1_790_000_000_123, uid } as const;

function hexOf(bytes: number): fc.Arbitrary<string> {
  return fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((value) => Buffer.from(value).toString('hex'));
}

const anyBadge: fc.Arbitrary<Omit<Badge, 'version'>> = fc
  .record({
    kind: fc.constantFrom('staff', 'member'),
    id: fc.string({ minLength: 1, maxLength: 9, unit: 'grapheme' }),
    issuedAt: fc.nat(2 ** 48 - 1),
    uid: fc.option(fc.oneof(hexOf(4), hexOf(7), hexOf(10)), { nil: undefined }),
  })
  .filter((value) => Buffer.byteLength(value.id) <= 36)
  .map(({ uid: onCard, ...rest }) => (onCard === undefined ? rest : { ...rest, uid: onCard }));

describe('a badge', () => {
  test('that the shop signed is read on its card', () => {
    const token = issueBadge(badge, shop.privateKey);
    expect(readBadge(token, card, shop.publicKey)).toEqual({
      ok: true,
      badge: { version: 1, ...badge },
    });
  });

  test('comes back as it was issued, whoever it is for', () => {
    fc.assert(
      fc.property(anyBadge, (issued) => {
        const owner = issued.uid === undefined ? phone : { uid: issued.uid, isRandomUid: false };
        const token = issueBadge(issued, shop.privateKey);
        expect(readBadge(token, owner, shop.publicKey)).toEqual({
          ok: true,
          badge: { version: 1, ...issued },
        });
      }),
    );
  });

  test('fits on the smallest common tag', () => {
    expect(issueBadge(badge, shop.privateKey)).toHaveLength(117);
    const largest = issueBadge({ ...badge, uid: '00112233445566778899' }, shop.privateKey);
    // NTAG213: 144 bytes, of them 3 for the tag's own and 18 for the record's head.
    expect(largest.length + 3 + 18).toBeLessThanOrEqual(144);
  });

  test('copied to another card is refused', () => {
    const token = issueBadge(badge, shop.privateKey);
    const refused = { ok: false, reason: 'wrong-card' };
    expect(readBadge(token, { ...card, uid: '04aabbccddee81' }, shop.publicKey)).toEqual(refused);
    expect(readBadge(token, phone, shop.publicKey)).toEqual(refused);
    expect(readBadge(token, { uid, isRandomUid: true }, shop.publicKey)).toEqual(refused);
  });

  test('of a phone is refused on a card that has a number', () => {
    const { uid: _, ...rest } = badge;
    const token = issueBadge(rest, shop.privateKey);
    expect(readBadge(token, phone, shop.publicKey)).toMatchObject({ ok: true });
    expect(readBadge(token, card, shop.publicKey)).toEqual({ ok: false, reason: 'wrong-card' });
  });

  test('signed by somebody else is refused', () => {
    const token = issueBadge(badge, stranger.privateKey);
    expect(readBadge(token, card, shop.publicKey)).toEqual({
      ok: false,
      reason: 'wrong-signature',
    });
  });

  test('is no badge because the key signed the same bytes for something else', () => {
    const token = issueBadge(badge, shop.privateKey);
    const body = token.subarray(0, -64);
    const other = Buffer.concat([body, sign(null, body, shop.privateKey)]);
    expect(readBadge(other, card, shop.publicKey)).toMatchObject({ reason: 'wrong-signature' });
  });

  test('with any bit changed is refused', () => {
    const token = issueBadge(badge, shop.privateKey);
    for (let bit = 0; bit < token.length * 8; bit++) {
      const changed = Uint8Array.from(token);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(readBadge(changed, card, shop.publicKey).ok).toBe(false);
    }
  });

  test('cut, or followed by anything, is refused', () => {
    const token = issueBadge(badge, shop.privateKey);
    for (let length = 0; length < token.length; length++) {
      expect(readBadge(token.subarray(0, length), card, shop.publicKey).ok).toBe(false);
    }
    expect(readBadge(Uint8Array.of(...token, 0), card, shop.publicKey).ok).toBe(false);
  });

  test('made of any bytes is refused and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(readBadge(bytes, card, shop.publicKey).ok).toBe(false);
      }),
    );
  });

  test.each([
    ['no id', { ...badge, id: '' }],
    ['an id that is too long', { ...badge, id: '员'.repeat(13) }],
    ['a UID that is none', { ...badge, uid: '04AA' }],
    ['a UID in capitals', { ...badge, uid: '04AABBCC' }],
  ])('with %s is not issued', (_, wrong) => {
    expect(() => issueBadge(wrong, shop.privateKey)).toThrow(RangeError);
  });
});
