import { crc32, deflateSync } from 'node:zlib';
import type { Bitmap } from './bitmap.ts';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Black on white with a white border of so many dots: a grey-scale PNG of one bit a dot. */
export function encodePng(bitmap: Bitmap, borderDots = 24): Buffer {
  const width = bitmap.width + 2 * borderDots;
  const height = bitmap.height + 2 * borderDots;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Bit depth 1, colour type 0 (grey); compression, filter and interlace are 0.
  header[8] = 1;
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(scanlines(bitmap, width, height, borderDots))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Each row begins with its filter (0, none); a set bit is white. */
function scanlines(bitmap: Bitmap, width: number, height: number, border: number): Buffer {
  const rowBytes = 1 + Math.ceil(width / 8);
  const rows = Buffer.alloc(rowBytes * height, 0xff);
  for (let y = 0; y < height; y++) {
    rows[y * rowBytes] = 0;
    for (let x = 0; x < width; x++) {
      if (!bitmap.isBlack(x - border, y - border)) continue;
      const at = y * rowBytes + 1 + (x >> 3);
      rows[at] = (rows[at] ?? 0) & ~(0x80 >> (x & 7));
    }
  }
  return rows;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
