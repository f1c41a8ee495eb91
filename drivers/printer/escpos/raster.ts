import { DeviceError } from '../../device-error.ts';
import { driverLimits } from '../../limits.ts';
import type { ImageBlock } from '../document.ts';
import { GS, uint16 } from './bytes.ts';

/** GS v 0 strips, each within the rows and bytes that cheap printers take in one command. */
export function encodeRaster(block: ImageBlock, widthDots: number): number[][] {
  const rowBytes = Math.ceil(block.widthDots / 8);
  const bits = Buffer.from(block.bits, 'base64');
  if (block.widthDots < 1 || block.widthDots > widthDots) {
    throw new DeviceError('device.bad-data', `an image of ${block.widthDots} dots does not fit`);
  }
  if (bits.length !== rowBytes * block.heightDots || block.heightDots < 1) {
    throw new DeviceError('device.bad-data', 'the image does not have the bytes its size asks for');
  }
  const rowsPerStrip = Math.min(
    driverLimits.rasterRows,
    Math.floor((driverLimits.segmentBytes - 8) / rowBytes),
  );
  const strips: number[][] = [];
  for (let row = 0; row < block.heightDots; row += rowsPerStrip) {
    const rows = Math.min(rowsPerStrip, block.heightDots - row);
    const strip = bits.subarray(row * rowBytes, (row + rows) * rowBytes);
    strips.push([GS, 0x76, 0x30, 0, ...uint16(rowBytes), ...uint16(rows), ...strip]);
  }
  return strips;
}
