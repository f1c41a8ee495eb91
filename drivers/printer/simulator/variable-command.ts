import { ESC, FS, GS } from '../escpos/bytes.ts';
import { codeCommand } from './code-command.ts';
import type { Command } from './command.ts';

/** A command whose length stands in its parameters: the command and the bytes it takes. */
export type Parsed = { readonly command: Command; readonly length: number };

/**
 * Parses the command at the start of `bytes`; `incomplete` when its end has not come yet,
 * `undefined` when it is none of these.
 */
export function parseVariableCommand(bytes: Uint8Array): Parsed | 'incomplete' | undefined {
  const [lead, second] = bytes;
  if (lead === ESC && second === 0x2a) return parseBitImage(bytes);
  if (lead === FS && second === 0x28) return parseParenthesis(bytes);
  if (lead !== GS) return undefined;
  if (second === 0x56) return parseCut(bytes);
  if (second === 0x6b) return parseBarcode(bytes);
  if (second === 0x76) return parseRaster(bytes);
  if (second === 0x28) return parseParenthesis(bytes);
  if (second === 0x38) return parseLongGraphics(bytes);
  return undefined;
}

/** GS V m, or GS V m n with a feed before the cut. */
function parseCut(bytes: Uint8Array): Parsed | 'incomplete' {
  const mode = bytes[2];
  if (mode === undefined) return 'incomplete';
  const isPartial = mode % 2 === 1 || mode === 66;
  if (mode < 65 || mode > 104) {
    return { command: { kind: 'cut', isPartial, feedDots: 0 }, length: 3 };
  }
  const feedDots = bytes[3];
  if (feedDots === undefined) return 'incomplete';
  return {
    command: { kind: 'cut', isPartial: mode === 66 || mode === 98, feedDots },
    length: 4,
  };
}

/** No symbology of function A carries more. */
const mostFunctionABytes = 256;

/** GS k: function A ends with NUL, function B (m >= 65) counts its bytes. */
function parseBarcode(bytes: Uint8Array): Parsed | 'incomplete' | undefined {
  const system = bytes[2];
  if (system === undefined) return 'incomplete';
  if (system < 65) {
    const end = bytes.subarray(0, mostFunctionABytes).indexOf(0, 3);
    if (end < 0) return bytes.length < mostFunctionABytes ? 'incomplete' : undefined;
    return {
      command: { kind: 'barcode', system: system + 65, data: bytes.slice(3, end) },
      length: end + 1,
    };
  }
  const count = bytes[3];
  if (count === undefined || bytes.length < 4 + count) return 'incomplete';
  return {
    command: { kind: 'barcode', system, data: bytes.slice(4, 4 + count) },
    length: 4 + count,
  };
}

/** ESC * m nL nH: columns of 8 dots, or of 24; other generators' pictures, which are not drawn. */
function parseBitImage(bytes: Uint8Array): Parsed | 'incomplete' {
  const [, , mode, nl, nh] = bytes;
  if (mode === undefined || nl === undefined || nh === undefined) return 'incomplete';
  const length = 5 + (nl | (nh << 8)) * (mode >= 32 ? 3 : 1);
  if (bytes.length < length) return 'incomplete';
  const parameters = bytes.slice(5, length);
  return { command: { kind: 'setting', name: 'bit image', parameters }, length };
}

/** GS v 0 m xL xH yL yH data. */
function parseRaster(bytes: Uint8Array): Parsed | 'incomplete' | undefined {
  if (bytes.length < 3) return 'incomplete';
  if (bytes[2] !== 0x30) return undefined;
  const [, , , mode, xl, xh, yl, yh] = bytes;
  if (mode === undefined || xl === undefined || xh === undefined) return 'incomplete';
  if (yl === undefined || yh === undefined) return 'incomplete';
  const rowBytes = xl | (xh << 8);
  const rows = yl | (yh << 8);
  const length = 8 + rowBytes * rows;
  if (bytes.length < length) return 'incomplete';
  const bits = bytes.slice(8, length);
  const scaleX = mode & 1 ? 2 : 1;
  const scaleY = mode & 2 ? 2 : 1;
  return { command: { kind: 'raster', rowBytes, rows, scaleX, scaleY, bits }, length };
}

/** GS ( x pL pH ... and FS ( x pL pH ...: every one of them carries its length. */
function parseParenthesis(bytes: Uint8Array): Parsed | 'incomplete' {
  const [lead, , letter, pl, ph] = bytes;
  if (letter === undefined || pl === undefined || ph === undefined) return 'incomplete';
  const length = 5 + (pl | (ph << 8));
  if (bytes.length < length) return 'incomplete';
  const parameters = bytes.slice(5, length);
  const name = `${lead === GS ? 'GS' : 'FS'} ( ${String.fromCharCode(letter)}`;
  const command = lead === GS ? parenthesisCommand(letter, parameters) : undefined;
  return { command: command ?? { kind: 'setting', name, parameters }, length };
}

/** GS 8 L: the same as GS ( L, with a length of four bytes. */
function parseLongGraphics(bytes: Uint8Array): Parsed | 'incomplete' | undefined {
  if (bytes.length < 7) return 'incomplete';
  if (bytes[2] !== 0x4c) return undefined;
  const length = 7 + Buffer.from(bytes.subarray(3, 7)).readUInt32LE();
  if (bytes.length < length) return 'incomplete';
  const parameters = bytes.slice(7, length);
  const setting: Command = { kind: 'setting', name: 'GS 8 L', parameters };
  return { command: graphicsCommand(parameters) ?? setting, length };
}

function parenthesisCommand(letter: number, parameters: Uint8Array): Command | undefined {
  if (letter === 0x6b) return codeCommand(parameters);
  return letter === 0x4c ? graphicsCommand(parameters) : undefined;
}

/** Function 112 stores dots for a later function 50; here they are printed where they are stored. */
function graphicsCommand(parameters: Uint8Array): Command | undefined {
  const [, fn, , bx = 1, by = 1, , xl = 0, xh = 0, yl = 0, yh = 0] = parameters;
  if (fn !== 0x70) return undefined;
  return {
    kind: 'raster',
    rowBytes: Math.ceil((xl | (xh << 8)) / 8),
    rows: yl | (yh << 8),
    scaleX: bx === 2 ? 2 : 1,
    scaleY: by === 2 ? 2 : 1,
    bits: parameters.slice(10),
  };
}
