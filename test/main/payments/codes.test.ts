import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CodeRule, mayBePaymentCode, recogniseCode } from '../../../main/payments/codes.ts';

const digits = (length: number) =>
  fc.stringMatching(new RegExp(`^[0-9]{${length}}$`), { size: 'max' });

describe('a payment code', () => {
  // payment-facts 1: prefixes and lengths; the UnionPay number is the captured one named there
  it.each([
    ['100000000000000000', 'wechat'],
    ['134567890123456789', 'wechat'],
    ['159999999999999999', 'wechat'],
    ['2500000000000000', 'alipay'],
    ['28763443825664394', 'alipay'],
    ['309999999999999999999999', 'alipay'],
    ['6225735053201615202', 'unionpay'],
    ['0112345678901234567', 'ecny'],
    ['hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF8=', 'emv'],
  ])('%s belongs to %s', (code, owner) => {
    expect(recogniseCode(code)).toBe(owner);
  });

  it.each([
    ['6901234567892', 'an EAN'],
    ['13456789012345678', 'one digit short of WeChat’s 18'],
    ['1345678901234567890', 'one digit more'],
    ['160000000000000000', 'behind WeChat’s last prefix'],
    ['090000000000000000', 'before WeChat’s first prefix'],
    ['240000000000000000', 'before Alipay’s first prefix'],
    ['250000000000000', 'one digit short of Alipay’s 16'],
    ['3000000000000000000000000', 'one digit more than Alipay’s 24'],
    ['622573505320161520', 'one digit short of UnionPay’s 19'],
    ['13456789012345678X', 'a letter in it'],
    ['１３４５６７８９０１２３４５６７８９', 'full-width digits'],
    ['-13456789012345678', 'a sign'],
    ['', 'nothing'],
    ['hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgES', 'an EMVCo code that was cut off'],
    ['hQVDUFYwMWETTwegAAAABEEEFxAVAQ==', 'an EMVCo code with no card in it'],
    ['hQVDUFYwMWETUBFWTVcPEjRWeJASNFjRkSIBEjRf', 'an EMVCo code that does not parse'],
    ['hQVDUFYwMg==', 'EMVCo’s first bytes alone'],
  ])('%s is nobody’s: %s', (code) => {
    expect(recogniseCode(code)).toBeNull();
  });

  it('that nobody knows may be one all the same, and is repeated nowhere', () => {
    for (const code of ['99887766554433221', 'hQVDUFYwMg==', ' 134567890123456789\n']) {
      expect(mayBePaymentCode(code)).toBe(true);
    }
    for (const code of ['6901234567892', '06901234567892', 'SHELF-12', '']) {
      expect(mayBePaymentCode(code)).toBe(false);
    }
  });

  it('is found with the scanner’s suffix still on it', () => {
    expect(recogniseCode(' 134567890123456789\r\n')).toBe('wechat');
  });

  it('of WeChat is every one of 18 digits that begins with 10 to 15, and no other of 18 but Alipay’s', () => {
    fc.assert(
      fc.property(digits(18), (code) => {
        const prefix = Number(code.slice(0, 2));
        const owner =
          prefix >= 10 && prefix <= 15 ? 'wechat' : prefix >= 25 && prefix <= 30 ? 'alipay' : null;
        return recogniseCode(code) === owner;
      }),
    );
  });

  it('follows the table it is given', () => {
    const rules: CodeRule[] = [
      { wallet: 'alipay', prefixFrom: 91, prefixTo: 91, digitsMin: 18, digitsMax: 18 },
    ];
    expect(recogniseCode('910000000000000000', rules)).toBe('alipay');
    expect(recogniseCode('134567890123456789', rules)).toBeNull();
  });
});
