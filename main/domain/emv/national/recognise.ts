import type { Departures } from '../merchant-check.ts';
import type { MerchantCode } from '../merchant-code.ts';
import { decodeMerchantCode, parseMerchantObjects } from '../merchant-codec.ts';
import { fault, type Reading } from '../reading.ts';
import type { DataObject } from '../tlv.ts';
import { hkqr, pix, unionpay } from './elsewhere.ts';
import type { Scheme, SchemeInfo } from './scheme.ts';
import {
  duitnow,
  khqrIndividual,
  khqrMerchant,
  paynow,
  promptpayBill,
  promptpayTransfer,
  qris,
  sgqr,
  vietqr,
} from './south-east-asia.ts';

/** All that are known by their account alone. */
export const schemes: readonly SchemeInfo[] = [
  pix,
  promptpayTransfer,
  promptpayBill,
  paynow,
  sgqr,
  vietqr,
  khqrIndividual,
  khqrMerchant,
  duitnow,
  qris,
  hkqr,
  unionpay,
];

/** The schemes whose accounts stand in a code, in the order of their accounts; empty for a code of cards alone. */
export function schemesOf(objects: readonly DataObject[]): readonly SchemeInfo[] {
  const owners = objects.flatMap((object) => schemes.filter((scheme) => scheme.owns(object)));
  return [...new Set(owners)];
}

/** What the schemes of a code do otherwise than EMVCo asks. */
export function departuresOf(objects: readonly DataObject[]): Departures {
  const departures = schemesOf(objects).flatMap((scheme) => scheme.departures ?? []);
  return {
    omits: departures.flatMap(({ omits }) => omits),
    formats: departures.flatMap(({ formats }) => formats),
    opaque: departures.flatMap(({ opaque }) => opaque),
  };
}

/**
 * Reads a merchant-presented code as it is met in shops: to the letter of EMVCo, but for what the
 * scheme in it is known to do otherwise.
 */
export function readMerchantCode(text: string): Reading<MerchantCode> {
  const objects = parseMerchantObjects(text);
  return objects.ok ? decodeMerchantCode(text, departuresOf(objects.value)) : objects;
}

/** The account of one scheme in a code, its fields checked; `missing` when the code has none. */
export function accountIn<Fields>(scheme: Scheme<Fields>, code: MerchantCode): Reading<Fields> {
  const object = code.objects.find((each) => scheme.owns(each));
  return object ? scheme.read(object) : fault('missing', scheme.tag);
}
