import { describe, expect, it } from 'vitest';
import { hideSecretNumber } from '../../../main/payments/secret-number.ts';

describe('a number that somebody types for the provider’s own', () => {
  it.each([
    ['a payment code of WeChat', '134567890123456789', '**************6789'],
    ['a payment code of Alipay in groups', '2812 3456 7890 1234 56', '**************3456'],
    ['a payment code of UnionPay', '6225735053201615202', '***************5202'],
    ['a card number', '5555555555554444', '************4444'],
    ['an EMVCo code that was torn', 'hQVDUFYwMWETTwegAAAAVVVV', '********************VVVV'],
    ['a card number in groups', '4111-1111-1111-1111', '************1111'],
  ])('keeps the last four digits of %s alone', (_, typed, written) => {
    expect(hideSecretNumber(typed)).toBe(written);
  });

  it.each([
    ['WeChat', '4200002519202601018846331200'],
    ['Alipay', '2026010122001441840000000001'],
    ['an acquirer', '2026000000000000000012'],
    ['a card terminal', 'R000001'],
    ['a bank, by its reference', '482910377512'],
  ])('leaves the number of %s as it is', (_, typed) => {
    expect(hideSecretNumber(typed)).toBe(typed);
  });
});
