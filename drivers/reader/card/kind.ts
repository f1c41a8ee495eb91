import type { CardKind } from '../../contract.ts';
import { DeviceError } from '../../device-error.ts';

/** A card as polling finds it. */
export type FoundCard = {
  readonly kind: CardKind;
  readonly uid: Uint8Array;
};

/** First byte of a poll's answer (payment-facts 10.3); 00 is no card. */
const kindsByPollByte: Readonly<Record<number, CardKind>> = {
  1: 'iso14443-4a',
  2: 'iso14443-4b',
  3: 'mifare-classic',
  4: 'mifare-ultralight',
  5: 'iso14443-3a',
  6: 'iso14443-3b',
  7: 'phone',
};

const uidLengths: ReadonlySet<number> = new Set([4, 7, 10]);

/** The data of a poll's answer; undefined for no card. Throws `device.bad-data`. */
export function parseFoundCard(data: Uint8Array): FoundCard | undefined {
  const [pollByte] = data;
  if (pollByte === 0x00 && data.length === 1) return undefined;
  const kind = pollByte === undefined ? undefined : kindsByPollByte[pollByte];
  const uid = data.subarray(1);
  if (kind === undefined || !uidLengths.has(uid.length)) {
    throw new DeviceError('device.bad-data', 'the reader found a card that it cannot name');
  }
  return { kind, uid };
}

/** Four bytes that begin with 08 are another number at every touch (payment-facts 10.1). */
export function isRandomUid(uid: Uint8Array): boolean {
  return uid.length === 4 && uid[0] === 0x08;
}

/** Cards that take APDUs. */
export function takesApdus(kind: CardKind): boolean {
  return kind === 'iso14443-4a' || kind === 'iso14443-4b' || kind === 'phone';
}
