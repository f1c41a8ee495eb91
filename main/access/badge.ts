import { type KeyObject, sign, verify } from 'node:crypto';

/**
 * A staff badge or a member's card: a token that the shop signs and that stands on the card as an
 * NDEF record of the external type `saoma.app:badge`. It carries no secret and no name; whether
 * its holder may still do anything is looked up by `id`.
 *
 * Bytes, all numbers big-endian:
 *
 *     0       version, 01
 *     1       01 staff, 02 member
 *     2-7     issued at, UTC milliseconds
 *     8       length of the UID: 0, 4, 7 or 10
 *     ...     the UID of the card that it was written for
 *     ...     length of the id, 1 to 36
 *     ...     the id, UTF-8
 *     last 64 Ed25519 signature over `saoma.app:badge`, a zero, and all bytes before
 *
 * With a UID of 7 bytes and a UUID as text that is 117 bytes; with its record and the tag's own
 * bytes 138 of the 144 that an NTAG213 has.
 */
export type Badge = {
  readonly version: 1;
  readonly kind: 'staff' | 'member';
  /** Of the person, at most 36 bytes of UTF-8. */
  readonly id: string;
  /** UTC milliseconds. */
  readonly issuedAt: number;
  /** Lower-case hex; absent for phones, whose UID is another one at every touch. */
  readonly uid?: string;
};

/** The card that a token was read from. */
export type BadgeCard = { readonly uid: string; readonly isRandomUid: boolean };

/** Why a badge is refused: `wrong-card` is a copy, or a token that belongs on a phone. */
export type BadgeReading =
  | { readonly ok: true; readonly badge: Badge }
  | { readonly ok: false; readonly reason: 'malformed' | 'wrong-signature' | 'wrong-card' };

export const badgeRecordType = 'saoma.app:badge';

const version = 1;
const kindCodes = { staff: 0x01, member: 0x02 } as const satisfies Record<Badge['kind'], number>;
const uidLengths: readonly number[] = [0, 4, 7, 10];
const idBytesMax = 36;
const signatureBytes = 64;
const timeBytes = 6;
const bytesBeforeUid = 2 + timeBytes + 1;
/** So that no signature of the key for something else passes for a badge. */
const context = Buffer.from(`${badgeRecordType}\0`, 'latin1');

/** The token to be written on the card. Throws a RangeError for what does not fit the format. */
export function issueBadge(badge: Omit<Badge, 'version'>, privateKey: KeyObject): Uint8Array {
  const body = encodeBody(badge);
  const signature = sign(null, Buffer.concat([context, body]), privateKey);
  return Uint8Array.from(Buffer.concat([body, signature]));
}

/**
 * The badge that a token is, when the shop signed it for this very card: a token with a UID is good
 * on that card alone, one without only on a card whose UID is random. A phone's token can be copied
 * to another phone: staff who carry one should be asked for their PIN as well.
 */
export function readBadge(token: Uint8Array, card: BadgeCard, publicKey: KeyObject): BadgeReading {
  const body = token.subarray(0, Math.max(token.length - signatureBytes, 0));
  const badge = decodeBody(Buffer.from(body));
  if (!badge) return { ok: false, reason: 'malformed' };
  const signature = token.subarray(body.length);
  if (!verify(null, Buffer.concat([context, body]), publicKey, signature)) {
    return { ok: false, reason: 'wrong-signature' };
  }
  const owner = card.isRandomUid ? undefined : card.uid;
  return badge.uid === owner ? { ok: true, badge } : { ok: false, reason: 'wrong-card' };
}

function encodeBody({ kind, id, issuedAt, uid = '' }: Omit<Badge, 'version'>): Uint8Array {
  const idBytes = Buffer.from(id, 'utf8');
  if (idBytes.length < 1 || idBytes.length > idBytesMax) {
    throw new RangeError(`an id on a badge has 1 to ${idBytesMax} bytes`);
  }
  const uidBytes = Buffer.from(uid, 'hex');
  const isUid = uidBytes.toString('hex') === uid && uidLengths.includes(uidBytes.length);
  if (!isUid) throw new RangeError(`this is no UID in lower-case hex: ${uid}`);
  const head = Buffer.from([version, kindCodes[kind], ...new Uint8Array(timeBytes)]);
  head.writeUIntBE(issuedAt, 2, timeBytes);
  const uidLength = Uint8Array.of(uidBytes.length);
  return Buffer.concat([head, uidLength, uidBytes, Uint8Array.of(idBytes.length), idBytes]);
}

/** Undefined for what `encodeBody` would not have made. */
function decodeBody(body: Buffer): Badge | undefined {
  if (body.length <= bytesBeforeUid || body[0] !== version) return undefined;
  const kind = body[1] === kindCodes.staff ? 'staff' : 'member';
  if (body[1] !== kindCodes[kind]) return undefined;
  const uidEnd = bytesBeforeUid + body.readUInt8(bytesBeforeUid - 1);
  const uid = body.toString('hex', bytesBeforeUid, uidEnd);
  const idBytes = body.subarray(uidEnd + 1);
  if (!uidLengths.includes(uidEnd - bytesBeforeUid) || body[uidEnd] !== idBytes.length) {
    return undefined;
  }
  const id = idBytes.toString('utf8');
  const isId = idBytes.length >= 1 && idBytes.length <= idBytesMax;
  if (!isId || !Buffer.from(id, 'utf8').equals(idBytes)) return undefined;
  const issuedAt = body.readUIntBE(2, timeBytes);
  return { version, kind, id, issuedAt, ...(uid === '' ? {} : { uid }) };
}
