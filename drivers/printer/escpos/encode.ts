import { DeviceError } from '../../device-error.ts';
import { driverLimits } from '../../limits.ts';
import type { PrintBlock, PrintDocument } from '../document.ts';
import type { PrinterProfile } from '../profile.ts';
import { encodeBarcode } from './barcode.ts';
import { ESC, GS } from './bytes.ts';
import {
  encodeFeed,
  encodeLine,
  encodeStyleChange,
  hasChineseMode,
  plainStyle,
  type Style,
  styleOf,
} from './line.ts';
import { encodeQr } from './qr.ts';
import { encodeRaster } from './raster.ts';
import { leaveChinese } from './text.ts';

/**
 * A document as ESC/POS, in segments of whole commands: only between segments may the printer be
 * asked for its status. Codes and images are centred. Throws `device.bad-data` before any byte is
 * given out when a block cannot be printed on this printer.
 */
export function encodeDocument(document: PrintDocument, profile: PrinterProfile): Uint8Array[] {
  if (document.widthCells > profile.widthCells) {
    const { widthCells } = document;
    throw new DeviceError('device.bad-data', `${widthCells} cells do not fit on ${profile.name}`);
  }
  const units = [start(profile)];
  let style = plainStyle;
  for (const block of document.blocks) {
    const wanted = styleFor(block, style);
    units.push(encodeStyleChange(style, wanted, profile), ...encodeBlock(block, profile));
    style = wanted;
  }
  return gather(units);
}

function styleFor(block: PrintBlock, style: Style): Style {
  switch (block.kind) {
    case 'line':
      return styleOf(block);
    case 'qr':
    case 'barcode':
    case 'image':
      return { ...plainStyle, align: 'center' };
    case 'feed':
    case 'cut':
      return style;
  }
}

function encodeBlock(block: PrintBlock, profile: PrinterProfile): number[][] {
  switch (block.kind) {
    case 'line':
      return [encodeLine(block, profile)];
    case 'qr':
      return [encodeQr(block)];
    case 'barcode':
      return [encodeBarcode(block, profile.widthDots)];
    case 'image':
      return encodeRaster(block, profile.widthDots);
    case 'feed':
      return [encodeFeed(block.lines)];
    case 'cut':
      // GS V B: feed to the knife, then cut. Without a knife, feed to the tear bar.
      return [profile.hasCutter ? [GS, 0x56, 0x42, 0] : encodeFeed(4)];
  }
}

/**
 * ESC R 0: other national sets have no `$` or `#` (the Chinese one prints `$` as a yen sign).
 * FS .: some printers start in Chinese mode; every run of text comes back to single bytes too.
 */
function start(profile: PrinterProfile): number[] {
  return [ESC, 0x40, ESC, 0x52, 0, ...(hasChineseMode(profile) ? leaveChinese : [])];
}

function gather(units: readonly number[][]): Uint8Array[] {
  const segments: Uint8Array[] = [];
  let current: number[] = [];
  for (const unit of units) {
    if (current.length > 0 && current.length + unit.length > driverLimits.segmentBytes) {
      segments.push(Uint8Array.from(current));
      current = [];
    }
    for (const byte of unit) current.push(byte);
  }
  segments.push(Uint8Array.from(current));
  return segments;
}
