import { correction, generate } from 'lean-qr';
import type { Alignment, QrErrorCorrection } from '../document.ts';
import { type Bars, ean13Bars } from './bars.ts';
import type { Bitmap } from './bitmap.ts';
import { code128Bars } from './code128.ts';
import type { Command } from './command.ts';
import { glyphOf } from './glyphs.ts';

/** A code on the paper, as the printer was given it. */
export type PrintedCode = {
  readonly symbology: 'qr' | 'ean13' | 'code128' | 'unsupported';
  readonly data: string;
};

type Printed = Extract<Command, { kind: 'raster' | 'barcode' | 'qr-print' }>;

const digitRowDots = 26;

/** Draws what is not text, and keeps the settings that only such things use. */
export class SymbolPrinter {
  readonly codes: PrintedCode[] = [];
  readonly #bitmap: Bitmap;
  // What Epson names as the values after power-on.
  #barHeight = 162;
  #moduleDots = 3;
  #digitPosition = 0;
  #qrModuleDots = 3;
  #qrLevel: QrErrorCorrection = 'L';
  #qrData = new Uint8Array();

  constructor(bitmap: Bitmap) {
    this.#bitmap = bitmap;
  }

  set(command: Command): void {
    if (command.kind === 'barcode-height') this.#barHeight = command.dots;
    if (command.kind === 'barcode-module') this.#moduleDots = command.dots;
    if (command.kind === 'barcode-digits') this.#digitPosition = command.position;
    if (command.kind === 'qr-module') this.#qrModuleDots = command.dots;
    if (command.kind === 'qr-level') this.#qrLevel = command.level;
    if (command.kind === 'qr-store') this.#qrData = Uint8Array.from(command.data);
  }

  /** Returns the dots that the paper moves on. */
  print(command: Printed, y: number, align: Alignment): number {
    switch (command.kind) {
      case 'raster':
        return this.#printRaster(command, y, align);
      case 'barcode':
        return this.#printBarcode(command.system, command.data, y, align);
      case 'qr-print':
        return this.#printQr(y, align);
    }
  }

  #printRaster(raster: Extract<Command, { kind: 'raster' }>, y: number, align: Alignment): number {
    const { rowBytes, rows, scaleX, scaleY, bits } = raster;
    const left = this.#left(rowBytes * 8 * scaleX, align);
    for (let at = 0; at < rowBytes * rows * 8; at++) {
      const isBlack = ((bits[at >> 3] ?? 0) & (0x80 >> (at & 7))) !== 0;
      if (!isBlack) continue;
      const column = at % (rowBytes * 8);
      const row = Math.floor(at / (rowBytes * 8));
      this.#bitmap.fill(left + column * scaleX, y + row * scaleY, scaleX, scaleY);
    }
    return rows * scaleY;
  }

  #printBarcode(system: number, data: Uint8Array, y: number, align: Alignment): number {
    const text = Buffer.from(data).toString('latin1');
    const symbology = system === 67 ? 'ean13' : system === 73 ? 'code128' : 'unsupported';
    const bars =
      symbology === 'ean13'
        ? ean13Bars(text)
        : symbology === 'code128'
          ? code128Bars(data)
          : undefined;
    this.codes.push({ symbology, data: bars?.digits ?? text });
    // A printer prints nothing for a symbol that it cannot make.
    return bars ? this.#drawBars(bars, y, align) : 0;
  }

  #drawBars({ modules, digits }: Bars, y: number, align: Alignment): number {
    const width = modules.length * this.#moduleDots;
    const left = this.#left(width, align);
    [...modules].forEach((module, i) => {
      if (module !== '1') return;
      this.#bitmap.fill(left + i * this.#moduleDots, y, this.#moduleDots, this.#barHeight);
    });
    if (this.#digitPosition !== 2) return this.#barHeight;
    this.#drawDigits(
      digits,
      left + Math.floor((width - digits.length * 12) / 2),
      y + this.#barHeight,
    );
    return this.#barHeight + digitRowDots;
  }

  #drawDigits(digits: string, left: number, top: number): void {
    [...digits].forEach((digit, i) => {
      const glyph = glyphOf(digit, false);
      for (let dot = 0; dot < 12 * 24; dot++) {
        const [x, y] = [dot % 12, Math.floor(dot / 12)];
        if (glyph.isBlack(x, y)) this.#bitmap.fill(left + i * 12 + x, top + y + 2, 1, 1);
      }
    });
  }

  #printQr(y: number, align: Alignment): number {
    const data = Buffer.from(this.#qrData).toString('utf8');
    const level = correction[this.#qrLevel];
    const code = generate(data, { minCorrectionLevel: level, maxCorrectionLevel: level });
    const dots = this.#qrModuleDots;
    const left = this.#left(code.size * dots, align);
    for (let row = 0; row < code.size; row++) {
      for (let column = 0; column < code.size; column++) {
        if (!code.get(column, row)) continue;
        this.#bitmap.fill(left + column * dots, y + row * dots, dots, dots);
      }
    }
    this.codes.push({ symbology: 'qr', data });
    return code.size * dots;
  }

  #left(width: number, align: Alignment): number {
    const free = Math.max(0, this.#bitmap.width - width);
    return { left: 0, center: Math.floor(free / 2), right: free }[align];
  }
}
