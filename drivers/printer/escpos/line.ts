import { DeviceError } from '../../device-error.ts';
import type { LineBlock } from '../document.ts';
import { isFontInstalled } from '../font/unifont.ts';
import type { PrinterProfile } from '../profile.ts';
import { drawLine, type LineLook } from '../raster/draw-line.ts';
import { ESC, LF, type Unit } from './bytes.ts';
import { encodeRaster } from './raster.ts';
import { encodeText, needsDrawing, printableText } from './text.ts';

/**
 * A line in the printer's own font, or drawn when that lacks a character of it (device-facts 1.2,
 * rule 1). Where our font is missing too, a Chinese printer gets question marks for what it cannot
 * print.
 * @throws DeviceError `device.not-configured` on a printer without Chinese when there is no font to
 * draw with: a receipt of question marks is none.
 */
export function encodeLine(block: LineBlock, look: LineLook, profile: PrinterProfile): Unit[] {
  const text = printableText(block.text);
  if (profile.cjk === 'none' && /[^\x20-\x7e]/.test(text) && !isFontInstalled()) {
    const message = `${profile.name} has no Chinese and the font to draw it (unifont) is missing`;
    throw new DeviceError('device.not-configured', message);
  }
  if (needsDrawing(text, profile.cjk)) {
    return encodeRaster(drawLine(text, look, profile.widthDots), profile);
  }
  return [[...encodeText(block.text, profile.cjk), LF]];
}

export function encodeFeed(lines: number): number[] {
  if (!Number.isInteger(lines) || lines < 1 || lines > 255) {
    throw new DeviceError('device.bad-data', `a feed of ${lines} lines is not 1 to 255`);
  }
  return [ESC, 0x64, lines];
}
