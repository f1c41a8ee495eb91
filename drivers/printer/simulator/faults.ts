/** What can be wrong with the simulated printer, and what it stands in. */
export type PrinterCondition = {
  readonly isPaperOut: boolean;
  readonly isPaperNearEnd: boolean;
  readonly isCoverOpen: boolean;
  readonly hasCutterError: boolean;
  /** Stops until the head has cooled. */
  readonly isOverheated: boolean;
  readonly isDrawerOpen: boolean;
  /** Takes bytes, prints, and answers nothing. */
  readonly isMute: boolean;
  /** Takes nothing off the wire. */
  readonly isStuck: boolean;
  /** How fast it takes bytes; 0 for as fast as they come. */
  readonly bytesPerSecond: number;
  /** What a bad line adds before and after everything that the printer says. */
  readonly noise: Uint8Array;
  /** Once: so many bytes more, then the paper ends. */
  readonly paperOutAfterBytes?: number;
};

export const healthyCondition: PrinterCondition = {
  isPaperOut: false,
  isPaperNearEnd: false,
  isCoverOpen: false,
  hasCutterError: false,
  isOverheated: false,
  isDrawerOpen: false,
  isMute: false,
  isStuck: false,
  bytesPerSecond: 0,
  noise: new Uint8Array(),
};

/** Prints nothing now, and keeps what it is sent until it can. */
export function isStopped(condition: PrinterCondition): boolean {
  const { isPaperOut, isCoverOpen, hasCutterError, isOverheated } = condition;
  return isPaperOut || isCoverOpen || hasCutterError || isOverheated;
}

const bit = (isOn: boolean, mask: number): number => (isOn ? mask : 0);

/** The answer to DLE EOT n; bits as in device-facts 1.4. */
export function statusByte(condition: PrinterCondition, query: number): number {
  const fixed = 0b0001_0010;
  switch (query) {
    case 1:
      return fixed | bit(condition.isDrawerOpen, 0x04) | bit(isStopped(condition), 0x08);
    case 2:
      return (
        fixed |
        bit(condition.isCoverOpen, 0x04) |
        bit(condition.isPaperOut, 0x20) |
        bit(condition.hasCutterError || condition.isOverheated, 0x40)
      );
    case 3:
      return fixed | bit(condition.hasCutterError, 0x08) | bit(condition.isOverheated, 0x40);
    default:
      return fixed | bit(condition.isPaperNearEnd, 0x0c) | bit(condition.isPaperOut, 0x60);
  }
}

/** What GS a has the printer report: printer, error, paper, and a byte that says nothing (Epson). */
export function automaticStatus(condition: PrinterCondition): Uint8Array {
  return Uint8Array.of(
    0x10 |
      bit(condition.isDrawerOpen, 0x04) |
      bit(isStopped(condition), 0x08) |
      bit(condition.isCoverOpen, 0x20),
    bit(condition.hasCutterError, 0x08) | bit(condition.isOverheated, 0x40),
    bit(condition.isPaperNearEnd, 0x03) | bit(condition.isPaperOut, 0x0c),
    0,
  );
}
