import type { PrinterStatus } from '../../contract.ts';
import { DLE } from './bytes.ts';

/** What DLE EOT asks for: 1 printer, 2 cause of being offline, 3 cause of the error, 4 paper. */
export type StatusQuery = 1 | 2 | 3 | 4;
export const statusQueries: readonly StatusQuery[] = [1, 2, 3, 4];

export function encodeStatusQuery(query: StatusQuery): Uint8Array {
  return Uint8Array.of(DLE, 0x04, query);
}

/** Bits 1 and 4 are always set, 0 and 7 never: that tells an answer from noise (device-facts 1.4). */
export function isStatusByte(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0010;
}

export const isSet = (byte: number, bit: number): boolean => (byte & (1 << bit)) !== 0;

export type StatusAnswers = Readonly<Record<StatusQuery, number>>;

/** Bit positions as in device-facts 1.4 (Epson, DLE EOT). */
export function parseStatus(answers: StatusAnswers): PrinterStatus {
  return {
    isOnline: !isSet(answers[1], 3),
    isPaperOut: isSet(answers[2], 5) || isSet(answers[4], 5) || isSet(answers[4], 6),
    isPaperNearEnd: isSet(answers[4], 2) || isSet(answers[4], 3),
    isCoverOpen: isSet(answers[2], 2),
    hasCutterError: isSet(answers[3], 3),
    hasUnrecoverableError: isSet(answers[3], 5),
    isOverheated: isSet(answers[3], 6),
    drawerLevel: isSet(answers[1], 2) ? 1 : 0,
  };
}
