import type { WeightUnit } from '../contract.ts';
import {
  moving,
  type ScaleAnswer,
  type ScaleProtocol,
  unable,
  unreadable,
  weighed,
} from './protocol.ts';
import { escapeRaw, weightOf } from './weight.ts';

/**
 * A USB scale of usage page 0x8D (device-facts 3): report 3 is status, unit, power of ten (signed)
 * and weight (16 bits, low byte first), sent by the scale itself. Zero is bit 1 of the control
 * report 2 (public "HID Point of Sale Usage Tables" 1.02, scale control report). Not tried on
 * hardware.
 */
export const hidScale: ScaleProtocol = {
  askWeight: null,
  zero: Uint8Array.of(2, 0x02),
  gapMs: 0,
  end: null,
  parse,
};

/** device-facts 3. */
export const hidStatus = {
  fault: 1,
  atZero: 2,
  moving: 3,
  stable: 4,
  underZero: 5,
  overload: 6,
  needsCalibration: 7,
  needsZero: 8,
} as const;

export const hidUnits: Readonly<Record<WeightUnit, number>> = { g: 2, kg: 3, oz: 11, lb: 12 };

const dataReport = 3;
const dataReportBytes = 6;

function parse(bytes: Uint8Array): ScaleAnswer {
  if (bytes[0] !== dataReport || bytes.length < dataReportBytes) {
    return unreadable(`no scale data report: ${escapeRaw(bytes)}`);
  }
  const [, status = 0] = bytes;
  if (status === hidStatus.moving) return moving;
  if (status === hidStatus.atZero || status === hidStatus.stable) return stableWeight(bytes);
  const why = reasons[status];
  return why === undefined ? unreadable(`no status of a scale: ${escapeRaw(bytes)}`) : unable(why);
}

const reasons: Readonly<Record<number, string>> = {
  [hidStatus.fault]: 'the scale has a fault',
  [hidStatus.underZero]: 'the scale is below zero',
  [hidStatus.overload]: 'the scale is overloaded',
  [hidStatus.needsCalibration]: 'the scale needs calibration',
  [hidStatus.needsZero]: 'the scale must be set to zero',
};

function stableWeight(bytes: Uint8Array): ScaleAnswer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const raw = escapeRaw(bytes);
  const unit = unitOf(view.getUint8(2));
  if (!unit) return unreadable(`a unit that no price is in: ${raw}`);
  const mantissa = view.getUint16(4, true);
  if (bytes[1] === hidStatus.atZero && mantissa !== 0)
    return unreadable(`zero that is not: ${raw}`);
  return weighed(weightOf(BigInt(mantissa), view.getInt8(3), unit, raw));
}

function unitOf(code: number): WeightUnit | undefined {
  const found = Object.entries(hidUnits).find(([, value]) => value === code);
  return found && (found[0] as WeightUnit);
}
