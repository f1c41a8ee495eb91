import { Adapter } from '@node-escpos/adapter';
import { Printer, Image as RasterPicture } from '@node-escpos/core';
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import type { PrintDocument } from '../../drivers/printer/document.ts';
import { encodeDocument } from '../../drivers/printer/escpos/encode.ts';
import { profileOf } from '../../drivers/printer/profile.ts';
import { Bitmap } from '../../drivers/printer/raster/bitmap.ts';
import { encodePng } from '../../drivers/printer/simulator/png.ts';

/** The same receipt for every encoder: a logo, Chinese and English lines, a QR code, a cut. */
export const lines = [
  '牛奶 Milk 1L x 2                          12.50',
  '面包 Bread                                 8.00',
  '合计 Total                             ¥ 20.50',
] as const;
export const title = '收款成功 Paid';
export const payment = 'https://例子.cn/收款?n=1';

/** Encodes the receipt once. */
export type ReceiptEncoder = { readonly name: string; readonly encode: () => Promise<Uint8Array> };

const [logoWidth, logoHeight] = [192, 64] as const;
const logo = new Bitmap(logoWidth);
logo.growTo(logoHeight);
for (let y = 0; y < logoHeight; y += 8) logo.fill(y, y, logoWidth - 2 * y, 4);

/** The logo as the libraries take it: as colour bytes, or as a PNG. */
const logoPixels = new Uint8ClampedArray(logoWidth * logoHeight * 4).map((_, at) => {
  const dot = Math.floor(at / 4);
  const isBlack = logo.isBlack(dot % logoWidth, Math.floor(dot / logoWidth));
  return at % 4 === 3 || !isBlack ? 255 : 0;
});
const logoPng = encodePng(logo, new Bitmap(logoWidth), 0);

export function own(): ReceiptEncoder {
  const profile = profileOf('80mm');
  const document: PrintDocument = {
    widthCells: 48,
    blocks: [
      {
        kind: 'image',
        widthDots: logoWidth,
        heightDots: logoHeight,
        bits: Buffer.from(logo.toImage().bits).toString('base64'),
      },
      { kind: 'line', text: title, align: 'center', isBold: true, size: 'double' },
      ...lines.map((text) => ({ kind: 'line', text, align: 'left' }) as const),
      { kind: 'qr', data: payment, moduleDots: 6 },
      { kind: 'cut' },
    ],
  };
  return {
    name: 'own encoder',
    encode: async () => Buffer.concat(encodeDocument(document, profile)),
  };
}

/** One code page, which it asks for: its own choice of pages takes ten times as long. */
export function receiptPrinterEncoder(): ReceiptEncoder {
  const image = { data: logoPixels, width: logoWidth, height: logoHeight };
  return {
    name: '@point-of-sale/receipt-printer-encoder',
    encode: async () => {
      const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 48 });
      encoder.initialize().codepage('cp437').align('center');
      encoder.image(image, logoWidth, logoHeight, 'threshold');
      encoder.size(2, 2).bold(true).line(title).bold(false).size(1, 1).align('left');
      for (const line of lines) encoder.line(line);
      return encoder.align('center').qrcode(payment, 2, 6, 'm').cut().encode();
    },
  };
}

export function nodeThermalPrinter(): ReceiptEncoder {
  const printer = new ThermalPrinter({
    type: PrinterTypes.EPSON,
    interface: 'tcp://127.0.0.1:9100',
    characterSet: CharacterSet.CHINA,
    width: 48,
  });
  return {
    name: 'node-thermal-printer',
    encode: async () => {
      printer.clear();
      printer.alignCenter();
      await printer.printImageBuffer(logoPng);
      printer.setTextSize(1, 1);
      printer.bold(true);
      printer.println(title);
      printer.bold(false);
      printer.setTextNormal();
      printer.alignLeft();
      for (const line of lines) printer.println(line);
      printer.alignCenter();
      printer.printQR(payment, { model: 2, cellSize: 6, correction: 'M' });
      printer.cut();
      return printer.getBuffer();
    },
  };
}

/** Keeps what is written to it. */
class Kept extends Adapter<[]> {
  readonly written: Buffer[] = [];
  override open(): this {
    return this;
  }
  override write(data: Buffer | string, callback?: (error: Error | null) => void): this {
    this.written.push(Buffer.from(data));
    callback?.(null);
    return this;
  }
  override close(): this {
    return this;
  }
  override read(): void {}
}

export async function nodeEscpos(): Promise<ReceiptEncoder> {
  const image = await RasterPicture.load(logoPng, 'image/png');
  return {
    name: '@node-escpos/core',
    encode: async () => {
      const adapter = new Kept();
      const printer = new Printer(adapter, { encoding: 'GB18030', width: 48 });
      printer.hardware('INIT').align('CT').raster(image);
      printer.size(2, 2).style('B').text(title).style('NORMAL').size(1, 1).align('LT');
      for (const line of lines) printer.text(line);
      printer.align('CT').qrcode(payment, undefined, 'm', 6).cut();
      await printer.flush();
      return Buffer.concat(adapter.written);
    },
  };
}
