/** Where an error of one dot goes, in sixteenths (Floyd and Steinberg, 1976). */
const shares = [
  { dx: 1, dy: 0, sixteenths: 7 },
  { dx: -1, dy: 1, sixteenths: 3 },
  { dx: 0, dy: 1, sixteenths: 5 },
  { dx: 1, dy: 1, sixteenths: 1 },
] as const;

/**
 * A grey picture as black and white dots, by error diffusion. `grey` holds a byte a dot, row by
 * row, 0 is black and 255 white. The result has a bit a dot, 1 is black, the highest bit leftmost,
 * each row padded with white to whole bytes: an `ImageBlock`'s `bits` before base64.
 * @throws RangeError when `grey` does not have the bytes that the size asks for.
 */
export function ditherImage(grey: Uint8Array, width: number, height: number): Uint8Array {
  if (grey.length !== width * height) {
    throw new RangeError(`${grey.length} bytes are not a picture of ${width} x ${height}`);
  }
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  const levels = Float32Array.from(grey);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const level = levels[y * width + x] ?? 0;
      const isBlack = level < 128;
      if (isBlack)
        bits[y * rowBytes + (x >> 3)] = (bits[y * rowBytes + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
      const error = isBlack ? level : level - 255;
      for (const { dx, dy, sixteenths } of shares) {
        const isInside = x + dx >= 0 && x + dx < width && y + dy < height;
        const at = (y + dy) * width + x + dx;
        if (isInside) levels[at] = (levels[at] ?? 0) + (error * sixteenths) / 16;
      }
    }
  }
  return bits;
}
