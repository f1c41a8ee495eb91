import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkDigit,
  gtinKey,
  gtinLengths,
  hasRightCheckDigit,
} from '../../../../main/domain/barcode/gtin.ts';

const anyGtin = fc
  .constantFrom(...gtinLengths)
  .chain((length) => fc.stringMatching(new RegExp(`^[0-9]{${length - 1}}$`)))
  .map((digits) => digits + checkDigit(digits));

describe('check digit', () => {
  it.each([
    ['6291041500213', 'GS1, how to calculate a check digit manually'],
    ['614141000036', 'GS1 US, UPC-A example'],
    ['40170725', 'EAN-8 in common use'],
    ['6901234567892', 'the demo shop'],
  ])('%s is right (%s)', (code) => {
    expect(hasRightCheckDigit(code)).toBe(true);
  });

  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(anyGtin, fc.nat(), fc.integer({ min: 1, max: 9 }), (code, place, shift) => {
        const at = place % code.length;
        const wrong = (Number(code[at]) + shift) % 10;
        const changed = code.slice(0, at) + wrong + code.slice(at + 1);
        expect(hasRightCheckDigit(code)).toBe(true);
        expect(hasRightCheckDigit(changed)).toBe(false);
      }),
    );
  });

  it('stays right when a code is padded to fourteen digits', () => {
    fc.assert(
      fc.property(anyGtin, (code) => {
        expect(hasRightCheckDigit(gtinKey(code))).toBe(true);
      }),
    );
  });

  it('is refused for anything but digits', () => {
    expect(() => checkDigit('12a')).toThrow(RangeError);
    expect(hasRightCheckDigit('69012345678X2')).toBe(false);
  });
});
