import { cellDots, type Glyph, glyphOf } from '../font/glyphs.ts';
import type { Bitmap } from '../raster/bitmap.ts';
import { type CharacterStyle, drawCharacter, lineGapDots } from '../raster/draw-character.ts';

/** How a character is set, fixed when it is received. */
export type InkStyle = CharacterStyle & { readonly isRed: boolean };

type Character = { readonly x: number; readonly glyph: Glyph; readonly style: InkStyle };

/** Characters received since the last line feed. */
export class LineOfPrint {
  readonly #characters: Character[] = [];
  #x = 0;
  text = '';

  get isEmpty(): boolean {
    return this.#characters.length === 0;
  }

  get x(): number {
    return this.#x;
  }

  get hasRed(): boolean {
    return this.#characters.some(({ style }) => style.isRed);
  }

  /** Moves the print position; a visible gap is a space in the text. */
  moveTo(x: number): void {
    if (x > this.#x && this.text !== '') this.text += ' ';
    this.#x = Math.max(0, x);
  }

  /** False when the character no longer fits in the line. */
  add(character: string, cellWidth: 12 | 24, style: InkStyle, widthDots: number): boolean {
    const width = cellWidth * style.width;
    if (this.#x + width > widthDots) return false;
    this.#characters.push({ x: this.#x, glyph: glyphOf(character, cellWidth), style });
    this.#x += width;
    this.text += character;
    return true;
  }

  /** Draws with the left edge at `left`, each character in its ink; returns the dots fed. */
  draw(inkOf: (isRed: boolean) => Bitmap, left: number, top: number): number {
    const tallest = Math.max(1, ...this.#characters.map(({ style }) => style.height));
    const height = cellDots * tallest;
    for (const { x, glyph, style } of this.#characters) {
      const y = top + height - cellDots * style.height;
      drawCharacter(inkOf(style.isRed), glyph, style, left + x, y);
    }
    return height + lineGapDots;
  }
}
