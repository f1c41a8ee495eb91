import { crc32, deflateSync } from 'node:zlib';
import type { Bitmap } from '../raster/bitmap.ts';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Colours 0 to 3 of the picture: white, black, red, and red again. */
const palette = Uint8Array.of(255, 255, 255, 0, 0, 0, 200, 20, 20, 200, 20, 20);

/** The paper with a white border of so many dots: a PNG of two bits a dot with a palette. */
export function encodePng(black: Bitmap, red: Bitmap, borderDots = 24): Buffer {
  const width = black.width + 2 * borderDots;
  const height = Math.max(black.height, red.height) + 2 * borderDots;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Bit depth 2, colour type 3 (palette); compression, filter and interlace are 0.
  header[8] = 2;
  header[9] = 3;
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(scanlines(black, red, width, height, borderDots))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each row begins with its filter (0, none). */
function scanlines(
  black: Bitmap,
  red: Bitmap,
  width: number,
  height: number,
  border: number,
): Buffer {
  const rowBytes = 1 + Math.ceil(width / 4);
  const rows = Buffer.alloc(rowBytes * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isRed = red.isBlack(x - border, y - border);
      if (!isRed && !black.isBlack(x - border, y - border)) continue;
      const at = y * rowBytes + 1 + (x >> 2);
      rows[at] = (rows[at] ?? 0) | ((isRed ? 2 : 1) << (6 - 2 * (x & 3)));
    }
  }
  return rows;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
