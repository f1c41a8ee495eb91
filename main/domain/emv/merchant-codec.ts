import { crc } from './crc.ts';
import { type Departures, merchantFault, noDepartures } from './merchant-check.ts';
import type { MerchantCode, MerchantParts } from './merchant-code.ts';
import { objectsOf, partsOf } from './merchant-parts.ts';
import { fault, found, type Reading } from './reading.ts';
import { characterCount, type DataObject, parseObjects, writeObjects } from './tlv.ts';

/** EMVCo's bound for a merchant-presented payload (public specification, section on the payload's size). */
export const merchantCharactersMax = 512;

/** The head of object 63, which the checksum covers too, and its four digits. */
const tail = /6304[0-9A-F]{4}$/;
const digitsOfCrc = 4;

/**
 * Reads a merchant-presented code to the letter of EMVCo (payment-facts 5.1). Two things are borne:
 * an empty template 62, and the case of a GUID, which its reader ignores.
 * @param departures what the scheme of the code does otherwise; `readMerchantCode` knows it
 */
export function decodeMerchantCode(
  text: string,
  departures: Departures = noDepartures,
): Reading<MerchantCode> {
  const objects = parseMerchantObjects(text);
  if (!objects.ok) return objects;
  const problem = merchantFault(objects.value, departures);
  if (problem) return problem;
  return found(partsOf(objects.value));
}

/** The objects of a code whose checksum is right, without 63; what they say is not checked. */
export function parseMerchantObjects(text: string): Reading<readonly DataObject[]> {
  if (!/^0002[0-9]{2}/.test(text)) return fault('not-emv', '00');
  if (!text.isWellFormed()) return fault('characters');
  if (characterCount(text) > merchantCharactersMax) return fault('too-long');
  const objects = parseObjects(text);
  if (!objects.ok) return objects;
  if (objects.value.at(-1)?.id !== '63') return fault('missing', '63');
  if (!tail.test(text)) return fault('format', '63');
  if (crc(text.slice(0, -digitsOfCrc)) !== text.slice(-digitsOfCrc)) return fault('crc', '63');
  return found(objects.value.slice(0, -1));
}

/** Writes what `decodeMerchantCode` reads: the objects in their order (00 first, no 63) and the checksum. */
export function encodeMerchantCode(
  objects: readonly DataObject[],
  departures: Departures = noDepartures,
): Reading<string> {
  const problem = merchantFault(objects, departures);
  if (problem) return problem;
  const body = writeObjects(objects);
  if (!body.ok) return body;
  if (!body.value.isWellFormed()) return fault('characters');
  const covered = `${body.value}6304`;
  const text = covered + crc(covered);
  return characterCount(text) > merchantCharactersMax ? fault('too-long') : found(text);
}

/** As `encodeMerchantCode`, from what the code is to say; the objects stand by ascending id. */
export function writeMerchantCode(
  parts: MerchantParts,
  departures: Departures = noDepartures,
): Reading<string> {
  const objects = objectsOf(parts);
  return objects.ok ? encodeMerchantCode(objects.value, departures) : objects;
}
