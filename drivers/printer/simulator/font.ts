import { existsSync, readFileSync } from 'node:fs';

/** Debian's `unifont` package: a line a character, its 8x16 or 16x16 dots as hexadecimal rows. */
const fontPath = '/usr/share/unifont/unifont.hex';
const rows = 16;

export type FontDots = {
  readonly columns: number;
  /** False outside of the shape. */
  readonly isSet: (x: number, y: number) => boolean;
};

let font: string | undefined;

/**
 * The shape of a character; undefined when the font or the character is missing. Its line is
 * looked for when it is first needed: parsing all 57,000 would hold the process up.
 */
export function fontDots(character: string): FontDots | undefined {
  font ??= existsSync(fontPath) ? `\n${readFileSync(fontPath, 'latin1')}` : '';
  const point = character.codePointAt(0) ?? 0;
  const key = `\n${point.toString(16).toUpperCase().padStart(4, '0')}:`;
  const start = font.indexOf(key);
  if (start < 0) return undefined;
  const hex = font.slice(start + key.length, font.indexOf('\n', start + key.length));
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
