import type { DisplayConfig } from '../contract.ts';
import { gb18030Table } from '../printer/escpos/gb18030.ts';

/** Cells in a line of all displays here (device-facts 5: 2 × 20). */
export const lineCells = 20;

const SPACE = 0x20;
const QUESTION = 0x3f;
const WIDE_QUESTION = 0xa3bf;

/**
 * One line as exactly 20 bytes, a byte a cell: a font with GB codes draws everything beyond ASCII
 * two cells wide, and its codes are two bytes. A character that would be cut in half gives way to a
 * space; what the font has no character for becomes question marks of the same width, and so does a
 * control character, so that no item name can carry a command.
 */
export function encodeLine(text: string, charset: DisplayConfig['charset']): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const cells = encodeCharacter(character, charset);
    if (bytes.length + cells.length > lineCells) break;
    bytes.push(...cells);
  }
  return Uint8Array.from({ length: lineCells }, (_, cell) => bytes[cell] ?? SPACE);
}

function encodeCharacter(character: string, charset: DisplayConfig['charset']): readonly number[] {
  if (character >= ' ' && character <= '~') return [character.charCodeAt(0)];
  if (/^\p{Cc}/u.test(character)) return [QUESTION];
  // An ASCII font has no sign for yuan or yen; the letter is what such displays show for it.
  if (charset === 'ascii') return /[¥￥]/u.test(character) ? [0x59] : [QUESTION, QUESTION];
  // The half-width yen sign exists only as a four-byte code, which two-byte fonts show as "0 6".
  const code = gb18030Table().get(character === '\u00A5' ? '\uFFE5' : character) ?? WIDE_QUESTION;
  return [code >> 8, code & 0xff];
}
