import type { PrinterStatus } from '../../contract.ts';
import { GS } from './bytes.ts';
import { isSet } from './status.ts';

/**
 * GS a 0xFF: four bytes now, and four whenever anything changes. It holds until the next ESC @ or
 * until the printer is switched off (Epson's and Bixolon's public references; not tried on hardware).
 */
export const enableAutomaticStatus: Uint8Array = Uint8Array.of(GS, 0x61, 0xff);

export type AutomaticStatus = readonly [number, number, number, number];

/** The first byte: bit 4 set, 0, 1 and 7 not. No DLE EOT answer looks like it, nor XON or XOFF. */
export function isAutomaticHead(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0000;
}

/** The second to fourth byte: bits 4 and 7 not set. */
export function isAutomaticRest(byte: number): boolean {
  return (byte & 0b1001_0000) === 0;
}

/**
 * The first byte's bits are in device-facts 1.4; those of the second (errors) and third (paper) are
 * from Epson's public GS a reference. The fourth tells nothing of a receipt printer.
 */
export function parseAutomaticStatus([printer, error, paper]: AutomaticStatus): PrinterStatus {
  return {
    isOnline: !isSet(printer, 3),
    isPaperOut: isSet(paper, 2) || isSet(paper, 3),
    isPaperNearEnd: isSet(paper, 0) || isSet(paper, 1),
    isCoverOpen: isSet(printer, 5),
    hasCutterError: isSet(error, 3),
    hasUnrecoverableError: isSet(error, 5),
    isOverheated: isSet(error, 6),
    drawerLevel: isSet(printer, 2) ? 1 : 0,
  };
}
