import { isInGbk, twoByteCode } from '../escpos/charset.ts';

/**
 * What the printer's own font and text mode are: two-byte Chinese after FS &, of GB18030's or of
 * GBK's extent; UTF-8; or single bytes alone.
 */
export type PrinterFont = 'gb18030' | 'gbk' | 'utf8' | 'none';

/** What stands on paper where the font has no shape. */
const missing = '\uFFFD';

/** The upper half of code page 437, which printers have as their first (Epson, ESC t 0). */
const page437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌' +
  '█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

const gb18030 = new TextDecoder('gb18030');
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

export function hasChineseMode(font: PrinterFont): boolean {
  return font === 'gb18030' || font === 'gbk';
}

/** The characters that a run of text puts on paper: mojibake when it was meant for another font. */
export function readAsPrinter(bytes: Uint8Array, isChinese: boolean, font: PrinterFont): string {
  if (font === 'utf8') return utf8.decode(bytes);
  return isChinese && hasChineseMode(font) ? readTwoBytes(bytes, font) : readPage437(bytes);
}

/** A Chinese printer sets what its font has in two bytes in two cells, the rest in one. */
export function cellDotsOf(character: string, isChinese: boolean, font: PrinterFont): 12 | 24 {
  if (character <= '\x7f') return 12;
  if (font === 'utf8') return twoByteCode(character, 'gb18030') === undefined ? 12 : 24;
  return isChinese ? 24 : 12;
}

/** A two-byte font knows no code of four bytes: it prints their digits, and boxes between them. */
function readTwoBytes(bytes: Uint8Array, font: PrinterFont): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    const trail = bytes[i + 1] ?? 0;
    if (lead < 0x81 || trail < 0x40) {
      text += lead < 0x7f ? String.fromCharCode(lead) : missing;
      continue;
    }
    const isMissing = font === 'gbk' && !isInGbk((lead << 8) | trail);
    text += isMissing ? missing : gb18030.decode(Uint8Array.of(lead, trail));
    i++;
  }
  return text;
}

function readPage437(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte < 0x7f ? String.fromCharCode(byte) : (page437[byte - 0x80] ?? missing),
  ).join('');
}
