import { spawnSync } from 'node:child_process';
import { correction, generate, mode } from 'lean-qr';
import { describe, expect, test } from 'vitest';
import { twoByteCode } from '../../../drivers/printer/escpos/charset.ts';
import { gb18030Table } from '../../../drivers/printer/escpos/gb18030.ts';
import { qrSideModules } from '../../../drivers/printer/escpos/qr-capacity.ts';
import { ditherImage } from '../../../drivers/printer/raster/dither.ts';

describe('the tables', () => {
  test('of GBK leave out just what iconv does not know in it', () => {
    const characters = [...gb18030Table().keys()];
    const bytes = [...gb18030Table().values()].flatMap((code) => [code >> 8, code & 0xff, 0x0a]);
    const { stdout } = spawnSync('iconv', ['-c', '-f', 'GBK', '-t', 'UTF-8'], {
      input: Uint8Array.from(bytes),
      encoding: 'utf8',
      maxBuffer: 1_000_000,
    });
    const read = stdout.split('\n');
    const known = characters.filter((character, at) => read[at] === character);
    expect(characters.filter((character) => twoByteCode(character, 'gbk') !== undefined)).toEqual(
      known,
    );
    expect(characters.length - known.length).toBe(100);
  });

  test('of QR sizes are those of a generator that is not ours, to the last byte', () => {
    const side = (bytes: number, level: 'L' | 'M' | 'Q' | 'H'): number => {
      const limits = {
        minCorrectionLevel: correction[level],
        maxCorrectionLevel: correction[level],
      };
      return generate(mode.bytes(new Uint8Array(bytes)), limits).size;
    };
    for (const level of ['L', 'M', 'Q', 'H'] as const) {
      for (const bytes of [1, 7, 8, 14, 17, 18, 84, 106, 107, 250, 271, 661, 1_273]) {
        expect(qrSideModules(bytes, level)).toBe(side(bytes, level));
      }
    }
    expect(qrSideModules(2_953, 'L')).toBe(177);
    expect(qrSideModules(2_954, 'L')).toBeUndefined();
  });
});

describe('dithering', () => {
  const count = (bits: Uint8Array): number =>
    bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);

  test('makes as many black dots as the picture is dark', () => {
    for (const grey of [0, 64, 128, 192, 255]) {
      const black = count(ditherImage(new Uint8Array(64 * 64).fill(grey), 64, 64));
      expect(Math.abs(black / (64 * 64) - (255 - grey) / 255)).toBeLessThan(0.02);
    }
  });

  test('pads each row to whole bytes with white', () => {
    expect(ditherImage(new Uint8Array(9 * 2), 9, 2)).toEqual(Uint8Array.of(0xff, 0x80, 0xff, 0x80));
  });

  test('refuses pixels that are not those of the size', () => {
    expect(() => ditherImage(new Uint8Array(5), 2, 2)).toThrow(/not a picture of 2 x 2/);
  });
});
