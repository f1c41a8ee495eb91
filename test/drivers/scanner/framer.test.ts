import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stripAffixes } from '../../../drivers/scanner/affixes.ts';
import { parseAim } from '../../../drivers/scanner/aim.ts';
import { emptyFramer, flush, pushBytes } from '../../../drivers/scanner/framer.ts';

const limit = 50;

function frame(chunks: readonly Uint8Array[]): { codes: string[]; overflows: number } {
  let framer = emptyFramer;
  const codes: string[] = [];
  let overflows = 0;
  for (const chunk of chunks) {
    const framed = pushBytes(framer, chunk, limit);
    framer = framed.framer;
    codes.push(...framed.codes);
    overflows += framed.overflows;
  }
  codes.push(...flush(framer).codes);
  return { codes, overflows };
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** Cuts bytes at any places. */
function chop(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
  places.sort((a, b) => a - b);
  return places.slice(1).map((end, i) => bytes.subarray(places[i], end));
}

describe('codes off a serial line', () => {
  test('come out the same however the bytes are chopped', () => {
    const byte = fc.oneof(
      fc.constantFrom(0x02, 0x03, 0x09, 0x0a, 0x0d, 0x1d),
      fc.integer({ min: 0, max: 255 }),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 300 }), fc.array(fc.nat()), (bytes, cuts) => {
        const stream = Uint8Array.from(bytes);
        expect(frame(chop(stream, cuts))).toEqual(frame([stream]));
      }),
    );
  });

  test('survive whole, with their separators, whatever ends them', () => {
    const code = fc
      .array(fc.oneof(fc.constant(0x1d), fc.integer({ min: 0x20, max: 0xff })), {
        minLength: 1,
        maxLength: limit,
      })
      .map((bytes) => Buffer.from(bytes).toString('latin1'));
    const end = fc.constantFrom('\r', '\n', '\r\n', '\t', '\x03', '\x03\r\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(code, end)), (scans) => {
        const stream = latin1(
          scans.map(([text, terminator]) => `\x02${text}${terminator}`).join(''),
        );
        expect(frame([stream]).codes).toEqual(scans.map(([text]) => text));
      }),
    );
  });

  test('are dropped and reported when they are too long, and the next one is whole', () => {
    expect(frame([latin1('x'.repeat(limit))])).toEqual({
      codes: ['x'.repeat(limit)],
      overflows: 0,
    });
    const stream = latin1(`${'x'.repeat(3 * limit)}\r\n6901234567892\r\n`);
    expect(frame([stream])).toEqual({ codes: ['6901234567892'], overflows: 1 });
  });
});

describe('what surrounds a code', () => {
  test.each([
    [']E06901234567892', { code: '6901234567892', aim: ']E0', symbology: 'ean13' }],
    [']Q3\x1d0104', { code: '\x1d0104', aim: ']Q3', symbology: 'gs1-qr' }],
    [']Q1https://a', { code: 'https://a', aim: ']Q1', symbology: 'qr' }],
    [']X0odd', { code: 'odd', aim: ']X0' }],
    ['6901234567892', { code: '6901234567892' }],
    [']E0', { code: ']E0' }],
  ])('the AIM identifier of %j is told apart', (raw, expected) => {
    expect(parseAim(raw)).toEqual(expected);
  });

  test('the prefix and suffix that the scanner is set to send are taken off, each only once', () => {
    expect(stripAffixes('~~123##', '~', '#')).toBe('~123#');
    expect(stripAffixes('123', '~', '#')).toBe('123');
  });
});
