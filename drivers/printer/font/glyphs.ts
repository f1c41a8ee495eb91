import { fontDots } from './unifont.ts';

/** A character's dots in its cell: 24 high, 12 or 24 wide. */
export type Glyph = {
  readonly width: 12 | 24;
  readonly isBlack: (x: number, y: number) => boolean;
};

export const cellDots = 24;

const glyphs = new Map<string, Glyph>();
const boxes = { 12: drawGlyph(12, isBoxEdge), 24: drawGlyph(24, isBoxEdge) } as const;

/** The character in a cell of this width; an empty box where the font has no shape for it. */
export function glyphOf(character: string, width: Glyph['width']): Glyph {
  const key = `${character}${width}`;
  const known = glyphs.get(key) ?? enlarge(character, width);
  if (!known) return boxes[width];
  glyphs.set(key, known);
  return known;
}

/** False also for what is no shape by itself: control, format and private-use characters. */
export function hasGlyph(character: string): boolean {
  if (/^[\p{C}\p{Variation_Selector}]/u.test(character)) return false;
  return fontDots(character) !== undefined;
}

/** A letter of half width, beyond ASCII too. */
export function isNarrow(character: string): boolean {
  return fontDots(character)?.columns === 8;
}

/** The font's shape enlarged by half to the printer's cell. */
function enlarge(character: string, width: Glyph['width']): Glyph | undefined {
  const source = fontDots(character);
  if (!source) return undefined;
  const left = Math.max(0, Math.floor((width - source.columns * 1.5) / 2));
  return drawGlyph(width, (x, y) => x >= left && isEnlargedDot(source.isSet, x - left, y));
}

function drawGlyph(
  width: Glyph['width'],
  isInk: (x: number, y: number, width: number) => boolean,
): Glyph {
  const dots = new Uint8Array(width * cellDots);
  for (let y = 0; y < cellDots; y++) {
    for (let x = 0; x < width; x++) dots[y * width + x] = Number(isInk(x, y, width));
  }
  return { width, isBlack: (x, y) => x >= 0 && x < width && dots[y * width + x] === 1 };
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
