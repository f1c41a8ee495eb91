import { parseGs1 } from '../domain/barcode/gs1.ts';
import { hasRightCheckDigit, isGtinShaped } from '../domain/barcode/gtin.ts';

/** Settings that would mend a reading; the sentences are `bench.advice.<code>`. */
export const adviceCodes = [
  'caps-lock',
  'add-terminator',
  'set-suffix',
  'set-prefix',
  'check-digit',
  'send-gs',
  'enable-aim',
  'slow-keys',
] as const;
export type Advice = (typeof adviceCodes)[number];

export type Reading = {
  readonly code: string;
  readonly aim: string | null;
  /** Milliseconds between keys; empty when it did not come from a keyboard. */
  readonly gapsMs: readonly number[];
};

/** A code in which keys are this far apart may be cut in two by the listener (device-facts 3). */
const slowKeyMs = 40;

/** GS1 codes by their AIM identifier: GS1-128, DataBar, GS1 Data Matrix, GS1 QR (device-facts 2). */
const gs1Aim = /^\](C1|e0|d2|Q3)$/;

/**
 * What to set at the scanner so that it reads this rightly the next time; null when nothing seems
 * wrong. The likeliest first: it looks at the code alone and cannot know what was printed.
 */
export function adviseOn({ code, aim, gapsMs }: Reading): Advice | null {
  if (isShifted(code)) return 'caps-lock';
  if (isTwoCodes(code)) return 'add-terminator';
  if (hasStray(code, 'end')) return 'set-suffix';
  if (hasStray(code, 'start')) return 'set-prefix';
  if (isRetail(code, aim) && !hasRightCheckDigit(code)) return 'check-digit';
  if (aim !== null && gs1Aim.test(aim) && parseGs1(code) === null) return 'send-gs';
  if (gapsMs.some((gap) => gap > slowKeyMs)) return 'slow-keys';
  if (aim === null && gapsMs.length === 0) return 'enable-aim';
  return null;
}

/** Where digits arrive as what stands over them on a keyboard, caps lock or shift is on. */
function isShifted(code: string): boolean {
  return code.length >= 8 && /^[!@#$%^&*()]+$/.test(code);
}

/** Two EAN-13 or EAN-8 behind each other, both with their right check digit, or one identifier within. */
function isTwoCodes(code: string): boolean {
  if (/.\][A-Za-z]\d/.test(code)) return true;
  const half = code.length / 2;
  if (half !== 8 && half !== 13) return false;
  return hasRightCheckDigit(code.slice(0, half)) && hasRightCheckDigit(code.slice(half));
}

/** One character too many, without which it is a right number. */
function hasStray(code: string, where: 'start' | 'end'): boolean {
  const stray = where === 'end' ? code.slice(-1) : code.slice(0, 1);
  const rest = where === 'end' ? code.slice(0, -1) : code.slice(1);
  return !/^\d$/.test(stray) && isGtinShaped(rest) && hasRightCheckDigit(rest);
}

/** A number of trade by its identifier or, without one, by its length. */
function isRetail(code: string, aim: string | null): boolean {
  if (!isGtinShaped(code)) return false;
  return aim === null ? code.length === 13 : /^\]E[0-4]$/.test(aim);
}
