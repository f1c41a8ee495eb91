import type { Bitmap } from './bitmap.ts';
import { cellDots, type Glyph, glyphOf } from './glyphs.ts';

/** How a character is set, fixed when it is received. */
export type CharacterStyle = {
  readonly isBold: boolean;
  readonly isUnderlined: boolean;
  readonly isInverted: boolean;
  readonly width: number;
  readonly height: number;
};

type Character = { readonly x: number; readonly glyph: Glyph; readonly style: CharacterStyle };

/** What the default line spacing of 1/6 inch leaves below a character cell. */
const gapDots = 6;

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

  /** Moves the print position; a visible gap is a space in the text. */
  moveTo(x: number): void {
    if (x > this.#x && this.text !== '') this.text += ' ';
    this.#x = Math.max(0, x);
  }

  /** False when the character no longer fits in the line. */
  add(character: string, isChinese: boolean, style: CharacterStyle, widthDots: number): boolean {
    const glyph = glyphOf(character, isChinese);
    const width = glyph.width * style.width;
    if (this.#x + width > widthDots) return false;
    this.#characters.push({ x: this.#x, glyph, style });
    this.#x += width;
    this.text += character;
    return true;
  }

  /** Draws with the left edge at `left`; returns the dots that the paper moves on. */
  draw(bitmap: Bitmap, left: number, top: number): number {
    const tallest = Math.max(1, ...this.#characters.map(({ style }) => style.height));
    const height = cellDots * tallest;
    bitmap.growTo(top + height + gapDots);
    for (const character of this.#characters) {
      const y = top + height - cellDots * character.style.height;
      drawCharacter(bitmap, character, left + character.x, y);
    }
    return height + gapDots;
  }
}

function drawCharacter(bitmap: Bitmap, { glyph, style }: Character, x: number, y: number): void {
  const width = glyph.width * style.width;
  if (style.isInverted) bitmap.fill(x, y, width, cellDots * style.height);
  const ink = style.isInverted ? 0 : 1;
  for (let row = 0; row < cellDots; row++) {
    for (let column = 0; column < glyph.width; column++) {
      const isBlack =
        glyph.isBlack(column, row) || (style.isBold && glyph.isBlack(column - 1, row));
      if (!isBlack) continue;
      const dotX = x + column * style.width;
      bitmap.fill(dotX, y + row * style.height, style.width, style.height, ink);
    }
  }
  if (style.isUnderlined) bitmap.fill(x, y + cellDots * style.height - 1, width, 1, ink);
}
