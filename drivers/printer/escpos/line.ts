import { DeviceError } from '../../device-error.ts';
import type { Alignment, LineBlock, TextSize } from '../document.ts';
import type { PrinterProfile } from '../profile.ts';
import { ESC, FS, GS, LF } from './bytes.ts';
import { encodeText } from './text.ts';

/** What ESC @ sets, and what each block leaves behind for the next. */
export type Style = {
  align: Alignment;
  isBold: boolean;
  isUnderlined: boolean;
  isInverted: boolean;
  size: TextSize;
};

export const plainStyle: Readonly<Style> = {
  align: 'left',
  isBold: false,
  isUnderlined: false,
  isInverted: false,
  size: 'normal',
};

const alignments = { left: 0, center: 1, right: 2 } as const;
/** High nibble is width, low nibble height, less one (GS !). */
const sizes = { normal: 0x00, tall: 0x01, double: 0x11 } as const;

export function styleOf(block: LineBlock): Style {
  return {
    align: block.align,
    isBold: block.isBold ?? false,
    isUnderlined: block.isUnderlined ?? false,
    isInverted: block.isInverted ?? false,
    size: block.size ?? 'normal',
  };
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
  return bytes;
}

export function encodeLine(block: LineBlock, profile: PrinterProfile): number[] {
  return [...encodeText(block.text, profile.cjk), LF];
}

export function encodeFeed(lines: number): number[] {
  if (!Number.isInteger(lines) || lines < 1 || lines > 255) {
    throw new DeviceError('device.bad-data', `a feed of ${lines} lines is not 1 to 255`);
  }
  return [ESC, 0x64, lines];
}

export function hasChineseMode(profile: PrinterProfile): boolean {
  return profile.cjk === 'gb18030' || profile.cjk === 'gbk';
}
