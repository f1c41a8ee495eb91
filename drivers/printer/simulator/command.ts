import type { Alignment, QrErrorCorrection } from '../document.ts';

/** What a stream of ESC/POS bytes says, one command at a time. */
export type Command =
  | { readonly kind: 'text'; readonly bytes: Uint8Array; readonly isChinese: boolean }
  | { readonly kind: 'line-feed' }
  | { readonly kind: 'initialize' }
  | { readonly kind: 'align'; readonly align: Alignment }
  | { readonly kind: 'bold'; readonly isOn: boolean }
  | { readonly kind: 'underline'; readonly isOn: boolean; readonly isChinese: boolean }
  | { readonly kind: 'invert'; readonly isOn: boolean }
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  | { readonly kind: 'chinese-mode'; readonly isOn: boolean }
  | { readonly kind: 'feed-lines'; readonly lines: number }
  | { readonly kind: 'feed-dots'; readonly dots: number }
  | { readonly kind: 'absolute-position'; readonly dots: number }
  | { readonly kind: 'relative-position'; readonly dots: number }
  | { readonly kind: 'cut'; readonly isPartial: boolean; readonly feedDots: number }
  | {
      readonly kind: 'drawer';
      readonly pin: 2 | 5;
      readonly onMs: number;
      readonly offMs: number;
      readonly isRealTime: boolean;
    }
  | { readonly kind: 'status-query'; readonly query: number }
  | {
      readonly kind: 'raster';
      readonly rowBytes: number;
      readonly rows: number;
      readonly scaleX: 1 | 2;
      readonly scaleY: 1 | 2;
      readonly bits: Uint8Array;
    }
  | { readonly kind: 'barcode-height'; readonly dots: number }
  | { readonly kind: 'barcode-module'; readonly dots: number }
  | { readonly kind: 'barcode-digits'; readonly position: number }
  | { readonly kind: 'barcode'; readonly system: number; readonly data: Uint8Array }
  | { readonly kind: 'qr-module'; readonly dots: number }
  | { readonly kind: 'qr-level'; readonly level: QrErrorCorrection }
  | { readonly kind: 'qr-store'; readonly data: Uint8Array }
  | { readonly kind: 'qr-print' }
  | { readonly kind: 'pdf417-columns'; readonly columns: number }
  | { readonly kind: 'pdf417-module'; readonly dots: number }
  | { readonly kind: 'pdf417-row-height'; readonly modules: number }
  | { readonly kind: 'pdf417-level'; readonly level: number }
  | { readonly kind: 'pdf417-store'; readonly data: Uint8Array }
  | { readonly kind: 'pdf417-print' }
  | { readonly kind: 'colour'; readonly isRed: boolean }
  | { readonly kind: 'buzzer'; readonly times: number }
  /** Known and of no consequence for this paper, such as a code page. */
  | { readonly kind: 'setting'; readonly name: string; readonly parameters: Uint8Array }
  | { readonly kind: 'unknown'; readonly bytes: Uint8Array };

/** A command and which bytes of the stream it was. */
export type PlacedCommand = {
  readonly offset: number;
  readonly length: number;
  readonly command: Command;
};
