import type { Alignment, TextSize } from '../document.ts';
import { cellDots } from '../font/glyphs.ts';
import { Bitmap, type RasterImage } from './bitmap.ts';
import { type CharacterStyle, drawCharacter, lineGapDots } from './draw-character.ts';
import { setInRows } from './set-in-rows.ts';

export type LineLook = Omit<CharacterStyle, 'width' | 'height'> & {
  readonly align: Alignment;
  readonly size: TextSize;
};

const scales = {
  normal: { width: 1, height: 1 },
  tall: { width: 1, height: 2 },
  double: { width: 2, height: 2 },
} as const;

/**
 * A line of text as dots, for a printer that has not got its characters: in the size of the
 * printer's own font and with the gap below. What is longer than the paper goes on in the next row,
 * as the printer does it.
 */
export function drawLine(text: string, look: LineLook, widthDots: number): RasterImage {
  const style: CharacterStyle = { ...look, ...scales[look.size] };
  const rows = setInRows(text, Math.floor(widthDots / style.width));
  const width = Math.max(...rows.map((row) => row.widthDots * style.width));
  const bitmap = new Bitmap(Math.max(8, Math.ceil(width / 8) * 8));
  let top = 0;
  for (const row of rows) {
    const free = bitmap.width - row.widthDots * style.width;
    const left = { left: 0, center: Math.floor(free / 2), right: free }[look.align];
    for (const { glyph, x } of row.glyphs) {
      drawCharacter(bitmap, glyph, style, left + x * style.width, top);
    }
    top += cellDots * style.height + lineGapDots;
    bitmap.growTo(top);
  }
  return bitmap.toImage();
}
