import { DeviceError } from '../../device-error.ts';
import type { BarcodeBlock } from '../document.ts';
import { GS } from './bytes.ts';

const moduleDotsTried = [3, 2] as const;

/**
 * GS k, function B, with the digits printed below. The bars are 3 dots a module, or 2 where 3 does
 * not fit. Throws `device.bad-data` for data that the symbology cannot carry or the paper cannot hold.
 */
export function encodeBarcode(block: BarcodeBlock, widthDots: number): number[] {
  if (!Number.isInteger(block.heightDots) || block.heightDots < 1 || block.heightDots > 255) {
    throw new DeviceError('device.bad-data', `barcode height ${block.heightDots} is not 1 to 255`);
  }
  const { system, payload, modules } =
    block.symbology === 'ean13' ? ean13(block.data) : code128(block.data);
  const moduleDots = moduleDotsTried.find((dots) => modules * dots <= widthDots);
  if (!moduleDots) throw new DeviceError('device.bad-data', 'the barcode is wider than the paper');
  return [
    ...[GS, 0x68, block.heightDots],
    ...[GS, 0x77, moduleDots],
    ...[GS, 0x48, 2],
    ...[GS, 0x6b, system, payload.length, ...payload],
  ];
}

type Symbol = { system: number; payload: number[]; modules: number };

function ean13(data: string): Symbol {
  if (!/^\d{13}$/.test(data) || Number(data[12]) !== ean13CheckDigit(data)) {
    throw new DeviceError('device.bad-data', `${JSON.stringify(data)} is not an EAN-13`);
  }
  // 95 modules and the quiet zones of 11 and 7 (GS1 General Specifications 5.2.3.4).
  return { system: 67, payload: asciiBytes(data), modules: 113 };
}

/** The check digit for the first twelve digits, weights 1 and 3 from the left. */
export function ean13CheckDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10;
}

function code128(data: string): Symbol {
  if (!/^[\x20-\x7e]{1,80}$/.test(data)) {
    throw new DeviceError('device.bad-data', 'Code 128 carries 1 to 80 printable ASCII characters');
  }
  const payload: number[] = [];
  let symbols = 0;
  let isSetC = false;
  // Set C packs two digits in a symbol; below four digits the change of set costs what it saves.
  for (const run of data.match(/(?:\d\d){2,}|./g) ?? []) {
    const wantsSetC = run.length > 1;
    if (symbols === 0 || wantsSetC !== isSetC) {
      payload.push(0x7b, wantsSetC ? 0x43 : 0x42);
      symbols++;
      isSetC = wantsSetC;
    }
    if (wantsSetC) {
      const pairs = run.match(/\d\d/g) ?? [];
      payload.push(...pairs.map(Number));
      symbols += pairs.length;
    } else {
      // A brace begins a change of set, so a brace as data is written twice.
      payload.push(...asciiBytes(run === '{' ? '{{' : run));
      symbols++;
    }
  }
  // 11 modules each and for the check symbol, 13 for the stop, quiet zones of 10 and 10.
  return { system: 73, payload, modules: 11 * (symbols + 1) + 13 + 20 };
}

function asciiBytes(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
