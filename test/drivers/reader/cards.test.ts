import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeviceError } from '../../../drivers/device-error.ts';
import { parsePurseEntry } from '../../../drivers/reader/card/history.ts';
import { parseFoundCard } from '../../../drivers/reader/card/kind.ts';
import { parseBalance, parsePurseInfo } from '../../../drivers/reader/card/purse.ts';
import { describeStatusWord } from '../../../drivers/reader/card/status-word.ts';
import {
  numberCard,
  paymentCard,
  phone,
  purseApplications,
  purseCard,
  type2Tag,
  type4Tag,
} from '../../../drivers/reader/simulator/card.ts';
import { encodeNdef, uriRecord } from '../../../drivers/reader/simulator/ndef.ts';
import { readSimulated, transitCard, transitPurse, transitSeen } from './support.ts';

const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

describe('a card that is found', () => {
  test.each([
    ['01', 'iso14443-4a'],
    ['02', 'iso14443-4b'],
    ['03', 'mifare-classic'],
    ['04', 'mifare-ultralight'],
    ['05', 'iso14443-3a'],
    ['06', 'iso14443-3b'],
    ['07', 'phone'],
  ])('by the poll byte %s is %s', (pollByte, kind) => {
    expect(parseFoundCard(fromHex(`${pollByte}01020304`))).toMatchObject({ kind });
  });

  test('by no byte but 00 alone is none', () => {
    expect(parseFoundCard(fromHex('00'))).toBeUndefined();
    for (const data of ['', '0001020304', '08010203', '0801020304', '01', '01010203']) {
      expect(() => parseFoundCard(fromHex(data))).toThrow(DeviceError);
    }
  });

  test.each([
    ['08112233', true],
    ['09112233', false],
    ['08112233445566', false],
    ['08112233445566778899', false],
  ])('with the UID %s has one of a single touch: %s', async (uid, isRandomUid) => {
    expect(await readSimulated(numberCard(uid))).toEqual({
      kind: 'mifare-classic',
      uid,
      isRandomUid,
    });
  });
});

describe('a purse', () => {
  test('of T-Union shows its balance, its dates, its number and its history', async () => {
    expect(await readSimulated(transitCard)).toEqual(transitSeen);
  });

  test.each([
    ['City Union', 'city-union'],
    ['plain', 'pboc'],
  ] as const)('of %s is found as well', async (name, scheme) => {
    const card = purseCard({ ...transitPurse, application: purseApplications[name] });
    expect((await readSimulated(card)).purse).toEqual({ ...transitSeen.purse, scheme });
  });

  test('whose balance stands under the other number is read', async () => {
    const card = purseCard({ ...transitPurse, purseNumber: 1 });
    expect((await readSimulated(card)).purse?.balanceMinor).toBe(4_235);
  });

  test.each([
    ['80000000', 0],
    ['7fffffff', 0x7fffffff],
    ['ffffffff', 0x7fffffff],
    ['8000108b', 4_235],
    ['0000108b', 4_235],
  ])('says %s for %i cents: the top bit is none', (data, cents) => {
    expect(parseBalance(fromHex(data))).toBe(cents);
  });

  test('without a number and dates still shows its balance', async () => {
    const card = purseCard({ application: purseApplications['T-Union'], balanceMinor: 100 });
    expect((await readSimulated(card)).purse).toEqual({
      scheme: 't-union',
      balanceMinor: 100,
      history: [],
    });
    expect(parsePurseInfo(new Uint8Array(30).fill(0xff))).toEqual({});
  });

  test('shows ten entries at most, and skips those never written', async () => {
    const [entry] = transitPurse.history ?? [];
    const blank = {
      sequence: 0,
      type: 0,
      amountMinor: 0,
      at: '00000000000000',
      terminal: '0'.repeat(12),
    };
    const history = Array.from({ length: 14 }, (_, index) =>
      index === 1 ? blank : (entry ?? blank),
    );
    const card = purseCard({ ...transitPurse, history });
    expect((await readSimulated(card)).purse?.history).toHaveLength(9);
  });

  test('is looked for in its order, and a payment directory or application never', async () => {
    const selected: string[] = [];
    await readSimulated(paymentCard(), (answer, apdu) => {
      if (apdu[1] === 0xa4) selected.push(Buffer.from(apdu.subarray(5)).toString('hex'));
      return answer;
    });
    expect(selected).toEqual([
      'a00000063201010500',
      'a0000000038698070100',
      '3f00',
      'd276000085010100',
    ]);
    expect(selected.join()).not.toMatch(/325041592e|a000000003(?!8698)|a000000333|a000000004/);
  });
});

/** Every answer of the card that may be spoilt, by its number. */
const anyAnswer = fc.nat(7);

describe('an answer of a purse that is broken', () => {
  test('never becomes another balance', async () => {
    const spoiling = fc.constantFrom('cut', 'lengthened', 'empty');
    await fc.assert(
      fc.asyncProperty(anyAnswer, spoiling, fc.nat(), async (which, how, count) => {
        let number = 0;
        const card = readSimulated(transitCard, (answer) => {
          if (number++ !== which) return answer;
          if (how === 'empty') return new Uint8Array(0);
          const data = answer.subarray(0, -2);
          if (how === 'lengthened') return Uint8Array.of(...data, 1, 0x90, 0);
          return Uint8Array.of(...data.subarray(0, count % Math.max(data.length, 1)), 0x90, 0);
        });
        const balance = await card.then(
          (seen) => seen.purse?.balanceMinor,
          (cause: unknown) => {
            expect(cause).toBeInstanceOf(DeviceError);
            return undefined;
          },
        );
        expect([undefined, 4_235]).toContain(balance);
      }),
    );
  });

  test('is an error, not a card without a purse', async () => {
    const short = readSimulated(transitCard, (answer, apdu) =>
      apdu[1] === 0x5c ? fromHex('0000109000') : answer,
    );
    await expect(short).rejects.toMatchObject({
      code: 'device.bad-data',
      message: "the card's balance has 3 bytes instead of 4",
    });
  });

  test('in its log is an error as well: a date is decimal', () => {
    const record = new Uint8Array(23).fill(0x01);
    record[16] = 0x2f;
    expect(() => parsePurseEntry(record)).toThrow(DeviceError);
    expect(() => parsePurseEntry(record.subarray(1))).toThrow(DeviceError);
    expect(parsePurseEntry(new Uint8Array(23))).toBeUndefined();
    expect(parsePurseEntry(new Uint8Array(23).fill(0xff))).toBeUndefined();
  });

  test('of any bytes is read or refused, and nothing else happens', async () => {
    const cards = [
      transitCard,
      type4Tag(encodeNdef([uriRecord('https://a.cn')])),
      type2Tag(encodeNdef([uriRecord('https://a.cn')])),
    ];
    const bytes = fc.uint8Array({ maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cards),
        fc.nat(12),
        bytes,
        fc.boolean(),
        async (card, which, data, isOk) => {
          let number = 0;
          const spoilt = isOk ? Uint8Array.of(...data, 0x90, 0) : data;
          const reading = readSimulated(card, (answer) => (number++ === which ? spoilt : answer));
          await reading.catch((cause: unknown) => expect(cause).toBeInstanceOf(DeviceError));
          // However it answers, a card is not asked for ever.
          expect(number).toBeLessThan(60);
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('a phone has another UID at every look', async () => {
  const card = phone(encodeNdef([uriRecord('https://a.cn')]));
  const seen = await Promise.all([readSimulated(card), readSimulated(card), readSimulated(card)]);
  expect(new Set(seen.map(({ uid }) => uid)).size).toBeGreaterThan(1);
  expect(seen.every(({ isRandomUid, kind }) => isRandomUid && kind === 'phone')).toBe(true);
});

test.each([
  [0x9000, '9000 (done)'],
  [0x9401, '9401 (not enough money)'],
  [0x9403, '9403 (the key index is not supported)'],
  [0x9302, '9302 (the MAC is wrong)'],
  [0x6a82, '6A82 (file or application not found)'],
  [0x0123, '0123 (not in our table)'],
])('the status word %i is written %s', (statusWord, text) => {
  expect(describeStatusWord(statusWord)).toBe(text);
});
