/**
 * What a printer is asked to put on paper. The caller has already laid the text out in character
 * cells (every character beyond ASCII takes two), so the driver wraps nothing and knows nothing of
 * sales.
 */
export type PrintDocument = {
  /** Cells in a line of normal size; must not exceed the printer profile's `widthCells`. */
  readonly widthCells: number;
  readonly blocks: readonly PrintBlock[];
};

export type PrintBlock =
  | LineBlock
  | QrBlock
  | Pdf417Block
  | BarcodeBlock
  | ImageBlock
  | FeedBlock
  | CutBlock
  | BuzzerBlock;

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
  /** Bold on a printer with one colour. */
  readonly colour?: 'red';
};

export type QrErrorCorrection = 'L' | 'M' | 'Q' | 'H';

export type QrBlock = {
  readonly kind: 'qr';
  /** Printed as its UTF-8 bytes. */
  readonly data: string;
  /** Side of one module, 1 to 16 dots; the whole code must fit on the paper. */
  readonly moduleDots: number;
  /** `M` when absent. */
  readonly errorCorrection?: QrErrorCorrection;
};

export type Pdf417Block = {
  readonly kind: 'pdf417';
  /** Printed as its UTF-8 bytes. */
  readonly data: string;
  /** 1 to 30 columns of data; when absent the printer takes as many as fit. */
  readonly columns?: number;
  /** 0 to 8; 2 when absent. */
  readonly errorLevel?: number;
  /** Width of one module, 2 to 8 dots; a row is three times as high. */
  readonly moduleDots: number;
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
  /** Black on a printer with one colour. */
  readonly colour?: 'red';
};

export type FeedBlock = {
  readonly kind: 'feed';
  /** 1 to 255 lines. */
  readonly lines: number;
};

/** Feeds the paper past the knife and cuts it. */
export type CutBlock = { readonly kind: 'cut' };

/** Sounds the printer's buzzer; nothing on a printer without one. */
export type BuzzerBlock = {
  readonly kind: 'buzzer';
  /** 1 to 9. */
  readonly times: number;
};
