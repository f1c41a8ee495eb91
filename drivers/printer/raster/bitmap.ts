/** Dots in rows of whole bytes, the highest bit leftmost, a set bit is black: as printers take them. */
export type RasterImage = {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bits: Uint8Array;
};

/** Paper as dots; it grows downwards without end. */
export class Bitmap {
  readonly width: number;
  readonly #rowBytes: number;
  #height = 0;
  #dots = new Uint8Array();

  constructor(width: number) {
    this.width = width;
    this.#rowBytes = Math.ceil(width / 8);
  }

  get height(): number {
    return this.#height;
  }

  growTo(height: number): void {
    if (height <= this.#height) return;
    const needed = height * this.#rowBytes;
    if (needed > this.#dots.length) {
      const grown = new Uint8Array(Math.max(needed, this.#dots.length * 2));
      grown.set(this.#dots);
      this.#dots = grown;
    }
    this.#height = height;
  }

  /** Dots beyond the edges are lost, as on a print head. */
  fill(x: number, y: number, width: number, height: number, value: 0 | 1 = 1): void {
    this.growTo(y + height);
    const left = Math.max(0, x);
    const right = Math.min(this.width, x + width);
    for (let row = y; row < y + height; row++) {
      for (let column = left; column < right; column++) this.#set(column, row, value);
    }
  }

  isBlack(x: number, y: number): boolean {
    const isInside = x >= 0 && x < this.width && y >= 0 && y < this.#height;
    return isInside && (this.#byteAt(x, y) & maskOf(x)) !== 0;
  }

  /** What has been drawn so far. */
  toImage(): RasterImage {
    const bits = this.#dots.slice(0, this.#height * this.#rowBytes);
    return { widthDots: this.width, heightDots: this.#height, bits };
  }

  #set(x: number, y: number, value: 0 | 1): void {
    const byte = this.#byteAt(x, y);
    const changed = value === 1 ? byte | maskOf(x) : byte & ~maskOf(x);
    this.#dots[y * this.#rowBytes + (x >> 3)] = changed;
  }

  #byteAt(x: number, y: number): number {
    return this.#dots[y * this.#rowBytes + (x >> 3)] ?? 0;
  }
}

const maskOf = (x: number): number => 0x80 >> (x & 7);
