import type { PrinterProfile } from '../profile.ts';
import { FS } from './bytes.ts';
import { gb18030Table } from './gb18030.ts';
import { isWide } from './wide.ts';

type Charset = PrinterProfile['cjk'];

export const enterChinese = [FS, 0x26] as const;
export const leaveChinese = [FS, 0x2e] as const;

const QUESTION = 0x3f;
const WIDE_QUESTION = 0xa3bf;

/**
 * One line's text as printer bytes: ASCII as it is, everything else as GB18030 between FS & and
 * FS . so that the printer is in single-byte mode before and after. What the printer has no
 * character for becomes a question mark of the same width; control characters too, so that no
 * item name can carry a command.
 */
export function encodeText(text: string, charset: Charset): number[] {
  if (charset === 'utf8') return [...new TextEncoder().encode(printable(text))];
  const bytes: number[] = [];
  let isChinese = false;
  for (const character of text) {
    const code = codeOf(character, charset);
    const needsChinese = code > 0xff;
    if (needsChinese !== isChinese) {
      bytes.push(...(needsChinese ? enterChinese : leaveChinese));
      isChinese = needsChinese;
    }
    if (needsChinese) bytes.push(code >> 8, code & 0xff);
    else bytes.push(code);
    if (code === QUESTION && charset === 'none' && isWide(character)) bytes.push(QUESTION);
  }
  if (isChinese) bytes.push(...leaveChinese);
  return bytes;
}

function codeOf(character: string, charset: Charset): number {
  if (isPrintableAscii(character)) return character.charCodeAt(0);
  if (charset === 'none' || isControl(character)) return QUESTION;
  // The half-width yen sign exists only as a four-byte code, which two-byte fonts print as "0 6".
  const code = gb18030Table().get(character === '\u00A5' ? '\uFFE5' : character);
  return code ?? (isWide(character) ? WIDE_QUESTION : QUESTION);
}

function isPrintableAscii(character: string): boolean {
  return character >= ' ' && character <= '~';
}

function isControl(character: string): boolean {
  return /^\p{Cc}/u.test(character);
}

function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}
