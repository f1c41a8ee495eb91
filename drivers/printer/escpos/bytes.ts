/** Control bytes that begin ESC/POS commands. */
export const LF = 0x0a;
export const DLE = 0x10;
export const ESC = 0x1b;
export const FS = 0x1c;
export const GS = 0x1d;

/** Whole commands that belong together; never cut between two segments. */
export type Unit = readonly number[] | Uint8Array;

/** Low byte, high byte: the form of ESC/POS length fields. */
export function uint16(value: number): [number, number] {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff) {
    throw new RangeError(`${value} does not fit in a two-byte field`);
  }
  return [value & 0xff, value >> 8];
}

/** Of text that is known to be ASCII. */
export function asciiBytes(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

const utf8 = new TextEncoder();

export function utf8Bytes(text: string): Uint8Array {
  return utf8.encode(text);
}

/** GS ( k: one function of a two-dimensional code; its length counts the bytes that follow it. */
export function codeFunction(cn: number, fn: number, parameters: readonly number[]): number[] {
  return [GS, 0x28, 0x6b, ...uint16(parameters.length + 2), cn, fn, ...parameters];
}
