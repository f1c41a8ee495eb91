/** Control bytes that begin ESC/POS commands. */
export const LF = 0x0a;
export const DLE = 0x10;
export const ESC = 0x1b;
export const FS = 0x1c;
export const GS = 0x1d;

/** Low byte, high byte: the form of ESC/POS length fields. */
export function uint16(value: number): [number, number] {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff) {
    throw new RangeError(`${value} does not fit in a two-byte field`);
  }
  return [value & 0xff, value >> 8];
}
