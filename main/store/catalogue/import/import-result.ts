/** What an import came to: everything in the file, or nothing of it. */
export type ImportResult =
  | {
      readonly ok: true;
      readonly added: number;
      readonly changed: number;
      readonly unchanged: number;
    }
  | { readonly ok: false; readonly errors: readonly ImportError[] };

export type ImportError = {
  /** From 1, as an editor counts; a record over several lines is named by its first. */
  readonly line: number;
  /** From 1; 0 when the whole line or file is meant. */
  readonly column: number;
  readonly code: ImportErrorCode;
  readonly data?: {
    readonly reason?: CellFault;
    /** What stood in the cell, cut to a readable length. */
    readonly value?: string;
    /** The column that is missing, by its English name. */
    readonly field?: string;
    /** The line that has the same code or id. */
    readonly otherLine?: number;
    /** The item in the catalogue that has the same code. */
    readonly otherName?: string;
  };
};

export type ImportErrorCode =
  | 'catalogue.encoding'
  | 'catalogue.column-missing'
  | 'catalogue.row-invalid'
  | 'catalogue.duplicate-code';

/** Why a cell or a line is not accepted. */
export const cellFaults = [
  'missing',
  'number',
  'out-of-range',
  'too-long',
  'too-many',
  'check-digit',
  'characters',
  'word', // not one of the words this column knows
  'percent', // 0.13: a share or a percentage? it must say
  'quotes',
  'cells', // more or fewer than the header has
] as const;
export type CellFault = (typeof cellFaults)[number];
