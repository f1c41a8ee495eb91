import { parseAim } from './aim.ts';
import { emptyFramer, flush, pushBytes } from './framer.ts';

/** A readable code, and how its bytes were framed. */
export type ReadableCode = {
  readonly code: string;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
};

/** That of an EAN-8; shorter ones might be noise that happens to be letters. */
const shortestCode = 8;
const limitBytes = 1_024;
const groupSeparator = '\x1d';

/**
 * The first code in bytes that were read as 8N1, when all of them make sense; undefined for the
 * noise of a wrong rate. Seven bits with parity need no rate of their own to be tried: read as
 * eight, each byte has its parity bit on top.
 */
export function readableCode(bytes: Uint8Array): ReadableCode | undefined {
  const parity = parityOf(bytes);
  if (parity === undefined) return undefined;
  const characters = parity === 'none' ? bytes : bytes.map((byte) => byte & 0x7f);
  const { framer, codes, overflows } = pushBytes(emptyFramer, characters, limitBytes);
  const texts = [...codes, ...flush(framer).codes].map((text) => parseAim(text).code);
  const [code] = texts;
  if (code === undefined || overflows > 0 || !texts.every(isReadable)) return undefined;
  return { code, dataBits: parity === 'none' ? 8 : 7, parity };
}

function parityOf(bytes: Uint8Array): ReadableCode['parity'] | undefined {
  if (bytes.every((byte) => byte < 0x80)) return 'none';
  if (bytes.every(hasEvenOnes)) return 'even';
  return bytes.some(hasEvenOnes) ? undefined : 'odd';
}

function hasEvenOnes(byte: number): boolean {
  return byte.toString(2).replaceAll('0', '').length % 2 === 0;
}

/** Printable ASCII and GS1 separators; what looks like a GTIN has its right check digit. */
function isReadable(code: string): boolean {
  const isPrintable = /^[ -~]*$/.test(code.replaceAll(groupSeparator, ''));
  if (code.length < shortestCode || !isPrintable) return false;
  return !/^(\d{8}|\d{12,14})$/.test(code) || hasCheckDigit(code);
}

/** Digits from the right, the check digit included, count once and three times in turn (GS1). */
function hasCheckDigit(gtin: string): boolean {
  const sum = [...gtin].toReversed().reduce((total, digit, i) => {
    return total + Number(digit) * (i % 2 === 0 ? 1 : 3);
  }, 0);
  return sum % 10 === 0;
}
