import { cellDots, type Glyph } from '../font/glyphs.ts';
import type { Bitmap } from './bitmap.ts';

/** How a character is set. */
export type CharacterStyle = {
  readonly isBold: boolean;
  readonly isUnderlined: boolean;
  readonly isInverted: boolean;
  /** Times the cell's own width and height. */
  readonly width: number;
  readonly height: number;
};

/** What the default line spacing of 1/6 inch leaves below a character cell. */
export const lineGapDots = 6;

/** Draws one character with its cell's upper left corner at `x`, `y`. */
export function drawCharacter(
  bitmap: Bitmap,
  glyph: Glyph,
  style: CharacterStyle,
  x: number,
  y: number,
): void {
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
