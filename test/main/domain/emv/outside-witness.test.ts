import {
  createDynamicPix,
  createRecurrencePix,
  createStaticPix,
  hasError,
  parsePix,
} from 'pix-utils';
import promptpay from 'promptpay-qr';
import { QRPay, VietQRService } from 'vietnam-qr-pay';
import { describe, expect, it } from 'vitest';
import { encodeMerchantCode } from '../../../../main/domain/emv/merchant-codec.ts';
import { buildNationalCode, type CodeOrder } from '../../../../main/domain/emv/national/build.ts';
import { pix } from '../../../../main/domain/emv/national/elsewhere.ts';
import { accountIn } from '../../../../main/domain/emv/national/recognise.ts';
import type { Scheme } from '../../../../main/domain/emv/national/scheme.ts';
import {
  promptpayTransfer,
  thaiPhone,
  vietqr,
} from '../../../../main/domain/emv/national/south-east-asia.ts';
import { withAmount } from '../../../../main/domain/emv/with-amount.ts';
import { read } from './build-code.ts';
import { official } from './samples.ts';

/** Libraries that are not ours read our codes, and we read theirs. */

function build<Fields>(scheme: Scheme<Fields>, fields: Fields, order: CodeOrder): string {
  const text = buildNationalCode(scheme, fields, order);
  if (!text.ok) throw new Error(`${text.reason} ${text.tag}`);
  return text.value;
}

const shop = { name: 'LOJA DO JOAO', city: 'SAO PAULO' };
const keys = [
  'loja@example.com',
  '+5511999999999',
  '12345678909',
  '3cfb8787-f766-49e9-b2d5-dc510a584ed4',
];

describe('pix-utils', () => {
  const parse = (text: string) => {
    const parsed = parsePix(text);
    if (hasError(parsed)) throw new Error('pix-utils cannot read it');
    return parsed;
  };

  it.each(keys)('reads our static code for %s, without and with an amount', (key) => {
    const plain = build(pix, { key, information: 'Loja 1' }, shop);
    expect(parse(plain)).toMatchObject({
      type: 'STATIC',
      pixKey: key,
      infoAdicional: 'Loja 1',
      txid: '***',
      merchantName: shop.name,
      merchantCity: shop.city,
      transactionCurrency: '986',
      countryCode: 'BR',
    });
    const priced = build(pix, { key }, { ...shop, amountMinor: 1_205, reference: 'PEDIDO42' });
    expect(parse(priced)).toMatchObject({
      pixKey: key,
      transactionAmount: 12.05,
      txid: 'PEDIDO42',
    });
  });

  it('reads the amount and the reference that we put into its own static code', () => {
    const theirs = createStaticPix({
      merchantName: shop.name,
      merchantCity: shop.city,
      pixKey: 'loja@example.com',
      transactionAmount: 0,
    });
    if (hasError(theirs)) throw new Error('pix-utils cannot write it');
    const priced = withAmount(theirs.toBRCode(), 99, 'BRL', 'a1b2c3d4e5f6');
    if (!priced.ok) throw new Error(priced.reason);
    expect(parse(priced.value)).toMatchObject({ transactionAmount: 0.99, txid: 'a1b2c3d4e5f6' });
  });

  it('reads our dynamic code', () => {
    const url = 'pix.example.com/qr/v2/9d36b84fc70b478fb95c12729b90ca25';
    expect(parse(build(pix, { url }, shop))).toMatchObject({ type: 'DYNAMIC', url });
  });

  it.each(keys)('writes static codes for %s that we read and write alike', (pixKey) => {
    for (const transactionAmount of [0, 0.01, 1234.5]) {
      const theirs = createStaticPix({
        merchantName: 'Loja do João',
        merchantCity: 'São Paulo',
        pixKey,
        infoAdicional: 'Mesa 4',
        txid: 'PEDIDO42',
        transactionAmount,
      });
      if (hasError(theirs)) throw new Error('pix-utils cannot write it');
      const code = read(theirs.toBRCode());
      expect(code).toMatchObject({
        amount: transactionAmount === 0 ? null : transactionAmount.toFixed(2),
        name: shop.name,
        additional: { referenceLabel: 'PEDIDO42' },
      });
      expect(accountIn(pix, code)).toEqual({
        ok: true,
        value: { key: pixKey, information: 'Mesa 4' },
      });
      expect(encodeMerchantCode(code.objects)).toEqual({ ok: true, value: theirs.toBRCode() });
    }
  });

  it('writes dynamic and composite codes that we read', () => {
    const url = 'pix.example.com/v2/1';
    const once = createDynamicPix({ merchantName: 'A', merchantCity: 'B', url, oneTime: true });
    const both = createDynamicPix({
      merchantName: 'A',
      merchantCity: 'B',
      url,
      urlRec: 'pix.example.com/rec/1',
    });
    const only = createRecurrencePix({
      merchantName: 'A',
      merchantCity: 'B',
      urlRec: 'pix.example.com/rec/1',
    });
    if (hasError(once) || hasError(both) || hasError(only)) throw new Error('cannot be written');
    expect(read(once.toBRCode()).initiation).toBe('dynamic');
    expect(accountIn(pix, read(once.toBRCode()))).toEqual({ ok: true, value: { url } });
    const composite = [
      { id: '80', guid: 'br.gov.bcb.pix', fields: [{ id: '25', value: 'pix.example.com/rec/1' }] },
    ];
    expect(read(both.toBRCode()).unreserved).toEqual(composite);
    expect(read(only.toBRCode()).unreserved).toEqual(composite);
  });
});

describe('promptpay-qr', () => {
  const targets = [
    ['0812345678', { phone: thaiPhone('0812345678') }],
    ['091-234-5678', { phone: thaiPhone('0912345678') }],
    ['1234567890123', { nationalId: '1234567890123' }],
    ['123456789012345', { eWallet: '123456789012345' }],
  ] as const;

  it.each(targets)('for %s writes what we read, with and without an amount', (target, fields) => {
    const plain = read(promptpay(target, {}));
    expect(plain).toMatchObject({
      initiation: 'static',
      currency: '764',
      country: 'TH',
      amount: null,
    });
    expect(accountIn(promptpayTransfer, plain)).toEqual({ ok: true, value: fields });
    const priced = read(promptpay(target, { amount: 4.22 }));
    expect(priced).toMatchObject({ initiation: 'dynamic', amount: '4.22' });
  });

  // it only writes, so that the comparison is of whole objects: it puts 58 before 53
  it.each(targets)('for %s writes the objects that we write', (target, fields) => {
    for (const amountMinor of [1, 422, 1_000_000]) {
      const ours = read(build(promptpayTransfer, fields, { amountMinor })).objects;
      const theirs = read(promptpay(target, { amount: amountMinor / 100 })).objects;
      const sorted = theirs.toSorted((one, other) => Number(one.id) - Number(other.id));
      expect(ours).toEqual(sorted);
    }
  });
});

describe('vietnam-qr-pay', () => {
  const accounts = [
    { bank: '970436', account: '0011001886002', service: 'QRIBFTTA' },
    { bank: '970403', account: '9704030101234567', service: 'QRIBFTTC' },
    { bank: '970422', account: 'SHOP88', service: 'QRIBFTTA' },
  ] as const;

  it.each(accounts)('reads our code for $account', (fields) => {
    const plain = new QRPay(build(vietqr, fields, {}));
    expect(plain).toMatchObject({
      isValid: true,
      initMethod: '11',
      consumer: { bankBin: fields.bank, bankNumber: fields.account },
      provider: { service: fields.service },
    });
    const order = { amountMinor: 180_000, reference: 'a1b2c3', additional: { purpose: 'Cam on' } };
    expect(new QRPay(build(vietqr, fields, order))).toMatchObject({
      isValid: true,
      initMethod: '12',
      amount: '180000',
      additionalData: { reference: 'a1b2c3', purpose: 'Cam on' },
    });
  });

  it.each(accounts)('writes for $account what we read and write alike', (fields) => {
    for (const amount of [undefined, '1', '9999999999']) {
      const text = QRPay.initVietQR({
        bankBin: fields.bank,
        bankNumber: fields.account,
        service:
          fields.service === 'QRIBFTTA'
            ? VietQRService.BY_ACCOUNT_NUMBER
            : VietQRService.BY_CARD_NUMBER,
        purpose: 'thanh toan',
        ...(amount === undefined ? {} : { amount }),
      }).build();
      expect(accountIn(vietqr, read(text))).toEqual({ ok: true, value: fields });
      const order = {
        additional: { purpose: 'thanh toan' },
        ...(amount === undefined ? {} : { amountMinor: Number(amount) }),
      };
      expect(build(vietqr, fields, order)).toBe(text);
    }
  });

  it('reads EMVCo’s sample with Chinese in it, after we have written it again', () => {
    const again = encodeMerchantCode(read(official).objects);
    if (!again.ok) throw new Error(again.reason);
    expect(new QRPay(again.value)).toMatchObject({
      isValid: true,
      amount: '23.72',
      city: 'BEIJING',
    });
  });
});
