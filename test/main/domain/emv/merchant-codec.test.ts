import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc } from '../../../../main/domain/emv/crc.ts';
import type { MerchantCode } from '../../../../main/domain/emv/merchant-code.ts';
import {
  decodeMerchantCode,
  encodeMerchantCode,
  writeMerchantCode,
} from '../../../../main/domain/emv/merchant-codec.ts';
import { readMerchantCode } from '../../../../main/domain/emv/national/recognise.ts';
import { codes } from './arbitrary-codes.ts';
import {
  brokenDuitnow,
  duitnowWithHash,
  found,
  hkqrWithEmpty62,
  national,
  official,
  printedDuitnow,
} from './samples.ts';

const samples = Object.entries({ official, ...national, ...found });

function decoded(text: string): MerchantCode {
  const code = readMerchantCode(text);
  if (!code.ok) throw new Error(`${code.reason} ${code.tag}`);
  return code.value;
}

/** A code of these objects after 00, the checksum right whatever else is not. */
function sealed(body: string): string {
  const covered = `000201${body}6304`;
  return covered + crc(covered);
}

const account = '0204TEST';
const rest = '5204000053031565802CN5904Shop6004City';
const good = account + rest;

describe('the checksum', () => {
  it('is CRC-16/CCITT that begins with ffff', () => {
    expect(crc('123456789')).toBe('29B1');
  });

  it('keeps its four digits when the first are zero', () => {
    expect(crc('test70')).toBe('0096');
    expect(national.paynow.slice(-8)).toBe('63040047');
    expect(decodeMerchantCode(national.paynow).ok).toBe(true);
  });

  it('is taken over bytes while lengths count characters', () => {
    const characters = [...official].length - 4;
    expect(characters).toBe(244);
    expect(new TextEncoder().encode(official).length - 4).toBe(256);
    expect(crc(official.slice(0, -4))).toBe('A13A');
  });

  it('with small letters is not taken', () => {
    const small = official.slice(0, -4) + official.slice(-4).toLowerCase();
    expect(decodeMerchantCode(small)).toEqual({ ok: false, reason: 'format', tag: '63' });
  });
});

describe('a code of others', () => {
  it.each(samples)('%s is read and written again as it was', (_, text) => {
    const code = decodeMerchantCode(text);
    expect(code).toMatchObject({ ok: true });
    expect(encodeMerchantCode(decoded(text).objects)).toEqual({ ok: true, value: text });
  });

  it('says what EMVCo’s annex says', () => {
    expect(decoded(official)).toMatchObject({
      initiation: 'dynamic',
      accounts: [
        {
          id: '29',
          guid: 'D15600000000',
          fields: [{ id: '05', value: 'A93FO3230Q' }],
        },
        {
          id: '31',
          guid: 'D15600000001',
          fields: [{ id: '03', value: '12345678' }],
        },
      ],
      categoryCode: '4111',
      currency: '156',
      amount: '23.72',
      tip: { kind: 'ask' },
      country: 'CN',
      name: 'BEST TRANSPORT',
      city: 'BEIJING',
      postalCode: null,
      additional: {
        storeLabel: '1234',
        customerLabel: '***',
        terminalLabel: 'A6008667',
        customerRequest: 'ME',
        others: [],
      },
      localName: { language: 'ZH', name: '最佳运输', city: '北京' },
      unreserved: [
        { id: '91', guid: 'A011223344998877', fields: [{ id: '07', value: '12345678' }] },
      ],
    });
  });

  it('that was copied wrongly is refused by its checksum', () => {
    expect(decodeMerchantCode(brokenDuitnow)).toEqual({ ok: false, reason: 'crc', tag: '63' });
  });

  it('of Malaysia begins with format 02, which is not EMVCo’s, and is read all the same', () => {
    for (const text of [printedDuitnow, duitnowWithHash]) {
      expect(decodeMerchantCode(text)).toEqual({ ok: false, reason: 'format', tag: '00' });
      expect(decoded(text)).toMatchObject({ format: '02', country: 'MY' });
    }
    expect(decoded(duitnowWithHash).reserved).toMatchObject([{ id: '82' }]);
  });

  it('with an empty 62 is read, and written without it', () => {
    const code = decoded(hkqrWithEmpty62);
    expect(code.additional).toEqual({ others: [] });
    const again = encodeMerchantCode(code.objects);
    const body = hkqrWithEmpty62.slice(0, -'620063046734'.length);
    expect(again).toEqual({ ok: true, value: `${body}6304${crc(`${body}6304`)}` });
  });
});

describe('to the letter', () => {
  it('the least code is read', () => {
    expect(decodeMerchantCode(sealed(good))).toMatchObject({ ok: true });
  });

  it.each(['52', '53', '58', '59', '60'])('object %s must be there', (id) => {
    const { objects } = decoded(sealed(good));
    const without = objects.filter((object) => object.id !== id);
    const missing = { ok: false, reason: 'missing', tag: id };
    expect(encodeMerchantCode(without)).toEqual(missing);
    const body = without.slice(1).map(({ id, value }) => `${id}0${value.length}${value}`);
    expect(decodeMerchantCode(sealed(body.join('')))).toEqual(missing);
  });

  it.each([
    ['no account', rest, 'missing', '02'],
    ['an amount with a comma', `${good}540598,73`, 'format', '54'],
    ['an amount of nothing', `${good}54040.00`, 'format', '54'],
    ['an amount without a digit before the point', `${good}5402.5`, 'format', '54'],
    ['two points', `${good}54051.2.3`, 'format', '54'],
    ['an amount of 14 digits', `${good}541412345678901234`, 'format', '54'],
    ['an unknown initiation', `010213${good}`, 'format', '01'],
    ['a category of letters', good.replace('52040000', '520400x0'), 'format', '52'],
    ['a currency of letters', good.replace('5303156', '5303CNY'), 'format', '53'],
    ['a country in small letters', good.replace('5802CN', '5802cn'), 'format', '58'],
    ['a name that is not ASCII', good.replace('Shop', 'Shöp'), 'format', '59'],
    ['a name of 26', good.replace('5904Shop', `5926${'S'.repeat(26)}`), 'format', '59'],
    ['a city of 16', good.replace('6004City', `6016${'C'.repeat(16)}`), 'format', '60'],
    ['a postal code of 11', `${good}611112345678901`, 'format', '61'],
    ['a fixed fee that is not said', `${good}550202`, 'missing', '56'],
    ['a fee without its indicator', `${good}56011`, 'format', '56'],
    ['a fee beside a request to ask', `${good}55020156011`, 'format', '56'],
    ['a percentage that is not said', `${good}550203`, 'missing', '57'],
    ['a percentage of 100', `${good}5502035703100`, 'format', '57'],
    ['a percentage of nothing', `${good}550203570500.00`, 'format', '57'],
    ['an unknown tip', `${good}550204`, 'format', '55'],
    ['a template without its GUID', `26080104TEST${good}`, 'missing', '26-00'],
    ['a GUID of 33', `26370033${'G'.repeat(33)}${good}`, 'format', '26-00'],
    ['an unreserved template without its GUID', `${good}80080104TEST`, 'missing', '80-00'],
    ['a template that does not add up', `2606000899${good}`, 'structure', '26-00'],
    ['a label of 26', `${good}62300126${'B'.repeat(26)}`, 'format', '62-01'],
    ['an unknown customer request', `${good}62060902AX`, 'format', '62-09'],
    ['a customer request made twice', `${good}62060902AA`, 'format', '62-09'],
    ['an empty label', `${good}62040100`, 'format', '62-01'],
    ['a payment system without its GUID', `${good}621250080104TEST`, 'missing', '62-50-00'],
    ['a name in no language', `${good}64060102AB`, 'missing', '64-00'],
    ['a language without a name', `${good}64060002ZH`, 'missing', '64-01'],
    ['an object twice', `${good}52040000`, 'duplicate', '52'],
    ['an empty object', `${good}6100`, 'format', '61'],
    ['a control character', `${good}6501\t`, 'format', '65'],
    ['a length beyond the end', `${good}6599x`, 'structure', '65'],
    ['a length that is no number', `${good}65xx`, 'structure', ''],
  ])('%s is refused', (_, body, reason, tag) => {
    expect(decodeMerchantCode(sealed(body))).toEqual({ ok: false, reason, tag });
  });

  it.each([
    ['98.', `${good}540398.`],
    ['98.73', `${good}540598.73`],
    ['0.01', `${good}54040.01`],
  ])('the amount %s is right', (amount, body) => {
    expect(decoded(sealed(body)).amount).toBe(amount);
  });

  it.each([
    ['00.01', { kind: 'percentage', percentage: '00.01' }],
    ['99.99', { kind: 'percentage', percentage: '99.99' }],
  ])('the percentage %s is right', (percentage, tip) => {
    expect(decoded(sealed(`${good}5502035705${percentage}`)).tip).toEqual(tip);
  });

  it('00 stands first and 63 last', () => {
    expect(decodeMerchantCode(`0102${sealed(good)}`)).toMatchObject({ reason: 'not-emv' });
    expect(decodeMerchantCode(sealed(good).slice(0, -8))).toMatchObject({ tag: '63' });
    expect(decodeMerchantCode(`${sealed(good)}6500`)).toMatchObject({ ok: false });
    const objects = decoded(sealed(good)).objects;
    expect(encodeMerchantCode(objects.toReversed())).toMatchObject({ reason: 'not-emv' });
  });

  it('a code of more than 512 characters is refused, both ways', () => {
    const long = ['65', '66', '67', '68', '69'].map((id) => `${id}99${'x'.repeat(99)}`).join('');
    expect(decodeMerchantCode(sealed(good + long))).toMatchObject({ reason: 'too-long' });
    const objects = decoded(sealed(good)).objects;
    const more = ['65', '66', '67', '68', '69'].map((id) => ({ id, value: 'x'.repeat(99) }));
    expect(encodeMerchantCode([...objects, ...more])).toMatchObject({ reason: 'too-long' });
  });

  it('half a character is refused, both ways', () => {
    const broken = `0002016501\ud83d6304`;
    expect(decodeMerchantCode(broken + crc(broken))).toMatchObject({ reason: 'characters' });
    const objects = decoded(sealed(good)).objects;
    expect(encodeMerchantCode([...objects, { id: '65', value: '\ud83d' }])).toMatchObject({
      reason: 'characters',
    });
  });
});

describe('whatever a code says', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(codes, (parts) => {
        const text = writeMerchantCode(parts);
        if (!text.ok) return expect(text).toMatchObject({ reason: 'too-long' });
        const { objects, ...read } = decoded(text.value);
        expect(read).toEqual(parts);
        expect(encodeMerchantCode(objects)).toEqual(text);
      }),
      { numRuns: 500 },
    );
  });

  it('no changed character goes unseen', () => {
    const changed = fc.tuple(
      fc.constantFrom(...samples),
      fc.nat(),
      fc.integer({ min: 32, max: 126 }),
    );
    fc.assert(
      fc.property(changed, ([[, text], at, code]) => {
        const characters = [...text];
        const place = at % characters.length;
        const other = String.fromCharCode(code);
        fc.pre(characters[place] !== other);
        const mutated = characters.with(place, other).join('');
        expect(decodeMerchantCode(mutated).ok).toBe(false);
        expect(readMerchantCode(mutated).ok).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each(samples)('%s cut short anywhere is refused', (_, text) => {
    for (let end = 0; end < text.length; end += 1) {
      expect(readMerchantCode(text.slice(0, end)).ok).toBe(false);
    }
  });

  it('no text makes the reader throw', () => {
    const almost = fc
      .tuple(fc.constantFrom(...samples), fc.nat(), fc.string({ unit: 'binary', maxLength: 9 }))
      .map(([[, text], at, junk]) => {
        const place = at % text.length;
        const covered = `${text.slice(0, place) + junk + text.slice(place, -8)}6304`;
        return covered + crc(covered);
      });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), almost), (text) => {
        expect(readMerchantCode(text)).toHaveProperty('ok');
      }),
      { numRuns: 3_000 },
    );
  });
});
