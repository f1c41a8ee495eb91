import { type Glyph, glyphOf, isNarrow } from '../font/glyphs.ts';

/** Glyphs with their left edges, in dots of the normal size. */
export type Row = {
  readonly glyphs: readonly { readonly glyph: Glyph; readonly x: number }[];
  readonly widthDots: number;
};

type Place = {
  readonly glyph: Glyph;
  /** Stands on the letter before it. */
  readonly isMark: boolean;
  readonly widthDots: number;
  /** What the layout gave it and it does not take. */
  readonly savedDots: number;
};

/**
 * Sets text as a person would write it, in rows of at most so many dots. The layout counts two cells
 * for every character beyond ASCII, but a narrow letter is set in one, and a mark above or below
 * stands on the letter before it. What that saves goes into the gap of two spaces and more beside
 * it, so that columns stay where they are.
 */
export function setInRows(text: string, widthDots: number): Row[] {
  const rows: Row[] = [];
  let glyphs: { glyph: Glyph; x: number }[] = [];
  let x = 0;
  const columns = text.split(/( {2,})/).map((part) => Array.from(part, placeOf));
  columns.forEach((places, index) => {
    // Every second part is a gap. The last column stands at the right edge: its gap is before it.
    const isGap = index % 2 === 1;
    if (isGap) x += savedDots(columns[index - 1]);
    if (isGap && index === columns.length - 2) x += savedDots(columns[index + 1]);
    for (const { glyph, isMark, widthDots: width } of places) {
      const previous = glyphs.at(-1);
      if (isMark && previous) {
        glyphs.push({ glyph, x: previous.x });
        continue;
      }
      if (x + width > widthDots && glyphs.length > 0) {
        rows.push({ glyphs, widthDots: x });
        glyphs = [];
        x = 0;
      }
      glyphs.push({ glyph, x });
      x += width;
    }
  });
  rows.push({ glyphs, widthDots: x });
  return rows;
}

function savedDots(places: readonly Place[] | undefined): number {
  return places?.reduce((sum, place) => sum + place.savedDots, 0) ?? 0;
}

function placeOf(character: string): Place {
  const isAscii = character <= '\x7e';
  const glyph = glyphOf(character, isAscii || isNarrow(character) ? 12 : 24);
  const isMark = /^\p{Mn}$/u.test(character);
  const widthDots = isMark ? 0 : glyph.width;
  return { glyph, isMark, widthDots, savedDots: (isAscii ? 12 : 24) - widthDots };
}
