import type { Alignment, QrErrorCorrection } from '../document.ts';
import { Bitmap, type RasterImage } from '../raster/bitmap.ts';
import { code128Bars } from '../raster/code128-bars.ts';
import { drawBars, drawQr } from '../raster/draw-codes.ts';
import { ean13Bars } from '../raster/ean13-bars.ts';
import type { Command } from './command.ts';

/** A code on the paper, as the printer was given it; `unsupported` is one that it could not print. */
export type PrintedCode = {
  readonly symbology: 'qr' | 'pdf417' | 'ean13' | 'code128' | 'unsupported';
  readonly data: string;
};

type Printed = Extract<Command, { kind: 'raster' | 'barcode' | 'qr-print' | 'pdf417-print' }>;
export type SymbolSetting = Exclude<
  Extract<Command, { kind: `barcode-${string}` | `qr-${string}` | `pdf417-${string}` }>,
  Printed
>;

export function isSymbolSetting(command: Command): command is SymbolSetting {
  return /^(barcode|qr|pdf417)-(?!print$)/.test(command.kind);
}

/** Draws what is not text, and keeps the settings that only such things use. */
export class SymbolPrinter {
  readonly codes: PrintedCode[] = [];
  // What Epson names as the values after power-on.
  #barHeight = 162;
  #barModuleDots = 3;
  #digitPosition = 0;
  #qrModuleDots = 3;
  #qrLevel: QrErrorCorrection = 'L';
  #qrData: Uint8Array = new Uint8Array();
  #pdf417 = { columns: 0, moduleDots: 3, rowModules: 3, level: 1 };
  #pdf417Data: Uint8Array = new Uint8Array();

  /** A value outside of a command's range is ignored, as printers do. */
  set(command: SymbolSetting): void {
    switch (command.kind) {
      case 'barcode-height':
        this.#barHeight = Math.max(1, command.dots);
        break;
      case 'barcode-module':
        if (command.dots >= 1 && command.dots <= 6) this.#barModuleDots = command.dots;
        break;
      case 'barcode-digits':
        this.#digitPosition = command.position;
        break;
      case 'qr-module':
        if (command.dots >= 1 && command.dots <= 16) this.#qrModuleDots = command.dots;
        break;
      case 'qr-level':
        this.#qrLevel = command.level;
        break;
      case 'qr-store':
        this.#qrData = Uint8Array.from(command.data);
        break;
      case 'pdf417-columns':
        if (command.columns <= 30) this.#pdf417.columns = command.columns;
        break;
      case 'pdf417-module':
        if (command.dots >= 2 && command.dots <= 8) this.#pdf417.moduleDots = command.dots;
        break;
      case 'pdf417-row-height':
        if (command.modules >= 2 && command.modules <= 8) this.#pdf417.rowModules = command.modules;
        break;
      case 'pdf417-level':
        if (command.level >= 0 && command.level <= 8) this.#pdf417.level = command.level;
        break;
      case 'pdf417-store':
        this.#pdf417Data = Uint8Array.from(command.data);
        break;
    }
  }

  /** Returns the dots that the paper moves on. */
  print(command: Printed, ink: Bitmap, y: number, align: Alignment): number {
    if (command.kind === 'raster') return printRaster(command, ink, y, align);
    const drawn = this.#draw(command, ink.width);
    // A printer prints nothing for a symbol that it cannot make, or that is wider than its paper.
    if (!drawn?.image || drawn.image.widthDots > ink.width) {
      this.codes.push({ symbology: 'unsupported', data: drawn?.data ?? '' });
      return 0;
    }
    this.codes.push({ symbology: drawn.symbology, data: drawn.data });
    printImage(drawn.image, ink, y, align);
    return drawn.image.heightDots;
  }

  #draw(command: Exclude<Printed, { kind: 'raster' }>, paperDots: number): Drawn {
    switch (command.kind) {
      case 'barcode':
        return this.#drawBarcode(command.system, command.data);
      case 'qr-print':
        return this.#drawQr();
      case 'pdf417-print':
        return this.#drawPdf417(paperDots);
    }
  }

  #drawBarcode(system: number, bytes: Uint8Array): Drawn {
    const text = Buffer.from(bytes).toString('latin1');
    const bars = system === 67 ? ean13Bars(text) : system === 73 ? code128Bars(bytes) : undefined;
    const symbology = system === 67 ? 'ean13' : 'code128';
    const hasDigits = this.#digitPosition === 2;
    const image = bars && drawBars(bars, this.#barModuleDots, this.#barHeight, hasDigits);
    return { symbology, data: bars?.digits ?? text, image };
  }

  #drawQr(): Drawn {
    const data = Buffer.from(this.#qrData).toString('utf8');
    const drawn = { symbology: 'qr', data } as const;
    try {
      return { ...drawn, image: drawQr(data, this.#qrLevel, this.#qrModuleDots) };
    } catch (cause) {
      // The QR library's word for too much data; a printer is silent about it.
      if (cause instanceof Error) return { ...drawn, image: undefined };
      throw cause;
    }
  }

  /** Not the symbol itself, which no reader at hand could check: its frame in its size. */
  #drawPdf417(paperDots: number): Drawn {
    const { columns, moduleDots, rowModules, level } = this.#pdf417;
    const data = Buffer.from(this.#pdf417Data).toString('utf8');
    const fitting = Math.floor((Math.floor(paperDots / moduleDots) - 69) / 17);
    const used = columns === 0 ? Math.min(30, fitting) : columns;
    const words = 2 + Math.ceil((this.#pdf417Data.length * 5) / 6) + 2 ** (level + 1);
    const rows = Math.max(3, Math.ceil(words / used));
    const isPossible = data !== '' && used >= 1 && rows <= 90 && words <= 928;
    if (!isPossible) return { symbology: 'pdf417', data, image: undefined };
    const frame = new Bitmap((69 + 17 * used) * moduleDots);
    const rowDots = rowModules * moduleDots;
    for (let row = 0; row < rows; row++) {
      const inset = row % 2 === 0 ? 0 : moduleDots;
      frame.fill(inset, row * rowDots, frame.width - 2 * inset, Math.ceil(rowDots / 2));
    }
    frame.growTo(rows * rowDots);
    return { symbology: 'pdf417', data, image: frame.toImage() };
  }
}

type Drawn = PrintedCode & { readonly image: RasterImage | undefined };

function printRaster(
  raster: Extract<Command, { kind: 'raster' }>,
  ink: Bitmap,
  y: number,
  align: Alignment,
): number {
  const { rowBytes, rows, scaleX, scaleY, bits } = raster;
  const image = { widthDots: rowBytes * 8, heightDots: rows, bits };
  printImage(image, ink, y, align, scaleX, scaleY);
  return rows * scaleY;
}

function printImage(
  { widthDots, heightDots, bits }: RasterImage,
  ink: Bitmap,
  y: number,
  align: Alignment,
  scaleX = 1,
  scaleY = 1,
): void {
  const rowBytes = Math.ceil(widthDots / 8);
  const free = Math.max(0, ink.width - widthDots * scaleX);
  const left = { left: 0, center: Math.floor(free / 2), right: free }[align];
  for (let row = 0; row < heightDots; row++) {
    for (let column = 0; column < widthDots; column++) {
      const byte = bits[row * rowBytes + (column >> 3)] ?? 0;
      if ((byte & (0x80 >> (column & 7))) === 0) continue;
      ink.fill(left + column * scaleX, y + row * scaleY, scaleX, scaleY);
    }
  }
}
