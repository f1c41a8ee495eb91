import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  carriesCardData,
  isCardText,
  passesLuhn,
} from '../../../../main/payments/card/card-data.ts';

const orderNumber = '0190a8f000007000800041111111111111'.slice(0, 32);
const never = () => false;

/** A number of 13 to 19 digits whose check digit is right. */
const cardNumber = fc
  .tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 17 }),
  )
  .map(([first, rest]) => {
    const digits = [first, ...rest].join('');
    const check = '0123456789'.split('').find((digit) => passesLuhn(digits + digit));
    return `${digits}${check}`;
  });

/** What somebody may put between digits so that they are easier to read. */
const gap = fc.constantFrom('', '', '', ' ', '-', ' - ', '\u00a0', '–', '\t', '\u200b');

/** Texts without digits. */
const words = fc.string({ unit: fc.constantFrom(...'abcXYZ*:;/ .,_|') });

describe('a card number is found', () => {
  it.each([
    ['bare', '4111111111111111'],
    ['with its expiry behind it', '41111111111111112512'],
    ['in groups of four', '4111 1111 1111 1111'],
    ['with dashes', '4111-1111-1111-1111'],
    ['in a sentence', 'card 6217000000000000004 was read'],
    ['with 13 digits', '4222222222222'],
    ['in full-width digits', '４１１１１１１１１１１１１１１１'],
    ['as track 2', ';4111111111111112=25121010000000000?'],
    ['as track 2 of a device that writes D', '4111111111111112D2512101'],
    ['as track 1', '%B4111111111111112^DOE/JOHN^2512101?'],
  ])('%s: %s', (_how, text) => {
    expect(isCardText(text)).toBe(true);
  });

  it('wherever it stands, however it is split', () => {
    fc.assert(
      fc.property(
        cardNumber,
        fc.array(gap, { minLength: 18, maxLength: 18 }),
        words,
        words,
        (number, gaps, before, after) => {
          const split = [...number].map((digit, nth) => digit + (gaps[nth] ?? '')).join('');
          expect(isCardText(`${before}${split}${after}`)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('at any depth of a message, in a text, a number or a name', () => {
    const hide = fc.letrec<{ message: unknown }>((tie) => ({
      message: fc.oneof(
        { maxDepth: 5 },
        fc.constant('HERE'),
        fc.tuple(fc.constant('x'), tie('message')),
        tie('message').map((inner) => ({ a: 1, inner })),
      ),
    })).message;
    fc.assert(
      fc.property(hide, cardNumber, (message, number) => {
        const text = JSON.stringify(message);
        expect(carriesCardData(JSON.parse(text), never)).toBe(false);
        for (const found of [`"${number}"`, number, `{"${number}":1}`]) {
          const spoiled = JSON.parse(text.replace('"HERE"', found));
          expect(carriesCardData(spoiled, never)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('under ten thousand brackets', () => {
    const deep = `${'['.repeat(10_000)}"4111111111111111"${']'.repeat(10_000)}`;
    expect(carriesCardData(JSON.parse(deep), never)).toBe(true);
  });
});

describe('what is no card number', () => {
  it.each([
    ['a masked card', '621700******1234'],
    ['a masked card in groups', '6217 00** **** 1234'],
    ['a masked card with crosses', '541333XXXXXX9999'],
    ['a date and a time', '2026-11-23T10:44:07.123+08:00'],
    ['an amount', '12345678.90'],
    ['a terminal’s number', 'R000001'],
    ['twelve digits of a bank’s reference', '202611230042'],
    ['a number whose check digit is wrong', '4222222222223'],
    ['only zeros', '0000000000000000'],
  ])('%s: %s', (_what, text) => {
    expect(isCardText(text)).toBe(false);
  });

  it('is a text without thirteen digits', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 });
    fc.assert(
      fc.property(words, digits, words, (before, few, after) => {
        expect(isCardText(`${before}${few.join('')}${after}`)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is our own order number, but only as a whole', () => {
    expect(isCardText(orderNumber)).toBe(true);
    const isOurs = (text: string) => text === orderNumber;
    expect(carriesCardData({ SaleTransactionID: orderNumber }, isOurs)).toBe(false);
    expect(carriesCardData({ text: `for ${orderNumber}` }, isOurs)).toBe(true);
    expect(carriesCardData({ [orderNumber]: '4111111111111111' }, isOurs)).toBe(true);
  });
});

it('takes one digit wrong, or two changed, for no card number', () => {
  fc.assert(
    fc.property(cardNumber, fc.nat(18), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
      const place = at % number.length;
      const digit = (Number(number[place]) + by) % 10;
      expect(passesLuhn(number)).toBe(true);
      expect(passesLuhn(number.slice(0, place) + digit + number.slice(place + 1))).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});
