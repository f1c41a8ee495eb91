import { DeviceError } from '../../device-error.ts';
import { driverLimits } from '../../limits.ts';
import type { PrintBlock, PrintDocument } from '../document.ts';
import type { PrinterProfile } from '../profile.ts';
import { encodeBarcode } from './barcode.ts';
import { encodeBuzzer } from './buzzer.ts';
import { GS, type Unit } from './bytes.ts';
import { encodeFeed, encodeLine } from './line.ts';
import { encodePdf417 } from './pdf417.ts';
import { encodeQr } from './qr.ts';
import { encodeImage } from './raster.ts';
import { encodeStart, encodeStyleChange, plainStyle, type Style, styleOf } from './style.ts';

/**
 * A document as ESC/POS, in segments of whole commands: only between segments may the printer be
 * asked for its status. Codes and images are centred.
 * @throws DeviceError before any byte is given out: `device.bad-data` when a block cannot be printed
 * on this printer, `device.not-configured` when the font to draw Chinese with is missing.
 */
export function encodeDocument(document: PrintDocument, profile: PrinterProfile): Uint8Array[] {
  if (document.widthCells > profile.widthCells) {
    const { widthCells } = document;
    throw new DeviceError('device.bad-data', `${widthCells} cells do not fit on ${profile.name}`);
  }
  const units: Unit[] = [encodeStart(profile)];
  let style = plainStyle;
  for (const block of document.blocks) {
    const wanted = styleFor(block, style, profile);
    units.push(encodeStyleChange(style, wanted, profile), ...encodeBlock(block, wanted, profile));
    style = wanted;
  }
  return gather(units);
}

function styleFor(block: PrintBlock, style: Style, profile: PrinterProfile): Style {
  switch (block.kind) {
    case 'line':
      return styleOf(block, profile);
    case 'image': {
      const isRed = block.colour === 'red' && profile.hasTwoColours;
      return { ...plainStyle, align: 'center', isRed };
    }
    case 'qr':
    case 'pdf417':
    case 'barcode':
      return { ...plainStyle, align: 'center' };
    case 'feed':
    case 'cut':
    case 'buzzer':
      return style;
  }
}

function encodeBlock(block: PrintBlock, style: Style, profile: PrinterProfile): Unit[] {
  switch (block.kind) {
    case 'line':
      return encodeLine(block, style, profile);
    case 'qr':
      return encodeQr(block, profile);
    case 'pdf417':
      return [encodePdf417(block, profile)];
    case 'barcode':
      return encodeBarcode(block, profile);
    case 'image':
      return encodeImage(block, profile);
    case 'feed':
      return [encodeFeed(block.lines)];
    case 'cut':
      // GS V B: feed to the knife, then cut. Without a knife, feed to the tear bar.
      return [profile.hasCutter ? [GS, 0x56, 0x42, 0] : encodeFeed(4)];
    case 'buzzer':
      return profile.hasBuzzer ? [encodeBuzzer(block.times)] : [];
  }
}

function gather(units: readonly Unit[]): Uint8Array[] {
  const segments: Uint8Array[] = [];
  let current: Unit[] = [];
  let length = 0;
  for (const unit of units) {
    if (length > 0 && length + unit.length > driverLimits.segmentBytes) {
      segments.push(join(current, length));
      current = [];
      length = 0;
    }
    current.push(unit);
    length += unit.length;
  }
  segments.push(join(current, length));
  return segments;
}

function join(units: readonly Unit[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const unit of units) {
    bytes.set(unit, at);
    at += unit.length;
  }
  return bytes;
}
