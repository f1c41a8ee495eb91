import type { WeightUnit } from '../contract.ts';
import { driverLimits } from '../limits.ts';
import {
  LF,
  moving,
  type ScaleAnswer,
  type ScaleProtocol,
  unable,
  unreadable,
  weighed,
} from './protocol.ts';
import { decimalWeight, escapeRaw } from './weight.ts';

/**
 * MT-SICS (device-facts 5; the public "MT-SICS Reference Manual", level 0 and 1): `SI` is answered
 * at once by `S S` with a stable weight or `S D` with a moving one, `S I` when it cannot now, `S +`
 * over and `S -` under the range. `SI` and not `S`: a scale that waits for stability by itself
 * answers when it likes, and a late answer is the answer to no question. Not tried on hardware.
 */
export const mtSics: ScaleProtocol = {
  askWeight: Buffer.from('SI\r\n'),
  zero: Buffer.from('Z\r\n'),
  gapMs: driverLimits.scaleGapMs,
  end: LF,
  parse,
};

const units: Readonly<Record<string, WeightUnit>> = { kg: 'kg', g: 'g', lb: 'lb', oz: 'oz' };

function parse(bytes: Uint8Array): ScaleAnswer {
  const raw = escapeRaw(bytes);
  const text = Buffer.from(bytes).toString('latin1');
  if (/^S D +-?\d+(\.\d+)? +\S+ *\r\n$/.test(text) || text === 'S I\r\n') return moving;
  if (text === 'S +\r\n') return unable('the scale is overloaded');
  if (text === 'S -\r\n') return unable('the scale is below zero');
  const [, sign, digits = '', name = ''] =
    /^S S +(-?)(\d+(?:\.\d+)?) +(\S+) *\r\n$/.exec(text) ?? [];
  const unit = units[name];
  if (sign === undefined || !unit) return unreadable(`no MT-SICS weight: ${raw}`);
  if (sign === '-' && /[1-9]/.test(digits)) return unable('the scale is below zero');
  return weighed(decimalWeight(digits, unit, raw));
}
