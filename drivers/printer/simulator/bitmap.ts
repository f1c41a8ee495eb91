/** Paper as dots: one byte a dot, 1 is black, growing downwards without end. */
export class Bitmap {
  readonly width: number;
  #height = 0;
  #dots = new Uint8Array();

  constructor(width: number) {
    this.width = width;
  }

  get height(): number {
    return this.#height;
  }

  growTo(height: number): void {
    if (height <= this.#height) return;
    const needed = height * this.width;
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
    for (let row = y; row < y + height && left < right; row++) {
      this.#dots.fill(value, row * this.width + left, row * this.width + right);
    }
  }

  isBlack(x: number, y: number): boolean {
    const isInside = x >= 0 && x < this.width && y >= 0 && y < this.#height;
    return isInside && this.#dots[y * this.width + x] === 1;
  }
}
