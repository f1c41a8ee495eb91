/**
 * What a printer is asked to put on paper. The caller has already laid the text out in character
 * cells (a Chinese character takes two), so the driver wraps nothing and knows nothing of sales.
 */
export type PrintDocument = {
  /** Cells in a line of normal size; must not exceed the printer profile's `widthCells`. */
  readonly widthCells: number;
  readonly blocks: readonly PrintBlock[];
};

export type PrintBlock = LineBlock | QrBlock | BarcodeBlock | ImageBlock | FeedBlock | CutBlock;

export type Alignment = 'left' | 'center' | 'right';
/** `tall` is twice as high, `double` is twice as high and twice as wide. */
export type TextSize = 'normal' | 'tall' | 'double';

export type LineBlock = {
  readonly kind: 'line';
  readonly text: string;
  readonly align: Alignment;
  readonly isBold?: boolean;
  readonly size?: TextSize;
  readonly isUnderlined?: boolean;
  readonly isInverted?: boolean;
};

export type QrErrorCorrection = 'L' | 'M' | 'Q' | 'H';

export type QrBlock = {
  readonly kind: 'qr';
  /** Printed as its UTF-8 bytes. */
  readonly data: string;
  /** Side of one module, 1 to 16 dots. */
  readonly moduleDots: number;
  /** `M` when absent. */
  readonly errorCorrection?: QrErrorCorrection;
};

export type BarcodeBlock = {
  readonly kind: 'barcode';
  readonly symbology: 'ean13' | 'code128';
  /** EAN-13: 13 digits with a right check digit. Code 128: 1 to 80 ASCII characters. */
  readonly data: string;
  /** 1 to 255 dots. */
  readonly heightDots: number;
};

export type ImageBlock = {
  readonly kind: 'image';
  readonly widthDots: number;
  readonly heightDots: number;
  /** Base64, one bit a dot (1 is black, the highest bit leftmost), each row padded to whole bytes. */
  readonly bits: string;
};

export type FeedBlock = {
  readonly kind: 'feed';
  /** 1 to 255 lines. */
  readonly lines: number;
};

/** Feeds the paper past the knife and cuts it. */
export type CutBlock = { readonly kind: 'cut' };
