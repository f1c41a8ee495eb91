import { DLE, ESC, FS, GS } from '../escpos/bytes.ts';
import type { Command } from './command.ts';

/**
 * The commands with a fixed number of parameters, by their first two bytes. Lengths and meanings
 * are Epson's (ESC/POS command reference); a digit as ASCII means the same as its number.
 */
export type FixedCommand = {
  readonly parameterBytes: number;
  readonly make: (parameters: Uint8Array) => Command;
};

const table = new Map<number, FixedCommand>();

function define(
  lead: number,
  letter: string,
  parameterBytes: number,
  make: (...parameters: number[]) => Command,
): void {
  table.set((lead << 8) | letter.charCodeAt(0), { parameterBytes, make: (p) => make(...p) });
}

function setting(lead: number, letter: string, parameterBytes: number, name: string): void {
  define(lead, letter, parameterBytes, (...parameters) => ({
    kind: 'setting',
    name,
    parameters: Uint8Array.from(parameters),
  }));
}

export function fixedCommand(lead: number, second: number): FixedCommand | undefined {
  return table.get((lead << 8) | second);
}

const word = (low = 0, high = 0): number => low | (high << 8);
const signedWord = (low = 0, high = 0): number => (word(low, high) << 16) >> 16;
const digit = (n = 0): number => (n >= 0x30 ? n - 0x30 : n);
/** ESC E, GS B: only the lowest bit counts. */
const isOdd = (n = 0): boolean => (n & 1) === 1;
const alignments = ['left', 'center', 'right'] as const;

define(ESC, '@', 0, () => ({ kind: 'initialize' }));
define(ESC, 'a', 1, (n) => ({ kind: 'align', align: alignments[digit(n)] ?? 'left' }));
define(ESC, 'E', 1, (n) => ({ kind: 'bold', isOn: isOdd(n) }));
define(ESC, 'G', 1, (n) => ({ kind: 'bold', isOn: isOdd(n) }));
define(ESC, '-', 1, (n) => ({ kind: 'underline', isOn: digit(n) > 0, isChinese: false }));
define(ESC, 'd', 1, (n = 0) => ({ kind: 'feed-lines', lines: n }));
define(ESC, 'J', 1, (n = 0) => ({ kind: 'feed-dots', dots: n }));
define(ESC, '$', 2, (l, h) => ({ kind: 'absolute-position', dots: word(l, h) }));
define(ESC, '\\', 2, (l, h) => ({ kind: 'relative-position', dots: signedWord(l, h) }));
define(ESC, 'p', 3, (m, on = 0, off = 0) => ({
  kind: 'drawer',
  pin: digit(m) === 0 ? 2 : 5,
  onMs: on * 2,
  offMs: off * 2,
  isRealTime: false,
}));
define(ESC, 'r', 1, (n) => ({ kind: 'colour', isRed: isOdd(n) }));
// Of Chinese makers, not of Epson.
define(ESC, 'B', 2, (n = 0) => ({ kind: 'buzzer', times: n }));
setting(ESC, 't', 1, 'code page');
setting(ESC, 'R', 1, 'national characters');
setting(ESC, 'M', 1, 'font');
setting(ESC, '2', 0, 'default line spacing');
setting(ESC, '3', 1, 'line spacing');
setting(ESC, ' ', 1, 'character spacing');
setting(ESC, '{', 1, 'upside down');
setting(ESC, '=', 1, 'peripheral');
setting(ESC, 'c', 2, 'paper sensor or button');
define(FS, '&', 0, () => ({ kind: 'chinese-mode', isOn: true }));
define(FS, '.', 0, () => ({ kind: 'chinese-mode', isOn: false }));
define(FS, '-', 1, (n) => ({ kind: 'underline', isOn: digit(n) > 0, isChinese: true }));
setting(FS, 'C', 1, 'Chinese code system');
setting(FS, 'S', 2, 'Chinese character spacing');
define(GS, '!', 1, (n = 0) => ({ kind: 'size', width: (n >> 4) + 1, height: (n & 7) + 1 }));
define(GS, 'B', 1, (n) => ({ kind: 'invert', isOn: isOdd(n) }));
define(GS, 'h', 1, (n = 0) => ({ kind: 'barcode-height', dots: n }));
define(GS, 'w', 1, (n = 0) => ({ kind: 'barcode-module', dots: n }));
define(GS, 'H', 1, (n) => ({ kind: 'barcode-digits', position: digit(n) }));
setting(GS, 'a', 1, 'automatic status');
setting(GS, 'r', 1, 'status request');
setting(GS, 'L', 2, 'left margin');
setting(GS, 'W', 2, 'print width');
setting(GS, 'P', 2, 'motion units');
setting(GS, 'f', 1, 'barcode digit font');
define(DLE, '\x04', 1, (n = 0) => ({ kind: 'status-query', query: n }));
define(DLE, '\x14', 3, (fn, m, t = 0) => ({
  kind: 'drawer',
  pin: fn === 1 && m === 1 ? 5 : 2,
  onMs: t * 100,
  offMs: t * 100,
  isRealTime: true,
}));
