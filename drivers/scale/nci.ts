import type { WeightUnit } from '../contract.ts';
import { driverLimits } from '../limits.ts';
import {
  ETX,
  moving,
  type ScaleAnswer,
  type ScaleProtocol,
  unable,
  unreadable,
  weighed,
} from './protocol.ts';
import { decimalWeight, escapeRaw } from './weight.ts';

/**
 * NCI, also called ECR (device-facts 5): `W CR` is answered by `LF xx.xxxUU CR LF Shh CR ETX`. By
 * public manuals of scales that speak it (NCI 6702, Mettler Toledo Diva 6.1.1) the `S` is left out
 * by some, the status alone is sent while there is no weight, and the field is filled with `^` over
 * capacity, `_` under it, `-` without a zero. Not tried on hardware.
 */
export const nci: ScaleProtocol = {
  askWeight: Buffer.from('W\r'),
  zero: Buffer.from('Z\r'),
  gapMs: driverLimits.scaleGapMs,
  end: ETX,
  parse,
};

/** Bits of the status bytes (the same manuals). 4 and 5 are always 1; 6 says that another follows. */
export const nciStatus = {
  moving: 0x01,
  atZero: 0x02,
  memoryError: 0x0c,
  underCapacity: 0x01,
  overCapacity: 0x02,
  calibrationError: 0x0c,
  always: 0x30,
} as const;

const units: Readonly<Record<string, WeightUnit>> = { KG: 'kg', G: 'g', LB: 'lb', OZ: 'oz' };

function parse(bytes: Uint8Array): ScaleAnswer {
  const raw = escapeRaw(bytes);
  const text = Buffer.from(bytes.subarray(0, -1)).toString('latin1');
  const [, field, unitName = '', status] =
    /^(?:\n *(-?[\d.]+|\^+|_+|-+) *([A-Za-z]{1,2}) *\r)?\nS?([0-?p-\x7f]{2,4})\r$/.exec(text) ?? [];
  if (status === undefined || bytes.at(-1) !== ETX) return unreadable(`no NCI answer: ${raw}`);
  const trouble = troubleOf(status);
  if (trouble) return trouble;
  // Stable and in range, and yet only a status: the weight is being formed.
  if (field === undefined) return moving;
  const unit = units[unitName.toUpperCase()];
  if (!unit) return unreadable(`a unit that no price is in: ${raw}`);
  const [, sign, digits] = /^(-?)(\d[\d.]*)$/.exec(field) ?? [];
  if (digits === undefined) return unable('the scale is out of its range');
  if (sign === '-' && /[1-9]/.test(digits)) return unable('the scale is below zero');
  return weighed(decimalWeight(digits, unit, raw));
}

function troubleOf(status: string): ScaleAnswer | undefined {
  const first = status.charCodeAt(0);
  const second = status.charCodeAt(1);
  if (first & nciStatus.moving) return moving;
  if (second & nciStatus.overCapacity) return unable('the scale is overloaded');
  if (second & nciStatus.underCapacity) return unable('the scale is below zero');
  if (first & nciStatus.memoryError) return unable('the scale has a memory error');
  if (second & nciStatus.calibrationError) return unable('the scale needs calibration');
  return undefined;
}
