import { type BerObject, hex } from './ber.ts';
import { type ConsumerObjects, exposeCardData } from './consumer-objects.ts';
import { fault, found, pathOf, type Reading } from './reading.ts';

export type ConsumerApplication = {
  /** Capital hexadecimal digits, 10 to 32 of them. */
  readonly aid: string;
  /** The card's name as the customer knows it; null when there is none that may be shown. */
  readonly label: string | null;
  /** The last four digits of the card number: all of it that is told. */
  readonly hint: string;
};

/** What may be known of a consumer-presented code. It has no card number and no track data in it. */
export type ConsumerCode = {
  /** In their order, those without a usable AID left out: none can be charged then. */
  readonly applications: readonly ConsumerApplication[];
};

/**
 * Reads an EMVCo consumer-presented code (payment-facts 5.2): base64 that begins with `hQVDUFY`.
 * The code itself is a secret and goes to the provider as it was scanned.
 */
export function readConsumerCode(text: string): Reading<ConsumerCode> {
  const exposed = exposeCardData(text);
  if (!exposed.ok) return exposed;
  const applications: ConsumerApplication[] = [];
  for (const inner of exposed.value.applications) {
    const application = applicationOf(inner, exposed.value);
    if (!application.ok) return application;
    if (application.value) applications.push(application.value);
  }
  return found({ applications });
}

/**
 * The applications that the terminal takes, by the order of its own list: which of two is charged is
 * the merchant's choice. An AID of the list fits itself and whatever begins with it.
 */
export function eligibleApplications(
  { applications }: ConsumerCode,
  aids: readonly string[],
): readonly ConsumerApplication[] {
  const rank = (aid: string): number =>
    aids.findIndex((known) => known !== '' && aid.startsWith(known.toUpperCase()));
  return applications
    .filter(({ aid }) => rank(aid) !== -1)
    .sort((one, other) => rank(one.aid) - rank(other.aid));
}

const aidBytesMin = 5;
const aidBytesMax = 16;

function applicationOf(
  inner: readonly BerObject[],
  { common }: ConsumerObjects,
): Reading<ConsumerApplication | null> {
  const aid = bytesIn(inner, '4F');
  if (aid === undefined || aid.length < aidBytesMin || aid.length > aidBytesMax) return found(null);
  const hint = hintOf([...inner, ...common]);
  if (!hint.ok) return hint;
  return found({ aid: hex(aid), label: labelOf(bytesIn(inner, '50')), hint: hint.value });
}

/** The card number stands in 5A, padded with F, or before the D of the track data in 57. */
function hintOf(objects: readonly BerObject[]): Reading<string> {
  const plain = bytesIn(objects, '5A');
  const track = bytesIn(objects, '57');
  const tag = plain ? '5A' : '57';
  const number = plain ? hex(plain).replace(/F?$/, '') : track && hex(track).split('D')[0];
  if (number === undefined) return fault('missing', pathOf('61', tag));
  if (!/^[0-9]{8,19}$/.test(number)) return fault('format', pathOf('61', tag));
  return found(number.slice(-4));
}

const labelBytesMax = 16;
const digitsShownMax = 7;

/** A label is data of a stranger: only printable ASCII is shown, and nothing that could be a card number. */
function labelOf(bytes: Uint8Array | undefined): string | null {
  const text = String.fromCharCode(...(bytes ?? [])).trim();
  const isPrintable = text.length <= labelBytesMax && /^[\x20-\x7e]+$/.test(text);
  return isPrintable && text.replace(/[^0-9]/g, '').length <= digitsShownMax ? text : null;
}

function bytesIn(objects: readonly BerObject[], tag: string): Uint8Array | undefined {
  return objects.find((object) => object.tag === tag)?.value;
}
