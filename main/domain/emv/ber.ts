import { fault, found, pathOf, type Reading } from './reading.ts';

/** One object in BER-TLV; the tag in capital hexadecimal digits. */
export type BerObject = { readonly tag: string; readonly value: Uint8Array };

const tagBytesMax = 3;
const lengthBytesMax = 2;

/** Objects one after another. A primitive that stands twice is an error (payment-facts 5.2). */
export function parseBer(bytes: Uint8Array, template = ''): Reading<readonly BerObject[]> {
  const objects: BerObject[] = [];
  const primitives = new Set<string>();
  let at = 0;
  while (at < bytes.length) {
    const tagEnd = endOfTag(bytes, at);
    if (tagEnd === null) return fault('structure', template);
    const tag = hex(bytes.subarray(at, tagEnd));
    const path = pathOf(template, tag);
    const length = lengthAt(bytes, tagEnd);
    if (length === null) return fault('structure', path);
    const end = length.valueAt + length.byteCount;
    if (end > bytes.length) return fault('structure', path);
    if (primitives.has(tag)) return fault('duplicate', path);
    if (isPrimitive(bytes[at] ?? 0)) primitives.add(tag);
    objects.push({ tag, value: bytes.subarray(length.valueAt, end) });
    at = end;
  }
  return found(objects);
}

export function hex(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

function isPrimitive(firstByte: number): boolean {
  return (firstByte & 0x20) === 0;
}

/** Five low bits set: the number goes on while the high bit of the next byte is set. */
function endOfTag(bytes: Uint8Array, at: number): number | null {
  if (((bytes[at] ?? 0) & 0x1f) !== 0x1f) return at + 1;
  for (let last = at + 1; last < at + tagBytesMax; last += 1) {
    const byte = bytes[last];
    if (byte === undefined) return null;
    if ((byte & 0x80) === 0) return last + 1;
  }
  return null;
}

/** One byte below 128, or how many bytes of length follow. Indefinite lengths are not for payments. */
function lengthAt(
  bytes: Uint8Array,
  at: number,
): { readonly valueAt: number; readonly byteCount: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 0x80) return { valueAt: at + 1, byteCount: first };
  const more = first & 0x7f;
  if (more < 1 || more > lengthBytesMax || at + 1 + more > bytes.length) return null;
  const byteCount = bytes
    .subarray(at + 1, at + 1 + more)
    .reduce((sum, byte) => sum * 256 + byte, 0);
  return { valueAt: at + 1 + more, byteCount };
}
