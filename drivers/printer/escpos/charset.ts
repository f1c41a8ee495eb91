import type { PrinterProfile } from '../profile.ts';
import { gb18030Table } from './gb18030.ts';

export type Charset = PrinterProfile['cjk'];

/**
 * Two-byte codes that GB18030 assigned after GBK (first to last): the euro, forms for vertical
 * writing, two letters with accents, ideographic description characters, and the last two rows'
 * characters. glibc's GBK and CP936 know none of them; a test compares.
 */
const laterThanGbk: readonly (readonly [number, number])[] = [
  [0xa2e3, 0xa2e3],
  [0xa6d9, 0xa6df],
  [0xa6ec, 0xa6ed],
  [0xa6f3, 0xa6f3],
  [0xa8bc, 0xa8bc],
  [0xa8bf, 0xa8bf],
  [0xa989, 0xa995],
  [0xfe50, 0xfea0],
];

/** Whether a font of GBK's extent has a shape at this two-byte code. */
export function isInGbk(code: number): boolean {
  return !laterThanGbk.some(([first, last]) => code >= first && code <= last);
}

/** A character's two-byte code in the printer's font; undefined where it has none. */
export function twoByteCode(character: string, charset: 'gb18030' | 'gbk'): number | undefined {
  const code = gb18030Table().get(character);
  return code !== undefined && (charset === 'gb18030' || isInGbk(code)) ? code : undefined;
}
