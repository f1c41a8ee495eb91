import { hasGlyph } from '../font/glyphs.ts';
import { FS, utf8Bytes } from './bytes.ts';
import { type Charset, twoByteCode } from './charset.ts';

export const enterChinese = [FS, 0x26] as const;
export const leaveChinese = [FS, 0x2e] as const;

const QUESTION = 0x3f;
const WIDE_QUESTION = 0xa3bf;

/** Control characters, the half-width yen sign and unusual spaces; most lines have none. */
const mustChange = /[\p{Cc}\u00a5\u00a0\u2000-\u200a\u202f\u205f]/u;

/**
 * Text as it can be printed: control characters become question marks, so that no item name can
 * carry a command. The half-width yen sign becomes the full-width one: GB18030 has the former only
 * as a four-byte code, which two-byte fonts print as "0 6". Spaces that number formats use become
 * one that every Chinese font has.
 */
export function printableText(text: string): string {
  if (!mustChange.test(text)) return text;
  return text
    .replace(/\p{Cc}/gu, '?')
    .replaceAll('\u00a5', '\uffe5')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f]/g, '\u3000');
}

/**
 * Whether the line must be drawn: it has a character that the printer's font lacks and ours has.
 * One that neither has is not worth a picture. A printer of UTF-8 is trusted with GB18030's
 * characters alone: how wide it would set others is not known.
 */
export function needsDrawing(text: string, charset: Charset): boolean {
  if (isAscii(text)) return false;
  for (const character of text) {
    if (!isAscii(character) && !isInFont(character, charset) && hasGlyph(character)) return true;
  }
  return false;
}

function isInFont(character: string, charset: Charset): boolean {
  if (charset === 'none') return false;
  return twoByteCode(character, charset === 'gbk' ? 'gbk' : 'gb18030') !== undefined;
}

/**
 * Text as the printer's bytes, made printable: ASCII as it is, everything else in two bytes between FS &
 * and FS . so that the printer is in single-byte mode before and after. What the printer has no
 * character for becomes a question mark as wide as two cells, which is what the layout gave it.
 */
export function encodeText(text: string, charset: Charset): number[] {
  const printable = printableText(text);
  if (charset === 'utf8') return [...utf8Bytes(printable)];
  const bytes: number[] = [];
  let isChinese = false;
  for (const character of printable) {
    const code = codeOf(character, charset);
    const needsChinese = code > 0xff;
    if (needsChinese !== isChinese) {
      bytes.push(...(needsChinese ? enterChinese : leaveChinese));
      isChinese = needsChinese;
    }
    if (needsChinese) bytes.push(code >> 8, code & 0xff);
    else bytes.push(code);
    if (charset === 'none' && !isAscii(character)) bytes.push(QUESTION);
  }
  if (isChinese) bytes.push(...leaveChinese);
  return bytes;
}

function codeOf(character: string, charset: 'gb18030' | 'gbk' | 'none'): number {
  if (isAscii(character)) return character.charCodeAt(0);
  return charset === 'none' ? QUESTION : (twoByteCode(character, charset) ?? WIDE_QUESTION);
}

/** Nothing but printable ASCII. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 || unit > 0x7e) return false;
  }
  return true;
}
