import { type BerObject, hex, parseBer } from './ber.ts';
import { fault, found, pathOf, type Reading } from './reading.ts';

/** An application template (61) whose objects are laid out; 63 in it is a blob, unknown objects are kept. */
export type ConsumerObjects = {
  readonly applications: readonly (readonly BerObject[])[];
  /** Template 62: what both applications have in common; 64 in it is a blob. */
  readonly common: readonly BerObject[];
  /** Everything at the top, in its order. */
  readonly objects: readonly BerObject[];
};

const prefix = 'hQVDUFY';
const versionTag = '85';
/** `CPV01` */
const version = '4350563031';

/** The most characters of bytes a QR code holds; a payload is read from 512 bytes on (payment-facts 5.2). */
export const consumerCharactersMax = 2_953;

/**
 * The bytes of a consumer-presented code, CARD NUMBER AND TRACK DATA INCLUDED. For `readConsumerCode`,
 * which masks them, and for the tests of the samples; nothing else may call it.
 */
export function exposeCardData(text: string): Reading<ConsumerObjects> {
  const bytes = bytesOf(text);
  if (!bytes.ok) return bytes;
  const objects = parseBer(bytes.value);
  if (!objects.ok) return objects;
  const [first] = objects.value;
  if (first?.tag !== versionTag || hex(first.value) !== version) {
    return fault('not-emv', versionTag);
  }
  return templatesOf(objects.value);
}

function bytesOf(text: string): Reading<Uint8Array> {
  if (!text.startsWith(prefix)) return fault('not-emv');
  if (text.length > consumerCharactersMax) return fault('too-long');
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return fault('characters');
  const binary = atob(text);
  // bits beyond the last byte must be zero: one payload has one spelling
  if (btoa(binary) !== text) return fault('characters');
  return found(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

/** One 61, or two of them with an optional 62 that repeats nothing of theirs (payment-facts 5.2). */
function templatesOf(objects: readonly BerObject[]): Reading<ConsumerObjects> {
  const templates = objects.filter(({ tag }) => tag === '61');
  const commons = objects.filter(({ tag }) => tag === '62');
  if (templates.length === 0) return fault('missing', '61');
  if (templates.length > 2) return fault('duplicate', '61');
  if (commons.length > templates.length - 1) return fault('duplicate', '62');
  const applications: (readonly BerObject[])[] = [];
  for (const { value } of templates) {
    const inner = parseBer(value, '61');
    if (!inner.ok) return inner;
    applications.push(inner.value);
  }
  const common = parseBer(commons[0]?.value ?? new Uint8Array(), '62');
  if (!common.ok) return common;
  const repeated = common.value.find(({ tag }) =>
    applications.some((inner) => inner.some((object) => object.tag === tag)),
  );
  if (repeated) return fault('duplicate', pathOf('62', repeated.tag));
  return found({ applications, common: common.value, objects });
}
