import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WeightUnit } from '../../../drivers/contract.ts';
import { hidScale } from '../../../drivers/scale/hid.ts';
import { mtSics } from '../../../drivers/scale/mt-sics.ts';
import { nci } from '../../../drivers/scale/nci.ts';
import type { ScaleAnswer, ScaleProtocol } from '../../../drivers/scale/protocol.ts';
import { weightAnswers } from '../../../drivers/scale/simulator/answers.ts';
import { toledo8217 } from '../../../drivers/scale/toledo-8217.ts';
import { weigh } from '../../../drivers/scale/weighing.ts';
import { decimalWeight, escapeRaw, weightOf } from '../../../drivers/scale/weight.ts';

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** What an answer comes to, in one word or one weight. */
function meaning(answer: ScaleAnswer): string {
  if (answer.kind !== 'weight') return answer.kind;
  return `${answer.reading.valueMicro} ${answer.reading.unit}`;
}

describe('a weight', () => {
  test.each<[string, WeightUnit, number, number]>([
    ['0.000', 'kg', 0, 0],
    ['01.250', 'kg', 1_250_000, 1_250_000],
    ['0.0005', 'kg', 500, 500],
    ['100.00', 'g', 100_000_000, 100_000],
    ['0.0004', 'g', 400, 0],
    ['0.0005', 'g', 500, 1],
    ['1', 'lb', 1_000_000, 453_592],
    ['2.2046', 'lb', 2_204_600, 999_990],
    ['1', 'oz', 1_000_000, 28_350],
    ['16', 'oz', 16_000_000, 453_592],
  ])('of %s %s is exact in millionths and in milligrams', (digits, unit, micro, milligrams) => {
    expect(decimalWeight(digits, unit, 'raw')).toEqual({
      valueMicro: micro,
      unit,
      milligrams,
      raw: 'raw',
    });
  });

  test('keeps each digit, whatever a binary fraction would make of it', () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.integer({ min: 0, max: 999_999 }), (whole, fraction) => {
        const digits = `${whole}.${String(fraction).padStart(6, '0')}`;
        const micro = BigInt(whole) * 1_000_000n + BigInt(fraction);
        expect(decimalWeight(digits, 'kg', '')?.valueMicro).toBe(Number(micro));
        expect(decimalWeight(digits, 'kg', '')?.milligrams).toBe(Number(micro));
      }),
    );
  });

  test.each(['', '.5', '5.', '1.2.3', '1,250', '-1.0', ' 1.0', '1e3', '1234567890', '1.2345678'])(
    'is not made of %j',
    (digits) => expect(decimalWeight(digits, 'kg', '')).toBeUndefined(),
  );

  test('that is below zero, too fine or too large is none', () => {
    expect(weightOf(-1n, 0, 'kg', '')).toBeUndefined();
    expect(weightOf(5n, -7, 'kg', '')).toBeUndefined();
    expect(weightOf(50n, -7, 'kg', '')?.valueMicro).toBe(5);
    expect(weightOf(65_535n, 12, 'lb', '')).toBeUndefined();
    expect(weightOf(1n, -128, 'g', '')).toBeUndefined();
  });

  test('is kept for the journal as it came, and nothing else reads the same', () => {
    expect(escapeRaw(latin1('\x0201.250\r'))).toBe('\\x0201.250\\x0d');
    const bytes = fc.uint8Array({ maxLength: 12 });
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const isSame = Buffer.from(a).equals(Buffer.from(b));
        expect(escapeRaw(a) === escapeRaw(b)).toBe(isSame);
      }),
    );
  });
});

describe.each<[string, ScaleProtocol, readonly (readonly [string, string])[]]>([
  [
    'toledo-8217',
    toledo8217,
    [
      ['\x0201.250\r', '1250000 kg'],
      ['\x0200.000\r', '0 kg'],
      ['\x0201.250N\r', '1250000 kg'],
      ['\x02012.34\r', '12340000 lb'],
      ['\x0212.34N\r', '12340000 lb'],
      ['\x02?A\r', 'moving'],
      ['\x02?C\r', 'moving'],
      ['\x02?B\r', 'unable'],
      ['\x02?D\r', 'unable'],
      ['\x02?\\\r', 'unable'],
      ['\x02?@\r', 'moving'],
      ['01.250\r', 'unreadable'],
      ['\x021.250\r', 'unreadable'],
      ['\x0201.2500\r', 'unreadable'],
      ['\x02-1.250\r', 'unreadable'],
      ['\x0201.25O\r', 'unreadable'],
      ['\x02?\xc1\r', 'unreadable'],
      ['\x02\r', 'unreadable'],
      ['\r', 'unreadable'],
    ],
  ],
  [
    'nci',
    nci,
    [
      ['\n01.250KG\r\nS00\r\x03', '1250000 kg'],
      ['\n  1.25lb\r\n00\r\x03', '1250000 lb'],
      ['\n 1250g \r\nS00\r\x03', '1250000000 g'],
      ['\n00.000KG\r\nS20\r\x03', '0 kg'],
      ['\n-0.000KG\r\nS00\r\x03', '0 kg'],
      ['\n01.250KG\r\nS10\r\x03', 'moving'],
      ['\nS10\r\x03', 'moving'],
      ['\nS00\r\x03', 'moving'],
      ['\nS02\r\x03', 'unable'],
      ['\nS01\r\x03', 'unable'],
      ['\nS08\r\x03', 'unable'],
      ['\nS40\r\x03', 'unable'],
      ['\n-1.250KG\r\nS00\r\x03', 'unable'],
      ['\n^^^^^^KG\r\nS00\r\x03', 'unable'],
      ['\n01.250KG\r\nS0\r\x03', 'unreadable'],
      ['\n01.250XG\r\nS00\r\x03', 'unreadable'],
      ['\n1.2.50KG\r\nS00\r\x03', 'unreadable'],
      ['\n?\r\x03', 'unreadable'],
      ['\x03', 'unreadable'],
    ],
  ],
  [
    'mt-sics',
    mtSics,
    [
      ['S S     100.00 g\r\n', '100000000 g'],
      ['S S      1.250 kg\r\n', '1250000 kg'],
      ['S S      -0.00 g\r\n', '0 g'],
      ['S D     100.00 g\r\n', 'moving'],
      ['S I\r\n', 'moving'],
      ['S +\r\n', 'unable'],
      ['S -\r\n', 'unable'],
      ['S S      -5.00 g\r\n', 'unable'],
      ['S S     100.00 ct\r\n', 'unreadable'],
      ['S S     100.00 g\n', 'unreadable'],
      ['S S     100,00 g\r\n', 'unreadable'],
      ['Z A\r\n', 'unreadable'],
      ['ES\r\n', 'unreadable'],
    ],
  ],
  [
    'hid',
    hidScale,
    [
      ['\x03\x04\x03\xfd\xe2\x04', '1250000 kg'],
      ['\x03\x04\x02\x00\xe2\x04', '1250000000 g'],
      ['\x03\x04\x0b\xff\x7b\x00', '12300000 oz'],
      ['\x03\x04\x0c\xfe\xff\xff', '655350000 lb'],
      ['\x03\x02\x02\x00\x00\x00', '0 g'],
      ['\x03\x03\x02\x00\x05\x00', 'moving'],
      ['\x03\x01\x02\x00\x05\x00', 'unable'],
      ['\x03\x05\x02\x00\x05\x00', 'unable'],
      ['\x03\x06\x02\x00\x05\x00', 'unable'],
      ['\x03\x07\x02\x00\x05\x00', 'unable'],
      ['\x03\x08\x02\x00\x05\x00', 'unable'],
      ['\x03\x02\x02\x00\x05\x00', 'unreadable'],
      ['\x03\x04\x04\x00\x05\x00', 'unreadable'],
      ['\x03\x04\x02\x80\x05\x00', 'unreadable'],
      ['\x03\x09\x02\x00\x05\x00', 'unreadable'],
      ['\x04\x04\x02\x00\x05\x00', 'unreadable'],
      ['\x03\x04\x02\x00\x05', 'unreadable'],
    ],
  ],
])('%s', (name, protocol, examples) => {
  test.each(examples)('%j means %s', (answer, expected) => {
    expect(meaning(protocol.parse(latin1(answer)))).toBe(expected);
  });

  test('takes any bytes without a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(['weight', 'moving', 'unable', 'unreadable']).toContain(protocol.parse(bytes).kind);
      }),
    );
  });

  test('one byte changed, one lost or one too many, in any one answer, is never a wrong weight', async () => {
    const fault = fc.record({
      how: fc.constantFrom('change', 'lose', 'double'),
      at: fc.nat(30),
      to: fc.nat(255),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 29_999 }),
        fault,
        fc.nat(3),
        async (grams, { how, at, to }, which) => {
          const digits = `${Math.trunc(grams / 1_000)}.${String(grams % 1_000).padStart(3, '0')}`;
          const sent = weightAnswers[name as keyof typeof weightAnswers]({
            digits,
            unit: 'kg',
            condition: 'stable',
          });
          let asked = 0;
          const reading = await weigh(async () => {
            const bytes = Buffer.from(sent);
            if (asked++ !== which) return protocol.parse(bytes);
            const place = at % bytes.length;
            const here = { change: [to], lose: [], double: [bytes[place] ?? 0, to] }[how] ?? [];
            return protocol.parse(
              Buffer.concat([
                bytes.subarray(0, place),
                Buffer.from(here),
                bytes.subarray(place + 1),
              ]),
            );
          }, 5_000).catch((error: unknown) => error);
          if (reading instanceof Error)
            expect(reading).toHaveProperty('code', 'device.out-of-range');
          else expect(reading).toMatchObject({ valueMicro: grams * 1_000, unit: 'kg' });
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
