import { correction, generate, mode } from 'lean-qr';
import type { QrErrorCorrection } from '../document.ts';
import { cellDots, glyphOf } from '../font/glyphs.ts';
import { Bitmap, type RasterImage } from './bitmap.ts';
import { drawCharacter } from './draw-character.ts';

/** Bars and spaces as a string of modules, `1` black; and the digits to print below. */
export type Bars = { readonly modules: string; readonly digits: string };

const plain = { isBold: false, isUnderlined: false, isInverted: false, width: 1, height: 1 };
const digitDots = 12;
const digitRowDots = cellDots + 2;

/** Without Shift JIS, which readers for Chinese phones do not expect: Chinese goes as UTF-8 alone. */
const readableModes = [mode.numeric, mode.alphaNumeric, mode.ascii, mode.utf8];

/** @throws Error when the data is more than the largest QR code holds. */
export function drawQr(data: string, level: QrErrorCorrection, moduleDots: number): RasterImage {
  const wanted = correction[level];
  const levels = { minCorrectionLevel: wanted, maxCorrectionLevel: wanted };
  const code = generate(data, { ...levels, modes: readableModes });
  const bitmap = new Bitmap(code.size * moduleDots);
  for (let row = 0; row < code.size; row++) {
    for (let column = 0; column < code.size; column++) {
      if (!code.get(column, row)) continue;
      bitmap.fill(column * moduleDots, row * moduleDots, moduleDots, moduleDots);
    }
  }
  return bitmap.toImage();
}

/** Bars with their digits centred below, or without. */
export function drawBars(
  { modules, digits }: Bars,
  moduleDots: number,
  heightDots: number,
  hasDigits: boolean,
): RasterImage {
  const barsWidth = modules.length * moduleDots;
  const width = Math.max(barsWidth, hasDigits ? digits.length * digitDots : 0);
  const bitmap = new Bitmap(width);
  const left = Math.floor((width - barsWidth) / 2);
  [...modules].forEach((module, i) => {
    if (module === '1') bitmap.fill(left + i * moduleDots, 0, moduleDots, heightDots);
  });
  if (!hasDigits) return bitmap.toImage();
  const start = Math.floor((width - digits.length * digitDots) / 2);
  [...digits].forEach((digit, i) => {
    drawCharacter(bitmap, glyphOf(digit, 12), plain, start + i * digitDots, heightDots + 2);
  });
  bitmap.growTo(heightDots + digitRowDots);
  return bitmap.toImage();
}
