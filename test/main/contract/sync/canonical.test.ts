import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../main/contract/sync/canonical.ts';

const key = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((name) => name !== '__proto__');

/** Everything a journal may hold. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

function withKeysReversed(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(withKeysReversed);
  if (typeof given !== 'object' || given === null) return given;
  const entries = Object.entries(given).reverse();
  return Object.fromEntries(entries.map(([name, member]) => [name, withKeysReversed(member)]));
}

describe('canonical JSON', () => {
  it('reads back as what was written', () => {
    fc.assert(
      fc.property(value, (given) => {
        expect(JSON.parse(canonicalJson(given))).toStrictEqual(given);
      }),
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(value, (given) => {
        expect(canonicalJson(withKeysReversed(given))).toBe(canonicalJson(given));
      }),
    );
  });

  it('can be kept by any store of well-formed text without NUL', () => {
    fc.assert(
      fc.property(value, (given) => {
        const text = canonicalJson(given);
        expect(text.isWellFormed() && !text.includes('\0')).toBe(true);
      }),
    );
  });

  it.each([
    ['{"a":1,"b":[true,null,"é"]}', { b: [true, null, 'é'], a: 1 }],
    ['{"10":1,"9":2,"Z":3,"a":4}', { 9: 2, 10: 1, a: 4, Z: 3 }],
    ['{"a":1}', { a: 1, b: undefined }],
    ['0', -0],
  ])('spells %s', (text, given) => {
    expect(canonicalJson(given)).toBe(text);
  });

  it.each([[0.5], [Number.NaN], [2 ** 53], [1n], [() => 1], [new Date(0)], [[undefined]]])(
    'refuses %s, which has no one spelling',
    (given) => {
      expect(() => canonicalJson(given)).toThrow(TypeError);
    },
  );
});
