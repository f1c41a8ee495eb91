/**
 * A paper, laid out in character cells. The printer's encoder and the preview on screen draw the
 * same blocks, so that what is shown is what is printed.
 */
export type ReceiptBlock =
  | {
      readonly kind: 'line';
      readonly text: string;
      readonly align: 'left' | 'center' | 'right';
      readonly isBold?: boolean;
      readonly size?: 'normal' | 'tall' | 'double';
    }
  | { readonly kind: 'qr'; readonly data: string; readonly moduleDots: number }
  | {
      readonly kind: 'barcode';
      readonly symbology: 'ean13' | 'code128';
      readonly data: string;
      readonly heightDots: number;
    }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' }
  | {
      readonly kind: 'image';
      readonly widthDots: number;
      readonly heightDots: number;
      /** One bit a dot, rows padded to whole bytes, base64. */
      readonly bits: string;
    };

export type ReceiptDocument = {
  /** Cells of the normal font in a line: 32 on 58 mm paper, 48 on 80 mm. */
  readonly widthCells: number;
  readonly blocks: readonly ReceiptBlock[];
};
