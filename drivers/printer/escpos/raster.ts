import { DeviceError } from '../../device-error.ts';
import { driverLimits } from '../../limits.ts';
import type { ImageBlock } from '../document.ts';
import type { PrinterProfile } from '../profile.ts';
import type { RasterImage } from '../raster/bitmap.ts';
import { GS, type Unit, uint16 } from './bytes.ts';

/** @throws DeviceError `device.bad-data` when the bits are not those of the size, or do not fit. */
export function encodeImage(block: ImageBlock, profile: PrinterProfile): Unit[] {
  const { widthDots, heightDots } = block;
  const bits = Buffer.from(block.bits, 'base64');
  const isSize = [widthDots, heightDots].every((dots) => Number.isInteger(dots) && dots >= 1);
  if (!isSize || bits.length !== Math.ceil(widthDots / 8) * heightDots) {
    throw new DeviceError('device.bad-data', 'the image does not have the bytes its size asks for');
  }
  return encodeRaster({ widthDots, heightDots, bits }, profile);
}

/** GS v 0 strips, each within the rows and bytes that cheap printers take in one command. */
export function encodeRaster(image: RasterImage, { widthDots }: PrinterProfile): Unit[] {
  const { heightDots, bits } = image;
  if (image.widthDots > widthDots) {
    throw new DeviceError('device.bad-data', `an image of ${image.widthDots} dots does not fit`);
  }
  const rowBytes = Math.ceil(image.widthDots / 8);
  const rowsPerStrip = Math.min(
    driverLimits.rasterRows,
    Math.floor((driverLimits.segmentBytes - 8) / rowBytes),
  );
  const strips: Unit[] = [];
  for (let row = 0; row < heightDots; row += rowsPerStrip) {
    const rows = Math.min(rowsPerStrip, heightDots - row);
    const strip = new Uint8Array(8 + rows * rowBytes);
    strip.set([GS, 0x76, 0x30, 0, ...uint16(rowBytes), ...uint16(rows)]);
    strip.set(bits.subarray(row * rowBytes, (row + rows) * rowBytes), 8);
    strips.push(strip);
  }
  return strips;
}
