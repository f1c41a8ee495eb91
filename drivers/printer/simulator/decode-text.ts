/** How bytes outside Chinese mode are read: as ASCII with a box for the rest, or as UTF-8. */
export type SingleByteCharset = 'ascii' | 'utf8';

const gb18030 = new TextDecoder('gb18030');
const utf8 = new TextDecoder();

export function decodeText(
  bytes: Uint8Array,
  isChinese: boolean,
  singleByte: SingleByteCharset,
): string {
  if (isChinese) return gb18030.decode(bytes);
  if (singleByte === 'utf8') return utf8.decode(bytes);
  return Array.from(bytes, (byte) => (byte < 0x7f ? String.fromCharCode(byte) : '\uFFFD')).join('');
}
