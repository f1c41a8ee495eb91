import { DeviceError } from '../../device-error.ts';
import type { BarcodeBlock } from '../document.ts';
import { isFontInstalled } from '../font/unifont.ts';
import type { PrinterProfile } from '../profile.ts';
import { ean13CheckDigit } from '../raster/check-digit.ts';
import { code128Bars } from '../raster/code128-bars.ts';
import { drawBars } from '../raster/draw-codes.ts';
import { ean13Bars } from '../raster/ean13-bars.ts';
import { asciiBytes, GS, type Unit } from './bytes.ts';
import { encodeRaster } from './raster.ts';

const moduleDotsTried = [3, 2] as const;

/** GS k's function B numbers the symbologies from 65 (Epson, GS k). */
const systems = { ean13: 67, code128: 73 } as const;

/**
 * A barcode with its digits printed below: GS k, function B, or drawn where the printer has no
 * codes of its own. The bars are 3 dots a module, or 2 where 3 does not fit.
 * @throws DeviceError `device.bad-data` for data that the symbology cannot carry or the paper
 * cannot hold.
 */
export function encodeBarcode(block: BarcodeBlock, profile: PrinterProfile): Unit[] {
  const { symbology, heightDots } = block;
  if (!Number.isInteger(heightDots) || heightDots < 1 || heightDots > 255) {
    throw new DeviceError('device.bad-data', `barcode height ${heightDots} is not 1 to 255`);
  }
  const { payload, modules } = symbology === 'ean13' ? ean13(block.data) : code128(block.data);
  const moduleDots = moduleDotsTried.find((dots) => modules * dots <= profile.widthDots);
  if (!moduleDots) throw new DeviceError('device.bad-data', 'the barcode is wider than the paper');
  if (profile.codes === 'raster') {
    const bars =
      symbology === 'ean13' ? ean13Bars(block.data) : code128Bars(Uint8Array.from(payload));
    if (!bars) throw new Error(`no bars for the checked ${symbology} ${block.data}`);
    return encodeRaster(drawBars(bars, moduleDots, heightDots, isFontInstalled()), profile);
  }
  return [
    [
      ...[GS, 0x68, heightDots],
      ...[GS, 0x77, moduleDots],
      ...[GS, 0x48, 2],
      ...[GS, 0x6b, systems[symbology], payload.length, ...payload],
    ],
  ];
}

/** What follows GS k's length byte, and the width with the quiet zones. */
type Symbol = { readonly payload: readonly number[]; readonly modules: number };

function ean13(data: string): Symbol {
  if (!/^\d{13}$/.test(data) || Number(data[12]) !== ean13CheckDigit(data)) {
    throw new DeviceError('device.bad-data', `${JSON.stringify(data)} is not an EAN-13`);
  }
  // 95 modules and the quiet zones of 11 and 7 (GS1 General Specifications 5.2.3.4).
  return { payload: asciiBytes(data), modules: 113 };
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
  return { payload, modules: 11 * (symbols + 1) + 13 + 20 };
}
