import { existsSync, readFileSync } from 'node:fs';
import { isWide } from '../escpos/wide.ts';

/** A character's dots in its cell: rows of `width` booleans, 24 dots high, 12 or 24 wide. */
export type Glyph = {
  readonly width: 12 | 24;
  readonly isBlack: (x: number, y: number) => boolean;
};

/** Debian's `unifont` package: 8x16 and 16x16 dots a character, as hexadecimal lines. */
const fontPath = '/usr/share/unifont/unifont.hex';

let font: string | undefined;
const hexByPoint = new Map<number, string | undefined>();

/** The character's line is looked for when it is first printed: parsing all 57,000 takes too long. */
function hexOf(point: number): string | undefined {
  if (hexByPoint.has(point)) return hexByPoint.get(point);
  font ??= existsSync(fontPath) ? `\n${readFileSync(fontPath, 'latin1')}` : '';
  const key = `\n${point.toString(16).toUpperCase().padStart(4, '0')}:`;
  const start = font.indexOf(key);
  const end = font.indexOf('\n', start + key.length);
  const hex = start < 0 ? undefined : font.slice(start + key.length, end);
  hexByPoint.set(point, hex);
  return hex;
}

/** The font's shape enlarged by half to the printer's cell; an empty box where there is no shape. */
export function glyphOf(character: string, isChinese: boolean): Glyph {
  const width = isChinese || isWide(character) ? 24 : 12;
  const hex = hexOf(character.codePointAt(0) ?? 0);
  if (!hex) return { width, isBlack: (x, y) => isBoxEdge(x, y, width) };
  const columns = hex.length / 4;
  const isSet = (x: number, y: number): boolean => {
    const row = Number.parseInt(hex.slice((y * columns) / 4, ((y + 1) * columns) / 4), 16);
    return ((row >> (columns - 1 - x)) & 1) === 1;
  };
  const left = Math.floor((width - columns * 1.5) / 2);
  return { width, isBlack: (x, y) => x >= left && enlarged(isSet, columns, x - left, y) };
}

/**
 * Three dots for every two: the dot between two source dots is black when either is, so that every
 * stroke of one dot becomes two and every gap stays open.
 */
function enlarged(
  isSet: (x: number, y: number) => boolean,
  columns: number,
  x: number,
  y: number,
): boolean {
  return sources(x, columns).some((sx) => sources(y, 16).some((sy) => isSet(sx, sy)));
}

function sources(at: number, count: number): number[] {
  const pair = Math.floor(at / 3) * 2;
  const between = at % 3 === 1 ? [pair, pair + 1] : [at % 3 === 0 ? pair : pair + 1];
  return between.filter((source) => source < count);
}

function isBoxEdge(x: number, y: number, width: number): boolean {
  const isInside = x >= 1 && x <= width - 2 && y >= 3 && y <= 20;
  return isInside && (x === 1 || x === width - 2 || y === 3 || y === 20);
}
