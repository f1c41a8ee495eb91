import { stripAffixes } from './affixes.ts';
import { type IdentifiedCode, parseAim, withAim } from './aim.ts';
import type { RawCode } from './decoder.ts';

/** What a scanner is set to send around each code; empty when nothing. */
export type Affixes = { readonly prefix: string; readonly suffix: string };

/**
 * The code itself. A HID scanner that is set to end its codes with CR puts that into the data,
 * where a serial one has it on the line.
 */
export function identifyCode({ text, aim }: RawCode, { prefix, suffix }: Affixes): IdentifiedCode {
  const ended = text.replace(/[\r\n\t]+$/, '');
  const code = stripAffixes(ended, prefix, suffix);
  return aim === undefined ? parseAim(code) : withAim(code, aim);
}
