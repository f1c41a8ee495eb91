import { existsSync, readFileSync } from 'node:fs';

/**
 * Debian's `unifont` package: a line a character, in the order of their numbers, its 8x16 or 16x16
 * dots as hexadecimal rows.
 */
const fontPath = '/usr/share/unifont/unifont.hex';
const rows = 16;

export type FontDots = {
  readonly columns: number;
  /** False outside of the shape. */
  readonly isSet: (x: number, y: number) => boolean;
};

let font: string | undefined;

/** Read when a shape is first needed: a printer with a font of its own never needs one. */
function fontText(): string {
  font ??= existsSync(fontPath) ? readFileSync(fontPath, 'latin1') : '';
  return font;
}

export function isFontInstalled(): boolean {
  return fontText() !== '';
}

/** The shape of a character; undefined when the font or the character is missing. */
export function fontDots(character: string): FontDots | undefined {
  const hex = findShape(character.codePointAt(0) ?? 0);
  if (hex === undefined) return undefined;
  const digitsPerRow = hex.length / rows;
  const columns = digitsPerRow * 4;
  const lines = Array.from({ length: rows }, (_, y) =>
    Number.parseInt(hex.slice(y * digitsPerRow, (y + 1) * digitsPerRow), 16),
  );
  return {
    columns,
    isSet: (x, y) => x < columns && (((lines[y] ?? 0) >> (columns - 1 - x)) & 1) === 1,
  };
}

/** Halves the sorted lines until one is left: an index of all 57,000 would hold the process up. */
function findShape(point: number): string | undefined {
  const text = fontText();
  let low = 0;
  let high = text.length;
  while (low < high) {
    const start = text.lastIndexOf('\n', Math.floor((low + high) / 2) - 1) + 1;
    const colon = text.indexOf(':', start);
    const end = text.indexOf('\n', colon);
    const found = Number.parseInt(text.slice(start, colon), 16);
    if (found === point) return text.slice(colon + 1, end);
    if (found < point) low = end + 1;
    else high = start;
  }
  return undefined;
}
