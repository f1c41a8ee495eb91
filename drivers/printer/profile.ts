/** What a model of printer can do, as data: nothing here was tried on real hardware by us. */
export type PrinterProfile = {
  readonly name: string;
  /** Cells of the normal font (12 dots) in a line. */
  readonly widthCells: number;
  readonly widthDots: number;
  /**
   * How Chinese text goes over the wire. `gb18030` and `gbk` name the printer's font; only two-byte
   * codes are sent to either. `none` prints `?`.
   */
  readonly cjk: 'gb18030' | 'gbk' | 'utf8' | 'none';
  /** Answers DLE EOT; false for printers behind a one-way cable. */
  readonly hasStatus: boolean;
  readonly hasCutter: boolean;
};

/** The two paper widths of the trade, in the dialect that Epson-compatible Chinese printers speak. */
export const printerProfiles = {
  '58mm': {
    name: '58mm',
    widthCells: 32,
    widthDots: 384,
    cjk: 'gb18030',
    hasStatus: true,
    hasCutter: true,
  },
  '80mm': {
    name: '80mm',
    widthCells: 48,
    widthDots: 576,
    cjk: 'gb18030',
    hasStatus: true,
    hasCutter: true,
  },
} as const satisfies Record<string, PrinterProfile>;

export type PrinterProfileName = keyof typeof printerProfiles;

export function profileOf(profile: PrinterProfileName | PrinterProfile): PrinterProfile {
  return typeof profile === 'string' ? printerProfiles[profile] : profile;
}
