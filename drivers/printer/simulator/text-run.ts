/** What stands at the start of the bytes: so much text, and whether something has ended it. */
export type TextRun = {
  readonly length: number;
  readonly end: 'control' | 'broken-character' | 'more-may-come';
};

/** A Chinese character's bytes stay together: two, or four when the second is a digit (GB18030). */
export function measureText(bytes: Uint8Array, isChinese: boolean): TextRun {
  let length = 0;
  for (;;) {
    const byte = bytes[length];
    if (byte === undefined) return { length, end: 'more-may-come' };
    if (byte < 0x20) return { length, end: 'control' };
    const size = isChinese ? characterSize(byte, bytes[length + 1]) : 1;
    if (size === 'broken') return { length, end: 'broken-character' };
    if (length + size > bytes.length) return { length, end: 'more-may-come' };
    length += size;
  }
}

function characterSize(lead: number, trail: number | undefined): 1 | 2 | 4 | 'broken' {
  if (lead < 0x81 || lead === 0xff) return 1;
  if (trail === undefined) return 2;
  if (trail < 0x30 || trail === 0x7f || trail === 0xff) return 'broken';
  if (trail <= 0x39) return 4;
  return trail < 0x40 ? 'broken' : 2;
}
