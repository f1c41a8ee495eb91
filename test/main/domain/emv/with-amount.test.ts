import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc } from '../../../../main/domain/emv/crc.ts';
import { amountMinorOf, currencyOf } from '../../../../main/domain/emv/currency.ts';
import { lifeOf } from '../../../../main/domain/emv/national/life.ts';
import { withAmount } from '../../../../main/domain/emv/with-amount.ts';
import { read } from './build-code.ts';
import { duitnowWithHash, found, national, official, printedDuitnow } from './samples.ts';

const life = { createdAt: 1_800_000_000_000, expiresAt: 1_800_000_900_000 };

function priced(
  payload: string,
  amountMinor: number,
  currency: string,
  reference?: string,
): string {
  const text = withAmount(payload, amountMinor, currency, reference, life);
  if (!text.ok) throw new Error(`${text.reason} ${text.tag}`);
  return text.value;
}

/** Codes without an amount, and the money they are in. */
const statics = [
  [national.vietqr, 'VND'],
  [national.qris, 'IDR'],
  [printedDuitnow, 'MYR'],
  [found.unionpay, 'HKD'],
  [found.pix, 'BRL'],
  [found.sgqr, 'SGD'],
  [found.paynowMobile, 'SGD'],
  [found.qrisTwoTemplates, 'IDR'],
] as const;

describe('a merchant’s own code', () => {
  it.each(statics)('%s takes an amount and keeps all else', (payload, currency) => {
    const before = read(payload);
    const after = read(priced(payload, 1_234_500, currency, 'ref0123456'));
    expect(currencyOf(before.currency)).toBe(currency);
    expect(after.initiation).toBe('dynamic');
    expect(amountMinorOf(after.amount ?? '', currency)).toBe(1_234_500);
    const rest = (code: typeof before) =>
      code.objects.filter(({ id }) => !['01', '54', '62'].includes(id));
    expect(rest(after)).toEqual(rest(before));
    const kept = before.additional.others;
    expect(after.additional).toMatchObject({ ...before.additional, others: kept });
  });

  it('is changed by nothing but 01, 54, the reference and the checksum', () => {
    const body =
      '00020101021238540010A00000072701240006970436011000118860200208QRIBFTTA520459995303704540612345058' +
      '02VN5912NGUYEN VAN A6005HANOI62140510ref01234566304';
    expect(priced(national.vietqr, 123_450, 'VND', 'ref0123456')).toBe(body + crc(body));
  });

  it('takes any amount, exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), (amountMinor) => {
        const { amount } = read(priced(found.pix, amountMinor, 'BRL'));
        expect(amountMinorOf(amount ?? '', 'BRL')).toBe(amountMinor);
        expect(amount).toMatch(/^\d+\.\d\d$/);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['IDR', national.qris, 1_500_000, '15000'],
    ['IDR', national.qris, 1_500_050, '15000.50'],
    ['VND', national.vietqr, 15_000, '15000'],
    ['MYR', printedDuitnow, 5, '0.05'],
  ])('writes %s as its shops do', (currency, payload, amountMinor, amount) => {
    expect(read(priced(payload, amountMinor, currency)).amount).toBe(amount);
  });
});

describe('the reference', () => {
  const reference = (payload: string, currency: string, text: string) =>
    read(priced(payload, 100_000, currency, text)).additional;
  const starred = found.pix
    .replace('62240520daqr10926955708369126304', '62070503***6304')
    .slice(0, -4);

  it('stands in 62-05', () => {
    expect(reference(national.vietqr, 'VND', 'a1')).toEqual({ referenceLabel: 'a1', others: [] });
  });

  it('stands in 62-01 for PayNow and KHQR', () => {
    expect(reference(found.paynowMobile, 'SGD', 'a1')).toEqual({ billNumber: 'a1', others: [] });
  });

  it('takes the place of three stars, and of nothing else', () => {
    expect(reference(starred + crc(starred), 'BRL', 'a1')).toMatchObject({ referenceLabel: 'a1' });
    const own = read(found.pix).additional;
    expect(reference(found.pix, 'BRL', 'a1')).toEqual(own);
  });

  it('is left out where it does not fit the scheme or the room', () => {
    expect(reference(starred + crc(starred), 'BRL', 'a-1')).toMatchObject({
      referenceLabel: '***',
    });
    expect(reference(national.vietqr, 'VND', 'r'.repeat(26))).toEqual({ others: [] });
    const full = `6299${['10', '11', '12', '13'].map((id) => `${id}20${'x'.repeat(20)}`).join('')}`;
    const body = `${national.vietqr.slice(0, -8) + full.replace('6299', '6296')}6304`;
    expect(reference(body + crc(body), 'VND', 'r'.repeat(9))).not.toHaveProperty('referenceLabel');
  });

  it('is left out of a Thai transfer, which takes none', () => {
    const thai = national.promptpay.replace('54041.00', '').slice(0, -4);
    expect(reference(thai + crc(thai), 'THB', 'a1')).toEqual({ others: [] });
  });
});

describe('a KHQR code', () => {
  const body = found.khqr
    .replace('5405100005802KH', '5802KH')
    .replace('9917001316935559673876304AE27', '6304');
  const payload = body + crc(body);

  it('is given its time', () => {
    const code = read(priced(payload, 400_000, 'KHR', 'INV-2'));
    expect(lifeOf(code)).toEqual(life);
    expect(code).toMatchObject({ initiation: 'dynamic', amount: '4000' });
    expect(code.additional).toMatchObject({ billNumber: 'INV-2022-12-25' });
  });

  it('without one is refused', () => {
    expect(withAmount(payload, 1, 'KHR')).toEqual({ ok: false, reason: 'missing', tag: '99' });
  });
});

it.each([
  ['another currency', withAmount(national.vietqr, 1, 'CNY'), 'currency', '53'],
  ['a currency nobody knows', withAmount(national.vietqr, 1, 'ZZZ'), 'currency', '53'],
  ['an amount already', withAmount(national.promptpay, 1, 'THB'), 'has-amount', '54'],
  ['an amount already, in the official sample', withAmount(official, 1, 'CNY'), 'has-amount', '54'],
  ['an amount already, and a hash', withAmount(duitnowWithHash, 1, 'MYR'), 'has-amount', '54'],
  ['a charge elsewhere', withAmount(found.pixDynamic, 1, 'BRL'), 'not-static', '26-25'],
  ['no amount', withAmount(found.pix, 0, 'BRL'), 'amount', '54'],
  ['less than nothing', withAmount(found.pix, -1, 'BRL'), 'amount', '54'],
  ['half a cent', withAmount(found.pix, 0.5, 'BRL'), 'amount', '54'],
  ['too much', withAmount(found.pix, 10 ** 13, 'BRL'), 'amount', '54'],
  ['a wrong checksum', withAmount(`${found.pix.slice(0, -4)}0000`, 1, 'BRL'), 'crc', '63'],
  ['no code', withAmount('https://example.com', 1, 'BRL'), 'not-emv', '00'],
])('%s is refused', (_, answer, reason, tag) => {
  expect(answer).toEqual({ ok: false, reason, tag });
});

it('minor units are read from any spelling of an amount, but not from smaller fractions', () => {
  expect(amountMinorOf('98.', 'CNY')).toBe(9_800);
  expect(amountMinorOf('98.7', 'CNY')).toBe(9_870);
  expect(amountMinorOf('98.730', 'CNY')).toBe(9_873);
  expect(amountMinorOf('98.735', 'CNY')).toBeNull();
  expect(amountMinorOf('1000.00', 'VND')).toBe(1_000);
  expect(amountMinorOf('98,73', 'CNY')).toBeNull();
});
