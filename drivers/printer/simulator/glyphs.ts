import { isWide } from '../escpos/wide.ts';
import { fontDots } from './font.ts';

/** A character's dots in its cell: 24 high, 12 or 24 wide. */
export type Glyph = {
  readonly width: 12 | 24;
  readonly isBlack: (x: number, y: number) => boolean;
};

export const cellDots = 24;

const glyphs = new Map<string, Glyph>();

/** The font's shape enlarged by half to the printer's cell; an empty box where there is no shape. */
export function glyphOf(character: string, isChinese: boolean): Glyph {
  const width = isChinese || isWide(character) ? 24 : 12;
  const key = `${character}${width}`;
  const known = glyphs.get(key);
  if (known) return known;
  const glyph = drawGlyph(character, width);
  glyphs.set(key, glyph);
  return glyph;
}

function drawGlyph(character: string, width: 12 | 24): Glyph {
  const source = fontDots(character);
  const dots = new Uint8Array(width * cellDots);
  const left = source ? Math.floor((width - source.columns * 1.5) / 2) : 0;
  for (let y = 0; y < cellDots; y++) {
    for (let x = left; x < width; x++) {
      const isBlack = source ? isEnlargedDot(source.isSet, x - left, y) : isBoxEdge(x, y, width);
      dots[y * width + x] = Number(isBlack);
    }
  }
  const isInside = (x: number): boolean => x >= 0 && x < width;
  return { width, isBlack: (x, y) => isInside(x) && dots[y * width + x] === 1 };
}

/**
 * Three dots for every two: the dot between two source dots is black when either is, so that every
 * stroke of one dot becomes two and every gap stays open.
 */
function isEnlargedDot(isSet: (x: number, y: number) => boolean, x: number, y: number): boolean {
  return sources(x).some((sourceX) => sources(y).some((sourceY) => isSet(sourceX, sourceY)));
}

function sources(at: number): number[] {
  const pair = Math.floor(at / 3) * 2;
  return [[pair], [pair, pair + 1], [pair + 1]][at % 3] ?? [];
}

function isBoxEdge(x: number, y: number, width: number): boolean {
  const isInside = x >= 1 && x <= width - 2 && y >= 3 && y <= 20;
  return isInside && (x === 1 || x === width - 2 || y === 3 || y === 20);
}
