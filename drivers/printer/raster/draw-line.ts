import type { Alignment, TextSize } from '../document.ts';
import { cellDots, type Glyph, glyphOf } from '../font/glyphs.ts';
import { Bitmap, type RasterImage } from './bitmap.ts';
import { type CharacterStyle, drawCharacter, lineGapDots } from './draw-character.ts';

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
 * A line of text as dots, for a printer that has not got its characters: in the cells that the
 * printer's own font would take (a character beyond ASCII takes two) and with the gap below. What
 * is longer than the paper goes on in the next line, as the printer does it.
 */
export function drawLine(text: string, look: LineLook, widthDots: number): RasterImage {
  const style: CharacterStyle = { ...look, ...scales[look.size] };
  const rows = breakIntoRows(text, widthDots, style.width);
  const width = Math.max(...rows.map((glyphs) => widthOf(glyphs, style)));
  const bitmap = new Bitmap(Math.max(8, Math.ceil(width / 8) * 8));
  let top = 0;
  for (const glyphs of rows) {
    const free = bitmap.width - widthOf(glyphs, style);
    let x = { left: 0, center: Math.floor(free / 2), right: free }[look.align];
    for (const glyph of glyphs) {
      drawCharacter(bitmap, glyph, style, x, top);
      x += glyph.width * style.width;
    }
    top += cellDots * style.height + lineGapDots;
    bitmap.growTo(top);
  }
  return bitmap.toImage();
}

function breakIntoRows(text: string, widthDots: number, scale: number): Glyph[][] {
  let row: Glyph[] = [];
  const rows = [row];
  let used = 0;
  for (const character of text) {
    const glyph = glyphOf(character, character > '\x7f' ? 24 : 12);
    if (used + glyph.width * scale > widthDots && row.length > 0) {
      row = [];
      rows.push(row);
      used = 0;
    }
    row.push(glyph);
    used += glyph.width * scale;
  }
  return rows;
}

function widthOf(glyphs: readonly Glyph[], style: CharacterStyle): number {
  return glyphs.reduce((sum, glyph) => sum + glyph.width * style.width, 0);
}
