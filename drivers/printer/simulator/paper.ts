import type { Alignment } from '../document.ts';
import { Bitmap } from './bitmap.ts';
import type { Command } from './command.ts';
import { decodeText, type SingleByteCharset } from './decode-text.ts';
import { type CharacterStyle, LineOfPrint } from './line-of-print.ts';
import { type PrintedCode, SymbolPrinter } from './symbols.ts';

const plain: CharacterStyle = {
  isBold: false,
  isUnderlined: false,
  isInverted: false,
  width: 1,
  height: 1,
};
const lineDots = 30;

/** One receipt's paper: commands in, dots and lines of text out. */
export class Paper {
  readonly bitmap: Bitmap;
  readonly #singleByte: SingleByteCharset;
  readonly #symbols: SymbolPrinter;
  readonly #lines: string[] = [];
  #line = new LineOfPrint();
  #style = plain;
  #align: Alignment = 'left';
  #y = 0;

  constructor(widthDots: number, singleByte: SingleByteCharset) {
    this.bitmap = new Bitmap(widthDots);
    this.#singleByte = singleByte;
    this.#symbols = new SymbolPrinter(this.bitmap);
  }

  /** Nothing has been put on it yet. */
  get isBlank(): boolean {
    return this.#y === 0 && this.#line.isEmpty;
  }

  /** Text as printed, line by line; a line that was not fed out yet counts. */
  get lines(): readonly string[] {
    return this.#line.isEmpty ? this.#lines : [...this.#lines, this.#line.text];
  }

  get codes(): readonly PrintedCode[] {
    return this.#symbols.codes;
  }

  apply(command: Command): void {
    switch (command.kind) {
      case 'text':
        this.#print(command.bytes, command.isChinese);
        break;
      case 'line-feed':
        this.#feedLine();
        break;
      case 'feed-lines':
        if (!this.#line.isEmpty) this.#feedLine();
        this.#feed(command.lines * lineDots);
        break;
      case 'feed-dots':
        if (!this.#line.isEmpty) this.#feedLine();
        this.#feed(command.dots);
        break;
      case 'absolute-position':
        this.#line.moveTo(command.dots);
        break;
      case 'relative-position':
        this.#line.moveTo(this.#line.x + command.dots);
        break;
      case 'raster':
      case 'barcode':
      case 'qr-print':
        if (!this.#line.isEmpty) this.#feedLine();
        this.#feed(this.#symbols.print(command, this.#y, this.#align));
        break;
      case 'cut':
        this.#feed(command.feedDots);
        break;
      case 'initialize':
        this.#style = plain;
        this.#align = 'left';
        break;
      case 'align':
        this.#align = command.align;
        break;
      case 'bold':
      case 'underline':
      case 'invert':
      case 'size':
        this.#style = { ...this.#style, ...styleChange(command) };
        break;
      case 'barcode-height':
      case 'barcode-module':
      case 'barcode-digits':
      case 'qr-module':
      case 'qr-level':
      case 'qr-store':
        this.#symbols.set(command);
        break;
      case 'chinese-mode':
      case 'drawer':
      case 'status-query':
      case 'setting':
      case 'unknown':
        break;
    }
  }

  #print(bytes: Uint8Array, isChinese: boolean): void {
    for (const character of decodeText(bytes, isChinese, this.#singleByte)) {
      const isWideCell = isChinese && character > '\x7f';
      const place = (): boolean =>
        this.#line.add(character, isWideCell, this.#style, this.bitmap.width);
      if (place()) continue;
      this.#feedLine();
      place();
    }
  }

  #feedLine(): void {
    const free = this.bitmap.width - this.#line.x;
    const left = { left: 0, center: Math.floor(free / 2), right: free }[this.#align];
    this.#feed(this.#line.draw(this.bitmap, left, this.#y));
    this.#lines.push(this.#line.text);
    this.#line = new LineOfPrint();
  }

  #feed(dots: number): void {
    this.#y += dots;
    this.bitmap.growTo(this.#y);
  }
}

type StyleCommand = Extract<Command, { kind: 'bold' | 'underline' | 'invert' | 'size' }>;

function styleChange(command: StyleCommand): Partial<CharacterStyle> {
  switch (command.kind) {
    case 'bold':
      return { isBold: command.isOn };
    case 'underline':
      return { isUnderlined: command.isOn };
    case 'invert':
      return { isInverted: command.isOn };
    case 'size':
      return { width: command.width, height: command.height };
  }
}
