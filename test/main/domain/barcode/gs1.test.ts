import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Gs1Field, parseGs1, readGs1Label } from '../../../../main/domain/barcode/gs1.ts';
import { checkDigit } from '../../../../main/domain/barcode/gtin.ts';

const GS = '\x1D';
const gtin = '06901234567892';

const withCheckDigit = (digits: string) => digits + checkDigit(digits);
const gtins = fc.stringMatching(/^[0-9]{13}$/).map(withCheckDigit);
const texts = fc.stringMatching(/^[0-9A-Za-z/.-]{1,20}$/);

const fields: fc.Arbitrary<Gs1Field> = fc.oneof(
  gtins.map((value) => ({ ai: '01', value })),
  fc.stringMatching(/^[0-9]{6}$/).map((value) => ({ ai: '3103', value })),
  fc.constantFrom('261231', '270100', '280229').map((value) => ({ ai: '17', value })),
  texts.map((value) => ({ ai: '10', value })),
  texts.map((value) => ({ ai: '21', value })),
  fc.stringMatching(/^[0-9]{1,15}$/).map((value) => ({ ai: '3922', value })),
  fc.stringMatching(/^[0-9]{1,8}$/).map((value) => ({ ai: '30', value })),
);
const hasKnownLength = ({ ai }: Gs1Field) => ['01', '17', '3103'].includes(ai);
const written = (list: readonly Gs1Field[]) =>
  list.map((each) => each.ai + each.value + (hasKnownLength(each) ? '' : GS)).join('');

describe('GS1 element strings', () => {
  it('are read field by field, whatever stands behind what', () => {
    fc.assert(
      fc.property(fc.array(fields, { minLength: 1, maxLength: 6 }), (list) => {
        expect(parseGs1(written(list))).toEqual(list);
        expect(parseGs1(GS + written(list))).toEqual(list);
      }),
    );
  });

  it('need no separator behind the last field', () => {
    expect(parseGs1(`01${gtin}17261231${'10LOT-7'}`)).toEqual([
      { ai: '01', value: gtin },
      { ai: '17', value: '261231' },
      { ai: '10', value: 'LOT-7' },
    ]);
  });

  it.each([
    ['a plain EAN-13', '6901234567892'],
    ['a wrong check digit', '0106901234567893'],
    ['a value cut short', '010690123456789'],
    ['an identifier that nobody has', `01${gtin}0512`],
    ['a month of 13', `01${gtin}17261331`],
    ['nothing', ''],
    ['a web address', 'https://example.com/01/06901234567892'],
  ])('are never half read: %s', (_, code) => {
    expect(parseGs1(code)).toBeNull();
  });

  it('with any single digit of the number wrong are none', () => {
    fc.assert(
      fc.property(gtins, fc.nat(13), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const digit = (Number(number[at]) + by) % 10;
        const wrong = number.slice(0, at) + digit + number.slice(at + 1);
        expect(parseGs1(`01${wrong}`)).toBeNull();
      }),
    );
  });
});

describe('a GS1 label on goods', () => {
  it('names the item, its weight in grams and its price', () => {
    expect(readGs1Label(`01${gtin}3103001250${'3922'}1234`)).toEqual({
      gtin,
      weightMilli: 1_250,
      priceMinor: 1_234,
    });
    expect(readGs1Label(`01${gtin}3101000012`)).toEqual({ gtin, weightMilli: 1_200 });
  });

  it('keeps no weight finer than we can: it is weighed again', () => {
    expect(readGs1Label(`01${gtin}3105000123`)).toEqual({ gtin });
    expect(readGs1Label(`01${gtin}3105123400`)).toEqual({ gtin, weightMilli: 1_234 });
  });

  it('without a number names nothing', () => {
    expect(readGs1Label(`10LOT${GS}17261231`)).toBeNull();
  });
});
