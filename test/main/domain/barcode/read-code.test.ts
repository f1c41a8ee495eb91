import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EmbeddedRule,
  usualEmbeddedRules,
} from '../../../../main/domain/barcode/embedded-rule.ts';
import { checkDigit } from '../../../../main/domain/barcode/gtin.ts';
import {
  codeCharactersMax,
  readCode,
  writeEmbedded,
} from '../../../../main/domain/barcode/read-code.ts';

const [weightRule, priceRule] = usualEmbeddedRules as [EmbeddedRule, EmbeddedRule];
const fiveDigits = fc.stringMatching(/^[0-9]{5}$/);

describe('reading a code', () => {
  it('gives UPC-A one key, with or without its leading zero', () => {
    expect(readCode('614141000036', [])).toEqual({ kind: 'plain', key: '00614141000036' });
    expect(readCode('0614141000036', [])).toEqual(readCode('614141000036', []));
    expect(readCode('00614141000036', [])).toEqual(readCode('614141000036', []));
  });

  it("takes a shop's own code as it is, in capitals", () => {
    expect(readCode(' a-17b ', [])).toEqual({ kind: 'plain', key: 'A-17B' });
    expect(readCode('1001', [])).toEqual({ kind: 'plain', key: '1001' });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['6901234567893', 'check-digit'],
    ['x'.repeat(codeCharactersMax + 1), 'too-long'],
    ['可口可乐', 'characters'],
    ['12\u000034', 'characters'],
  ])('refuses %j: %s', (code, reason) => {
    expect(readCode(code, usualEmbeddedRules)).toEqual({ kind: 'invalid', reason });
  });

  it('never takes a weight label with one wrong digit for anything', () => {
    fc.assert(
      fc.property(fiveDigits, fc.nat(99_999), fc.nat(12), (number, grams, at) => {
        const label = writeEmbedded(number, grams, weightRule);
        const wrong = (Number(label[at]) + 1) % 10;
        const changed = label.slice(0, at) + wrong + label.slice(at + 1);
        expect(readCode(changed, usualEmbeddedRules)).toEqual({
          kind: 'invalid',
          reason: 'check-digit',
        });
      }),
    );
  });

  it('reads back every weight a scale can print', () => {
    fc.assert(
      fc.property(fiveDigits, fc.nat(99_999), (number, grams) => {
        const reading = readCode(writeEmbedded(number, grams, weightRule), usualEmbeddedRules);
        expect(reading).toMatchObject({
          kind: 'embedded',
          itemKey: `21${number}`,
          weightMilli: grams,
        });
      }),
    );
  });

  it('reads back every price a scale can print', () => {
    fc.assert(
      fc.property(fiveDigits, fc.nat(99_999), (number, fen) => {
        const reading = readCode(writeEmbedded(number, fen, priceRule), usualEmbeddedRules);
        expect(reading).toMatchObject({
          kind: 'embedded',
          itemKey: `22${number}`,
          priceMinor: fen,
        });
      }),
    );
  });

  it('counts in the decimals of the rule', () => {
    const tens = { ...weightRule, decimals: 2 };
    const jiao = { ...priceRule, decimals: 1 };
    expect(readCode(writeEmbedded('00017', 125, tens), [tens])).toMatchObject({
      weightMilli: 1_250,
    });
    expect(readCode(writeEmbedded('00017', 125, jiao), [jiao])).toMatchObject({
      priceMinor: 1_250,
    });
  });

  it('leaves a prefix without a rule a plain code', () => {
    const code = `290001701234${checkDigit('290001701234')}`;
    expect(readCode(code, usualEmbeddedRules)).toEqual({ kind: 'plain', key: `0${code}` });
  });

  it('prints no value or item number that does not fit', () => {
    expect(() => writeEmbedded('00017', 100_000, weightRule)).toThrow(RangeError);
    expect(() => writeEmbedded('00017', -1, weightRule)).toThrow(RangeError);
    expect(() => writeEmbedded('17', 1, weightRule)).toThrow(RangeError);
  });
});
