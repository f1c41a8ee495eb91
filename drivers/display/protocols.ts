import type { DisplayConfig } from '../contract.ts';

/** A display's language, as data. Lines are 20 bytes each. */
export type DisplayProtocol = {
  /** Makes it empty and ready, whatever it was left in. */
  readonly init: Uint8Array;
  readonly show: (upper: Uint8Array, lower: Uint8Array) => Uint8Array;
};

const ESC = 0x1b;
const CR = 0x0d;
const CLR = 0x0c;
const US = 0x1f;
const initialise = [ESC, 0x40] as const;

/**
 * CD5220 (device-facts 5): `ESC Q A text CR` writes the upper line, `ESC Q B text CR` the lower.
 * After that it takes nothing else until CLR, so each beginning is a CLR; two whole lines need none
 * between them, and the text does not flicker.
 */
const cd5220: DisplayProtocol = {
  init: Uint8Array.of(CLR, ...initialise, CLR),
  show: (upper, lower) =>
    Uint8Array.of(ESC, 0x51, 0x41, ...upper, CR, ESC, 0x51, 0x42, ...lower, CR),
};

/** Epson's ESC/POS for displays (device-facts 5): `0C` clears, `1F 24 x y` goes to a cell from 1 1. */
const escpos: DisplayProtocol = {
  init: Uint8Array.of(...initialise, CLR),
  show: (upper, lower) => Uint8Array.of(US, 0x24, 1, 1, ...upper, US, 0x24, 1, 2, ...lower),
};

export const displayProtocols: Readonly<Record<DisplayConfig['protocol'], DisplayProtocol>> = {
  cd5220,
  escpos,
};

/** `ESC = 2` turns a printer's input to the display behind it, `ESC = 1` back (device-facts 5). */
export function throughPrinter(bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(ESC, 0x3d, 2, ...bytes, ESC, 0x3d, 1);
}
