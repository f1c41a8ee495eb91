import type { Alignment } from '../document.ts';
import { Bitmap } from '../raster/bitmap.ts';
import type { Command } from './command.ts';
import { type InkStyle, LineOfPrint } from './line-of-print.ts';
import { cellDotsOf, type PrinterFont, readAsPrinter } from './printer-font.ts';
import { isSymbolSetting, type PrintedCode, SymbolPrinter, type SymbolSetting } from './symbols.ts';

const plain: InkStyle = {
  isBold: false,
  isUnderlined: false,
  isInverted: false,
  isRed: false,
  width: 1,
  height: 1,
};
const lineDots = 30;

/** One receipt's paper: commands in, dots and lines of text out. */
export class Paper {
  readonly black: Bitmap;
  /** The second colour, above the first. */
  readonly red: Bitmap;
  readonly #font: PrinterFont;
  readonly #symbols: SymbolPrinter;
  readonly #lines: string[] = [];
  readonly #redLines: string[] = [];
  #line = new LineOfPrint();
  #style = plain;
  #align: Alignment = 'left';
  #y = 0;
  #sounds = 0;

  constructor(widthDots: number, font: PrinterFont) {
    this.black = new Bitmap(widthDots);
    this.red = new Bitmap(widthDots);
    this.#font = font;
    this.#symbols = new SymbolPrinter();
  }

  /** Nothing has been put on it yet. */
  get isBlank(): boolean {
    return this.#y === 0 && this.#line.isEmpty;
  }

  /** Dots fed so far. */
  get height(): number {
    return this.#y;
  }

  /** Text as printed, line by line; a line that was not fed out yet counts. */
  get lines(): readonly string[] {
    return this.#line.isEmpty ? this.#lines : [...this.#lines, this.#line.text];
  }

  /** Those of the lines that have something red in them. */
  get redLines(): readonly string[] {
    return this.#redLines;
  }

  get codes(): readonly PrintedCode[] {
    return this.#symbols.codes;
  }

  /** How often the buzzer has sounded. */
  get sounds(): number {
    return this.#sounds;
  }

  apply(command: Command): void {
    if (isSymbolSetting(command)) this.#symbols.set(command);
    else this.#obey(command);
  }

  #obey(command: Exclude<Command, SymbolSetting>): void {
    switch (command.kind) {
      case 'text':
        this.#print(command.bytes, command.isChinese);
        break;
      case 'line-feed':
        this.#feedLine();
        break;
      case 'feed-lines':
        this.#finishLine();
        this.#feed(command.lines * lineDots);
        break;
      case 'feed-dots':
        this.#finishLine();
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
      case 'pdf417-print':
        this.#finishLine();
        this.#feed(
          this.#symbols.print(command, this.#inkOf(this.#style.isRed), this.#y, this.#align),
        );
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
      case 'colour':
        this.#style = { ...this.#style, ...styleChange(command) };
        break;
      case 'buzzer':
        this.#sounds += command.times;
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
    for (const character of readAsPrinter(bytes, isChinese, this.#font)) {
      const cellDots = cellDotsOf(character, isChinese, this.#font);
      const place = (): boolean =>
        this.#line.add(character, cellDots, this.#style, this.black.width);
      if (place()) continue;
      this.#feedLine();
      place();
    }
  }

  #finishLine(): void {
    if (!this.#line.isEmpty) this.#feedLine();
  }

  #feedLine(): void {
    const free = this.black.width - this.#line.x;
    const left = { left: 0, center: Math.floor(free / 2), right: free }[this.#align];
    this.#feed(this.#line.draw((isRed) => this.#inkOf(isRed), left, this.#y));
    this.#lines.push(this.#line.text);
    if (this.#line.hasRed) this.#redLines.push(this.#line.text);
    this.#line = new LineOfPrint();
  }

  #inkOf(isRed: boolean): Bitmap {
    return isRed ? this.red : this.black;
  }

  #feed(dots: number): void {
    this.#y += dots;
    this.black.growTo(this.#y);
  }
}

type StyleCommand = Extract<Command, { kind: 'bold' | 'underline' | 'invert' | 'size' | 'colour' }>;

function styleChange(command: StyleCommand): Partial<InkStyle> {
  switch (command.kind) {
    case 'bold':
      return { isBold: command.isOn };
    case 'underline':
      return { isUnderlined: command.isOn };
    case 'invert':
      return { isInverted: command.isOn };
    case 'size':
      return { width: command.width, height: command.height };
    case 'colour':
      return { isRed: command.isRed };
  }
}
