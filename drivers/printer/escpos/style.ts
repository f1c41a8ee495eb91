import type { LineBlock } from '../document.ts';
import type { PrinterProfile } from '../profile.ts';
import type { LineLook } from '../raster/draw-line.ts';
import { ESC, FS, GS } from './bytes.ts';
import { leaveChinese } from './text.ts';

/** What ESC @ sets, and what each block leaves behind for the next. */
export type Style = LineLook & { readonly isRed: boolean };

export const plainStyle: Style = {
  align: 'left',
  isBold: false,
  isUnderlined: false,
  isInverted: false,
  size: 'normal',
  isRed: false,
};

const alignments = { left: 0, center: 1, right: 2 } as const;
/** High nibble is width, low nibble height, less one (GS !). */
const sizes = { normal: 0x00, tall: 0x01, double: 0x11 } as const;

/** Red becomes bold where there is one colour: it was meant to be seen. */
export function styleOf(block: LineBlock, { hasTwoColours }: PrinterProfile): Style {
  const isRed = block.colour === 'red';
  return {
    align: block.align,
    isBold: block.isBold === true || (isRed && !hasTwoColours),
    isUnderlined: block.isUnderlined ?? false,
    isInverted: block.isInverted ?? false,
    size: block.size ?? 'normal',
    isRed: isRed && hasTwoColours,
  };
}

/**
 * What every job begins with.
 * ESC R 0: other national sets have no `$` or `#` (the Chinese one prints `$` as a yen sign).
 * FS .: some printers start in Chinese mode; every run of text comes back to single bytes too.
 */
export function encodeStart(profile: PrinterProfile): number[] {
  return [ESC, 0x40, ESC, 0x52, 0, ...(hasChineseMode(profile) ? leaveChinese : [])];
}

/** Only the commands for what changes. */
export function encodeStyleChange(from: Style, to: Style, profile: PrinterProfile): number[] {
  const bytes: number[] = [];
  if (from.align !== to.align) bytes.push(ESC, 0x61, alignments[to.align]);
  if (from.isBold !== to.isBold) bytes.push(ESC, 0x45, Number(to.isBold));
  if (from.isUnderlined !== to.isUnderlined) {
    bytes.push(ESC, 0x2d, Number(to.isUnderlined));
    // ESC - reaches single-byte characters only; FS - is its twin for Chinese ones.
    if (hasChineseMode(profile)) bytes.push(FS, 0x2d, Number(to.isUnderlined));
  }
  if (from.isInverted !== to.isInverted) bytes.push(GS, 0x42, Number(to.isInverted));
  if (from.size !== to.size) bytes.push(GS, 0x21, sizes[to.size]);
  // ESC r: 0 black, 1 red (Epson's command reference; not tried on hardware).
  if (from.isRed !== to.isRed) bytes.push(ESC, 0x72, Number(to.isRed));
  return bytes;
}

export function hasChineseMode({ cjk }: PrinterProfile): boolean {
  return cjk === 'gb18030' || cjk === 'gbk';
}
