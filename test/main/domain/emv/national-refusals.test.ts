import { describe, expect, it } from 'vitest';
import { hkqr, pix, unionpay } from '../../../../main/domain/emv/national/elsewhere.ts';
import { lifeOf } from '../../../../main/domain/emv/national/life.ts';
import { accountIn } from '../../../../main/domain/emv/national/recognise.ts';
import {
  duitnow,
  khqrIndividual,
  paynow,
  promptpayBill,
  promptpayTransfer,
  qris,
  vietqr,
} from '../../../../main/domain/emv/national/south-east-asia.ts';
import { build, life, read, refused } from './build-code.ts';
import { found } from './samples.ts';

it('a KHQR code with an amount says how long it is good', () => {
  const fields = { account: 'shop@devb' };
  expect(lifeOf(read(build(khqrIndividual, fields, { amountMinor: 400_000, life })))).toEqual(life);
  expect(lifeOf(read(build(khqrIndividual, fields)))).toBeNull();
  expect(refused(khqrIndividual, fields, { amountMinor: 1 })).toBe('missing 99');
  const over = { createdAt: life.expiresAt, expiresAt: life.createdAt };
  expect(refused(khqrIndividual, fields, { amountMinor: 1, life: over })).toBe('format 99');
  expect(read(build(khqrIndividual, fields, { amountMinor: 400_000, life })).amount).toBe('4000');
  const dollars = { currency: 'USD', amountMinor: 400_000, life };
  expect(read(build(khqrIndividual, fields, dollars)).amount).toBe('4000.00');
});

describe('what a scheme does not allow is refused', () => {
  it.each([
    ['a PIX key and a URL', refused(pix, { key: 'a', url: 'b' }), 'format 26-01'],
    ['neither', refused(pix, {}), 'format 26-01'],
    ['a URL with its protocol', refused(pix, { url: 'https://b' }), 'format 26-25'],
    [
      'a PIX reference with a hyphen',
      refused(pix, { key: 'a' }, { reference: 'a-b' }),
      'format 62-05',
    ],
    [
      'a PIX account that is too long',
      refused(pix, { key: 'k'.repeat(60), information: 'i'.repeat(60) }),
      'format 26',
    ],
    ['a phone of 12 digits', refused(promptpayTransfer, { phone: '006681234567' }), 'format 29-01'],
    [
      'a phone and a tax id',
      refused(promptpayTransfer, { phone: '0066812345678', nationalId: '1234567890123' }),
      'format 29-01',
    ],
    [
      'a reference to a Thai transfer',
      refused(promptpayTransfer, { phone: '0066812345678' }, { reference: 'A' }),
      'format 62',
    ],
    [
      'a bill without its reference',
      refused(promptpayBill, { biller: '099400024484314', reference1: '' }),
      'format 30-02',
    ],
    [
      'a mobile number as a company',
      refused(paynow, { proxyType: '2', proxy: '+6591234567', editable: '0' }),
      'format 26-02',
    ],
    [
      'a bank of five digits',
      refused(vietqr, { bank: '97043', account: '1', service: 'QRIBFTTA' }),
      'format 38-01-00',
    ],
    [
      'another service',
      refused(vietqr, { bank: '970436', account: '1', service: 'QRPUSH' }),
      'format 38-02',
    ],
    [
      'a Bakong account without a bank',
      refused(khqrIndividual, { account: 'shop' }),
      'format 29-00',
    ],
    ['an acquirer of letters', refused(duitnow, { acquirer: 'MAYBNK' }), 'format 26-01'],
    ['a QRIS merchant without a number', refused(qris, { criteria: 'UMI' }), 'format 51-02'],
    [
      'an unknown size of business',
      refused(qris, { nationalMerchantId: 'ID1', criteria: 'ZZZ' }),
      'format 51-03',
    ],
    ['a mobile number without a country', refused(hkqr, { mobile: '87654321' }), 'format 26-03'],
    ['two of FPS’s addresses', refused(hkqr, { fpsId: '0009999', email: 'a@b' }), 'format 26-02'],
    [
      'a UnionPay account of other lengths',
      refused(
        unionpay,
        { acquirer: '250003440', forwarder: '0002034', merchantId: '100000000000006' },
        { currency: 'CNY', country: 'CN' },
      ),
      'format 15',
    ],
    ['no amount at all', refused(pix, { key: 'a' }, { amountMinor: 0 }), 'amount 54'],
    ['an amount of 14 digits', refused(pix, { key: 'a' }, { amountMinor: 10 ** 13 }), 'amount 54'],
    ['another country’s money', refused(pix, { key: 'a' }, { currency: 'USD' }), 'currency 53'],
    [
      'money that nobody knows',
      refused(
        unionpay,
        { acquirer: '25000344', forwarder: '00020344', merchantId: '100000000000006' },
        { currency: 'ZZZ' },
      ),
      'currency 53',
    ],
    ['a merchant without a name', refused(pix, { key: 'a' }, { name: '' }), 'format 59'],
    ['a name in another script', refused(pix, { key: 'a' }, { name: 'São Paulo' }), 'format 59'],
  ])('%s', (_, answer, expected) => {
    expect(answer).toBe(expected);
  });

  it('and a code that came with such fields is read, but its account is not', () => {
    const text = found.unionpay;
    expect(accountIn(pix, read(text))).toEqual({ ok: false, reason: 'missing', tag: '26' });
    const odd = build(duitnow, { acquirer: '501664' }, { besides: [{ id: '16', value: '4649' }] });
    expect(accountIn(unionpay, read(odd))).toEqual({ ok: false, reason: 'format', tag: '16' });
  });
});
