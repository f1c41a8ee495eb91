import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from '../../../../main/domain/emv/ber.ts';
import {
  eligibleApplications,
  readConsumerCode,
} from '../../../../main/domain/emv/consumer-code.ts';
import { exposeCardData } from '../../../../main/domain/emv/consumer-objects.ts';
import { programs, read } from '../../../tidy/tree.ts';
import { consumer } from './samples.ts';

/** The standard's own card number, in both its samples. */
const cardNumber = '1234567890123458';

/** `4F` and its value, with a length of one byte, or of `82` and two. */
function tlv(tag: string, value: string): string {
  const count = value.length / 2;
  const length = count < 128 ? byte(count) : `82${byte(count >> 8)}${byte(count & 0xff)}`;
  return tag + length + value;
}

function byte(value: number): string {
  return value.toString(16).padStart(2, '0');
}

function ascii(text: string): string {
  return Buffer.from(text).toString('hex');
}

function code(...objects: string[]): string {
  return Buffer.from([tlv('85', ascii('CPV01')), ...objects].join(''), 'hex').toString('base64');
}

const aid = tlv('4F', 'A000000333010101');
const otherAid = tlv('4F', 'A000000333010102');
const track = tlv('57', `${cardNumber}D191220112345F`);
const application = tlv('61', aid + track);

describe('EMVCo’s samples', () => {
  it('the first has one application', () => {
    expect(readConsumerCode(consumer.one)).toEqual({
      ok: true,
      value: { applications: [{ aid: 'A0000000555555', label: null, hint: '3458' }] },
    });
    const exposed = exposeCardData(consumer.one);
    expect(exposed.ok && exposed.value.objects.map(({ tag, value }) => [tag, hex(value)])).toEqual([
      ['85', '4350563031'],
      ['61', '4F07A0000000555555570F1234567890123458D191220112345F'],
    ]);
  });

  it('the second has two with a card in common', () => {
    expect(readConsumerCode(consumer.two)).toEqual({
      ok: true,
      value: {
        applications: [
          { aid: 'A0000000555555', label: 'Product1', hint: '3458' },
          { aid: 'A0000000666666', label: 'Product2', hint: '3458' },
        ],
      },
    });
    const exposed = exposeCardData(consumer.two);
    const common = exposed.ok ? exposed.value.common : [];
    expect(common.map(({ tag }) => tag)).toEqual(['5A', '5F20', '5F2D', '64']);
    expect(hex(common.at(-1)?.value ?? new Uint8Array())).toBe(
      '9F100706010A030000009F2608584FD385FA234BCC9F360200019F37046D58EF13',
    );
  });
});

describe('a card number', () => {
  const forms = [cardNumber, `${cardNumber.slice(0, 8)}`, cardNumber.slice(-8)];

  it('is not in what is read', () => {
    for (const text of [consumer.one, consumer.two, code(application)]) {
      const told = JSON.stringify(readConsumerCode(text));
      expect(forms.filter((form) => told.includes(form))).toEqual([]);
    }
  });

  it('is not in a fault', () => {
    const bad = code(tlv('61', aid + track + track));
    expect(readConsumerCode(bad)).toEqual({ ok: false, reason: 'duplicate', tag: '61-57' });
  });

  it('is not shown as a label', () => {
    const label = tlv('50', ascii('1234567890123458'));
    const reading = readConsumerCode(code(tlv('61', aid + label + track)));
    expect(reading).toMatchObject({ value: { applications: [{ label: null }] } });
  });

  it('is laid open to nobody but the reader that masks it', () => {
    const users = programs.filter(
      (path) =>
        /^(main|renderer|hub|drivers)\//.test(path) && read(path).includes('exposeCardData'),
    );
    expect(users).toEqual([
      'main/domain/emv/consumer-code.ts',
      'main/domain/emv/consumer-objects.ts',
    ]);
  });
});

describe('to the letter', () => {
  it('what is not EMVCo’s is refused before it is decoded', () => {
    for (const text of ['', '134567890123456789', 'hQVDUF', ` ${consumer.one}`]) {
      expect(readConsumerCode(text)).toEqual({ ok: false, reason: 'not-emv', tag: '' });
    }
  });

  it('what is no base64 is refused', () => {
    for (const text of [
      `${consumer.one}=`,
      consumer.one.replace('8SNF', '8 NF'),
      consumer.one.slice(0, -1),
    ]) {
      expect(readConsumerCode(text)).toMatchObject({ reason: 'characters' });
    }
    expect(readConsumerCode(consumer.one.replace(/8=$/, '9='))).toMatchObject({
      reason: 'characters',
    });
  });

  it.each([
    [
      'another version',
      Buffer.from(`${tlv('85', ascii('CPV02'))}${application}`, 'hex').toString('base64'),
      'not-emv',
      '85',
    ],
    ['no application', code(), 'missing', '61'],
    ['three applications', code(application, application, application), 'duplicate', '61'],
    [
      'one application beside a common template',
      code(application, tlv('62', tlv('5F20', '41'))),
      'duplicate',
      '62',
    ],
    [
      'two common templates',
      code(application, application, tlv('62', ''), tlv('62', '')),
      'duplicate',
      '62',
    ],
    [
      'an object in both',
      code(tlv('61', aid), application, tlv('62', track)),
      'duplicate',
      '62-57',
    ],
    ['a primitive twice', code(tlv('61', aid + aid + track)), 'duplicate', '61-4F'],
    ['an unknown primitive twice', code(application, '9F7F0101', '9F7F0101'), 'duplicate', '9F7F'],
    ['no card number', code(tlv('61', aid)), 'missing', '61-57'],
    [
      'a card number of letters',
      code(tlv('61', aid + tlv('5A', '12AB567890123458'))),
      'format',
      '61-5A',
    ],
    ['a length beyond the end', code(application, '9F7F05AA'), 'structure', '9F7F'],
    ['an indefinite length', code(application, '9F7F80AA'), 'structure', '9F7F'],
    ['half a tag', code(application, '9F'), 'structure', ''],
    ['half a length', code(application, '6482'), 'structure', '64'],
  ])('%s is refused', (_, text, reason, tag) => {
    expect(readConsumerCode(text)).toEqual({ ok: false, reason, tag });
  });

  it('an application without a usable AID is passed over', () => {
    const none = tlv('61', track);
    const short = tlv('61', tlv('4F', 'A0000003') + track);
    const long = tlv('61', tlv('4F', 'A0'.repeat(17)) + track);
    for (const skipped of [none, short, long]) {
      expect(readConsumerCode(code(skipped, application))).toMatchObject({
        value: { applications: [{ aid: 'A000000333010101' }] },
      });
      expect(readConsumerCode(code(skipped))).toEqual({ ok: true, value: { applications: [] } });
    }
  });

  it('unknown objects are kept, and 63 and 64 are not looked into', () => {
    const blob = 'FFFFFF';
    const first = tlv('61', aid + track + tlv('63', blob) + tlv('DF01', '01'));
    const exposed = exposeCardData(
      code(first, tlv('61', otherAid + track), tlv('62', tlv('64', blob)), tlv('DF7F', '02')),
    );
    expect(exposed).toMatchObject({ ok: true });
    if (!exposed.ok) return;
    const tags = (objects: readonly { readonly tag: string }[]) => objects.map(({ tag }) => tag);
    expect(tags(exposed.value.objects)).toEqual(['85', '61', '61', '62', 'DF7F']);
    expect(tags(exposed.value.applications[0] ?? [])).toEqual(['4F', '57', '63', 'DF01']);
    expect(tags(exposed.value.common)).toEqual(['64']);
  });

  it('a card number of odd length loses its padding', () => {
    const padded = tlv('61', aid + tlv('5A', '1234567890123457891F'));
    expect(readConsumerCode(code(padded))).toMatchObject({
      value: { applications: [{ hint: '7891' }] },
    });
  });

  it('512 bytes and more are read', () => {
    for (const size of [512, 2_000]) {
      const text = code(application, tlv('DF01', 'AB'.repeat(size)));
      expect(readConsumerCode(text)).toMatchObject({ ok: true });
    }
    const more = code(application, tlv('DF01', 'AB'.repeat(2_300)));
    expect(readConsumerCode(more)).toMatchObject({ reason: 'too-long' });
  });
});

describe('the application that is charged', () => {
  const both = readConsumerCode(code(application, tlv('61', otherAid + track)));
  const choose = (...aids: string[]) =>
    both.ok ? eligibleApplications(both.value, aids).map((each) => each.aid.slice(-2)) : null;

  it('is one whose AID the terminal knows, whole or by its beginning', () => {
    expect(choose('A000000333010102')).toEqual(['02']);
    expect(choose('a000000333')).toEqual(['01', '02']);
    expect(choose('A00000033301010199')).toEqual([]);
    expect(choose('0000000333', '')).toEqual([]);
    expect(choose()).toEqual([]);
  });

  it('is, of two, the one the merchant names first', () => {
    expect(choose('A000000333010102', 'A000000333010101')).toEqual(['02', '01']);
    expect(choose('A000000333010101', 'A000000333')).toEqual(['01', '02']);
  });
});

it('no text makes the reader throw', () => {
  const anyBytes = fc
    .uint8Array({ maxLength: 60 })
    .map((bytes) =>
      Buffer.concat([Buffer.from('85054350563031', 'hex'), bytes]).toString('base64'),
    );
  const mutated = fc
    .tuple(fc.constantFrom(...Object.values(consumer)), fc.nat(), fc.string({ maxLength: 2 }))
    .map(
      ([text, at, junk]) =>
        text.slice(0, at % text.length) + junk + text.slice((at % text.length) + 1),
    );
  const texts = fc.oneof(fc.string({ unit: 'binary' }), anyBytes, mutated);
  fc.assert(
    fc.property(texts, (text) => {
      expect(readConsumerCode(text)).toHaveProperty('ok');
    }),
    { numRuns: 3_000 },
  );
});
