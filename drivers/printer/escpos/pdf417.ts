import { DeviceError } from '../../device-error.ts';
import type { Pdf417Block } from '../document.ts';
import type { PrinterProfile } from '../profile.ts';
import { codeFunction, utf8Bytes } from './bytes.ts';

/** `cn` of the PDF417 family (Epson, GS ( k). */
const family = 48;
/** Start, stop and the two row indicators, in modules; a column of data is 17 (ISO/IEC 15438, 4). */
const frameModules = 69;
const columnModules = 17;
/** Code words in a symbol, and rows (ISO/IEC 15438, 4). */
const mostCodeWords = 928;
const mostRows = 90;
const defaultErrorLevel = 2;
const rowHeightModules = 3;

/**
 * GS ( k, functions 65 to 70, 80 and 81: columns, rows by the printer, module, row height, error
 * correction, standard form, store, print (Epson's command reference; not tried on hardware).
 * @throws DeviceError `device.bad-data` for what a symbol or the paper cannot hold, and on a printer
 * that has no codes of its own: PDF417 is not drawn.
 */
export function encodePdf417(block: Pdf417Block, profile: PrinterProfile): number[] {
  const { columns = 0, errorLevel = defaultErrorLevel, moduleDots } = block;
  if (profile.codes === 'raster') refuse(`${profile.name} has no PDF417`);
  if (!isWithin(moduleDots, 2, 8)) refuse(`PDF417 module of ${moduleDots} dots is not 2 to 8`);
  if (!isWithin(columns, 0, 30)) refuse(`${columns} columns of PDF417 are not 1 to 30`);
  if (!isWithin(errorLevel, 0, 8)) refuse(`PDF417 error level ${errorLevel} is not 0 to 8`);
  const data = utf8Bytes(block.data);
  checkSize(data.length, columns, errorLevel, Math.floor(profile.widthDots / moduleDots));
  return [
    ...codeFunction(family, 65, [columns]),
    ...codeFunction(family, 66, [0]),
    ...codeFunction(family, 67, [moduleDots]),
    ...codeFunction(family, 68, [rowHeightModules]),
    ...codeFunction(family, 69, [0x30, 0x30 + errorLevel]),
    ...codeFunction(family, 70, [0]),
    ...codeFunction(family, 80, [0x30, ...data]),
    ...codeFunction(family, 81, [0x30]),
  ];
}

/** Counts in byte compaction, the longest that a printer may choose: six bytes in five words. */
function checkSize(bytes: number, columns: number, errorLevel: number, paperModules: number): void {
  const fitting = Math.floor((paperModules - frameModules) / columnModules);
  if (fitting < Math.max(1, columns)) refuse('the PDF417 is wider than the paper');
  const lengthAndLatch = 2;
  const dataWords = 5 * Math.floor(bytes / 6) + (bytes % 6);
  const words = lengthAndLatch + dataWords + 2 ** (errorLevel + 1);
  const room = Math.min(mostCodeWords, mostRows * (columns === 0 ? fitting : columns));
  if (bytes === 0 || words > room) refuse(`this PDF417 cannot hold ${bytes} bytes`);
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function refuse(message: string): never {
  throw new DeviceError('device.bad-data', message);
}
