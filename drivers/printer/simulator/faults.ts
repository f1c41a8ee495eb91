/** What can be wrong with the simulated printer, and what it stands in. */
export type PrinterCondition = {
  readonly isPaperOut: boolean;
  readonly isPaperNearEnd: boolean;
  readonly isCoverOpen: boolean;
  readonly hasCutterError: boolean;
  readonly isDrawerOpen: boolean;
  /** Takes bytes, prints, and answers nothing. */
  readonly isMute: boolean;
  /** Once: so many bytes more, then the paper ends. */
  readonly paperOutAfterBytes?: number;
};

export const healthyCondition: PrinterCondition = {
  isPaperOut: false,
  isPaperNearEnd: false,
  isCoverOpen: false,
  hasCutterError: false,
  isDrawerOpen: false,
  isMute: false,
};

/** Prints nothing now, and keeps what it is sent until it can. */
export function isStopped(condition: PrinterCondition): boolean {
  return condition.isPaperOut || condition.isCoverOpen || condition.hasCutterError;
}

/** The answer to DLE EOT n; bits as in device-facts 1.4. */
export function statusByte(condition: PrinterCondition, query: number): number {
  const fixed = 0b0001_0010;
  const bit = (isOn: boolean, mask: number): number => (isOn ? mask : 0);
  switch (query) {
    case 1:
      return fixed | bit(condition.isDrawerOpen, 0x04) | bit(isStopped(condition), 0x08);
    case 2:
      return (
        fixed |
        bit(condition.isCoverOpen, 0x04) |
        bit(condition.isPaperOut, 0x20) |
        bit(condition.hasCutterError, 0x40)
      );
    case 3:
      return fixed | bit(condition.hasCutterError, 0x08);
    default:
      return fixed | bit(condition.isPaperNearEnd, 0x0c) | bit(condition.isPaperOut, 0x60);
  }
}
