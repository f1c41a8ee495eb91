import { driverLimits } from '../limits.ts';
import {
  CR,
  moving,
  type ScaleAnswer,
  type ScaleProtocol,
  STX,
  unable,
  unreadable,
  weighed,
} from './protocol.ts';
import { decimalWeight, escapeRaw } from './weight.ts';

/**
 * Toledo 8217 (device-facts 5): `W` is answered by `STX ww.www CR` in kilograms or by
 * `STX ? status CR` while there is no weight. By the public service manual of a checkout scale that
 * speaks it (Mettler Toledo Diva, 6.1.4) pounds are `0ww.ww`, a net weight has an `N` behind it,
 * and `Z` is always answered by a status. Not tried on hardware.
 */
export const toledo8217: ScaleProtocol = {
  askWeight: Buffer.from('W'),
  zero: Buffer.from('Z'),
  gapMs: driverLimits.toledoGapMs,
  end: CR,
  parse,
};

/** Bits of the status byte (the same manual, 6.1.4.3); bit 6 is always 1. */
export const toledoStatus = { moving: 0x01, overCapacity: 0x02, underZero: 0x04, always: 0x40 };

function parse(bytes: Uint8Array): ScaleAnswer {
  const raw = escapeRaw(bytes);
  const text = Buffer.from(bytes.subarray(1)).toString('latin1');
  const [, kilograms, pounds, status] =
    /^(?:(\d\d\.\d\d\d)N?|(0?\d\d\.\d\d)N?|\?([@-\x7f]))\r$/.exec(text) ?? [];
  if (bytes[0] !== STX) return unreadable(`no 8217 answer: ${raw}`);
  if (kilograms !== undefined) return weighed(decimalWeight(kilograms, 'kg', raw));
  if (pounds !== undefined) return weighed(decimalWeight(pounds, 'lb', raw));
  if (status === undefined) return unreadable(`no 8217 answer: ${raw}`);
  const bits = status.charCodeAt(0);
  if (bits & toledoStatus.moving) return moving;
  if (bits & toledoStatus.overCapacity) return unable('the scale is overloaded');
  if (bits & toledoStatus.underZero) return unable('the scale is below zero');
  // Neither weight nor reason: a weight is being formed.
  return moving;
}
