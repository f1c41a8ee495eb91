import { describe, expect, it } from 'vitest';
import type { MerchantCode } from '../../../../main/domain/emv/merchant-code.ts';
import { decodeMerchantCode } from '../../../../main/domain/emv/merchant-codec.ts';
import { buildNationalCode, type CodeOrder } from '../../../../main/domain/emv/national/build.ts';
import { hkqr, pix, unionpay } from '../../../../main/domain/emv/national/elsewhere.ts';
import {
  accountIn,
  readMerchantCode,
  schemesOf,
} from '../../../../main/domain/emv/national/recognise.ts';
import type { Scheme } from '../../../../main/domain/emv/national/scheme.ts';
import {
  duitnow,
  khqrIndividual,
  khqrMerchant,
  paynow,
  promptpayBill,
  promptpayTransfer,
  qris,
  qrisAcquirer,
  sgqr,
  thaiPhone,
  vietqr,
} from '../../../../main/domain/emv/national/south-east-asia.ts';
import { build, life, read, shop } from './build-code.ts';
import {
  duitnowWithHash,
  found,
  hkqrWithEmpty62,
  national,
  official,
  printedDuitnow,
} from './samples.ts';

/** One of each scheme, its reader already bound to its fields. */
function sample<Fields>(scheme: Scheme<Fields>, fields: Fields, number: string, amount: string) {
  return {
    name: scheme.id,
    number,
    amount,
    scheme,
    fields,
    text: (order: CodeOrder) => build(scheme, fields, order),
    again: (code: MerchantCode) => accountIn(scheme, code),
  };
}

const all = [
  sample(pix, { key: 'loja@example.com', information: 'Loja 1' }, '986', '12.50'),
  sample(promptpayTransfer, { phone: thaiPhone('081-234-5678') }, '764', '12.50'),
  sample(promptpayTransfer, { nationalId: '1234567890123' }, '764', '12.50'),
  sample(promptpayTransfer, { eWallet: '123456789012345' }, '764', '12.50'),
  sample(
    promptpayBill,
    { biller: '099400024484314', reference1: 'INV001', reference2: 'T1' },
    '764',
    '12.50',
  ),
  sample(
    paynow,
    { proxyType: '2', proxy: '201234567K', editable: '0', expiry: '20991231' },
    '702',
    '12.50',
  ),
  sample(paynow, { proxyType: '0', proxy: '+6591234567', editable: '1' }, '702', '12.50'),
  sample(
    sgqr,
    {
      number: '180307510317',
      version: '01.0001',
      postalCode: '408600',
      level: '02',
      unit: '2',
      miscellaneous: '0000',
      versionDate: '20180307',
    },
    '702',
    '12.50',
  ),
  sample(vietqr, { bank: '970436', account: '0011001886002', service: 'QRIBFTTA' }, '704', '1250'),
  sample(
    khqrIndividual,
    { account: 'shop@devb', accountInformation: '012345678', bank: 'Dev Bank' },
    '116',
    '12.50',
  ),
  sample(
    khqrMerchant,
    { account: 'shop@aclb', merchantId: '123456', bank: 'ACLEDA' },
    '116',
    '12.50',
  ),
  sample(duitnow, { acquirer: '501664', merchantId: '123456789' }, '458', '12.50'),
  sample(qris, { nationalMerchantId: 'ID2024315307791', criteria: 'UMI' }, '360', '12.50'),
  sample(
    qrisAcquirer('COM.NOBUBANK.WWW'),
    { pan: '936005030000087914', merchantId: '24010134537100', criteria: 'UMI' },
    '360',
    '12.50',
  ),
  sample(hkqr, { clearingCode: '004', fpsId: '0009999' }, '344', '12.50'),
  sample(hkqr, { mobile: '+852-87654321' }, '344', '12.50'),
  sample(hkqr, { email: 'shop@example.hk' }, '344', '12.50'),
  sample(
    unionpay,
    { acquirer: '25000344', forwarder: '00020344', merchantId: '100000000000006' },
    '156',
    '12.50',
  ),
] as const;

describe.each(all)('$name', ({ scheme, fields, number, amount, text, again }) => {
  const order = scheme.id === 'unionpay' ? { currency: 'CNY', country: 'CN' } : {};

  it('is static without an amount', () => {
    const code = read(text(order));
    expect(code).toMatchObject({
      initiation: 'static',
      currency: number,
      amount: null,
      name: shop.name,
    });
    expect(again(code)).toEqual({ ok: true, value: fields });
    if (scheme.country) expect(code.country).toBe(scheme.country);
  });

  it('is dynamic with one', () => {
    const code = read(text({ ...order, amountMinor: 1_250, life }));
    expect(code).toMatchObject({ initiation: 'dynamic', amount });
    expect(again(code)).toEqual({ ok: true, value: fields });
  });

  it('is recognised', () => {
    const ids = schemesOf(read(text(order)).objects).map(({ id }) => id);
    expect(ids).toEqual(scheme.id === 'qris-acquirer' ? [] : [scheme.id]);
  });

  it('is not found in another’s code', () => {
    expect(again(read(official))).toMatchObject({ reason: 'missing' });
  });

  it('keeps the merchant’s name in its own script', () => {
    const localName = { language: 'ZH', name: 'ร้านกาแฟ 咖啡 Cà phê', city: '北京' };
    expect(read(text({ ...order, localName }))).toMatchObject({ localName });
  });
});

describe('the recogniser', () => {
  it.each([
    [official, []],
    [national.promptpay, ['promptpay-transfer']],
    [national.vietqr, ['vietqr']],
    [national.paynow, ['paynow']],
    [national.qris, ['qris']],
    [national.duitnow, ['duitnow']],
    [printedDuitnow, ['duitnow']],
    [duitnowWithHash, ['duitnow']],
    [hkqrWithEmpty62, ['hkqr']],
    [found.khqr, ['khqr-individual']],
    [found.unionpay, ['unionpay']],
    [found.pix, ['pix']],
    [found.pixDynamic, ['pix']],
    [found.sgqr, ['sgqr']],
    [found.paynowMobile, ['paynow']],
    [found.qrisTwoTemplates, ['qris']],
    [found.hkqrMobile, ['hkqr']],
  ])('%s', (text, ids) => {
    expect(schemesOf(read(text).objects).map(({ id }) => id)).toEqual(ids);
  });

  it('takes a GUID in any case and in any template', () => {
    const moved = build(pix, { key: 'a@example.com' }).includes('br.gov.bcb.pix');
    expect(moved).toBe(true);
    const other = { id: '40', value: '0014BR.GOV.BCB.PIX0113a@example.com' };
    const objects = [...read(build(duitnow, { acquirer: '501664' })).objects, other];
    expect(schemesOf(objects).map(({ id }) => id)).toEqual(['duitnow', 'pix']);
  });

  it('names all schemes of a code for several', () => {
    const beside = unionpay.write({
      acquirer: '25000344',
      forwarder: '00020344',
      merchantId: '100000000000006',
    });
    const pay = paynow.write({ proxyType: '2', proxy: '201234567K', editable: '0' });
    if (!beside.ok || !pay.ok) throw new Error('the accounts are right');
    const text = build(
      sgqr,
      {
        number: '180307510317',
        version: '01.0001',
        postalCode: '408600',
        level: '02',
        unit: '2',
        miscellaneous: '0000',
        versionDate: '20180307',
      },
      { besides: [beside.value, pay.value] },
    );
    expect(schemesOf(read(text).objects).map(({ id }) => id)).toEqual([
      'unionpay',
      'paynow',
      'sgqr',
    ]);
  });
});

describe('the samples', () => {
  it.each([
    [
      national.promptpay,
      accountIn(promptpayTransfer, read(national.promptpay)),
      { phone: '0066891234567' },
    ],
    [
      national.vietqr,
      accountIn(vietqr, read(national.vietqr)),
      { bank: '970436', account: '0011886020', service: 'QRIBFTTA' },
    ],
    [
      national.paynow,
      accountIn(paynow, read(national.paynow)),
      { proxyType: '2', proxy: '12345678', editable: '0', expiry: '20260304' },
    ],
    [
      hkqrWithEmpty62,
      accountIn(hkqr, read(hkqrWithEmpty62)),
      { clearingCode: '004', fpsId: '0009999' },
    ],
    [national.qris, accountIn(qris, read(national.qris)), { pan: '936000141234567890' }],
    [national.duitnow, accountIn(duitnow, read(national.duitnow)), { acquirer: '0166123456789' }],
    [
      found.khqr,
      accountIn(khqrIndividual, read(found.khqr)),
      { account: 'ishinvin@devb', accountInformation: '012345678', bank: 'Dev Bank' },
    ],
    [
      found.unionpay,
      accountIn(unionpay, read(found.unionpay)),
      { acquirer: '25000344', forwarder: '00020344', merchantId: '100000000000006' },
    ],
    [
      found.pixDynamic,
      accountIn(pix, read(found.pixDynamic)),
      { url: 'pix.example.com/8b3da2f39a4140d1a91abd93113bd441' },
    ],
    [
      found.hkqrMobile,
      accountIn(hkqr, read(found.hkqrMobile)),
      { clearingCode: '004', mobile: '+852-87654321' },
    ],
    [
      found.sgqr,
      accountIn(sgqr, read(found.sgqr)),
      {
        number: '18090900176B',
        version: '00.0021',
        postalCode: '079027',
        level: '01',
        unit: '13',
        miscellaneous: '0000',
        versionDate: '20180911',
      },
    ],
  ])('%s', (_, account, fields) => {
    expect(account).toEqual({ ok: true, value: fields });
  });
});

it('a dynamic PIX code leads to its charge, and asks for a reference with three stars', () => {
  const url = 'pix.example.com/8b3da2f39a4140d1a91abd93113bd441';
  const text = build(pix, { url }, { name: 'Fulano de Tal', city: 'BRASILIA' });
  expect(text).toBe(found.pixDynamic);
});

it('a Thai or Vietnamese code does without name and city, which EMVCo itself would refuse', () => {
  const order = { currency: 'THB' };
  const thai = buildNationalCode(promptpayTransfer, { phone: thaiPhone('0812345678') }, order);
  const vietnamese = buildNationalCode(
    vietqr,
    { bank: '970436', account: '1', service: 'QRIBFTTC' },
    {},
  );
  for (const text of [thai, vietnamese]) {
    expect(text).toMatchObject({ ok: true });
    expect(text.ok && readMerchantCode(text.value)).toMatchObject({
      ok: true,
      value: { name: null },
    });
    expect(text.ok && decodeMerchantCode(text.value)).toMatchObject({
      reason: 'missing',
      tag: '52',
    });
  }
});
