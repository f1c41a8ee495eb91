import { DeviceError } from '../../device-error.ts';

export type Tlv = { readonly tag: number; readonly value: Uint8Array };

/** Longest value that two length bytes allow; messages are shorter anyway. */
const maxValueBytes = 0xffff;

/** One value behind its tag and length: one byte up to 7F, then 81 nn and 82 nn nn. */
export function encodeTlv(tag: number, value: Uint8Array): Uint8Array {
  const { length } = value;
  if (length > maxValueBytes) throw new RangeError(`${length} bytes are too long for a value`);
  if (length < 0x80) return Uint8Array.of(tag, length, ...value);
  if (length <= 0xff) return Uint8Array.of(tag, 0x81, length, ...value);
  return Uint8Array.of(tag, 0x82, length >> 8, length & 0xff, ...value);
}

/** The values of a message, one after the other; tags are one byte. Throws `device.bad-data`. */
export function parseTlvs(bytes: Uint8Array): readonly Tlv[] {
  const found: Tlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = lengthAt(bytes, at + 1);
    const tag = bytes[at];
    if (tag === undefined || !length) throw broken('it ends inside a length');
    const end = length.end + length.value;
    if (end > bytes.length) throw broken('it ends inside a value');
    found.push({ tag, value: bytes.subarray(length.end, end) });
    at = end;
  }
  return found;
}

/** The first value inside nested ones: tags with bit 6 set hold others (BER). */
export function innermost(bytes: Uint8Array, depth = 8): Uint8Array | undefined {
  const [first] = parseTlvs(bytes);
  if (!first || depth === 0) return undefined;
  return first.tag & 0x20 ? innermost(first.value, depth - 1) : first.value;
}

function lengthAt(
  bytes: Uint8Array,
  at: number,
): { readonly value: number; readonly end: number } | undefined {
  const [form, second, third] = bytes.subarray(at, at + 3);
  if (form === undefined) return undefined;
  if (form < 0x80) return { value: form, end: at + 1 };
  if (form === 0x81 && second !== undefined) return { value: second, end: at + 2 };
  if (form !== 0x82 || second === undefined || third === undefined) return undefined;
  return { value: second * 256 + third, end: at + 3 };
}

function broken(why: string): DeviceError {
  return new DeviceError('device.bad-data', `a message of the reader is broken: ${why}`);
}
