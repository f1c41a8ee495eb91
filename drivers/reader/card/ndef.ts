import type { NdefRecord } from '../../contract.ts';
import { DeviceError } from '../../device-error.ts';
import { driverLimits } from '../../limits.ts';
import { toHex } from './bytes.ts';
import { uriOf } from './uri-prefixes.ts';

/** Flags of a record's first byte (public: NFC Forum, NFC Data Exchange Format 1.0). */
const isChunked = 0x20;
const isShort = 0x10;
const hasId = 0x08;
const nameFormat = 0x07;

/** How a record's type is named. */
const nameFormats = { empty: 0, wellKnown: 1, absoluteUri: 3, external: 4 } as const;

type RawRecord = {
  readonly format: number;
  readonly type: Uint8Array;
  readonly payload: Uint8Array;
  /** Where the next one begins. */
  readonly end: number;
};

/** The records of an NDEF message; throws `device.bad-data` for what is none. */
export function parseNdef(message: Uint8Array): readonly NdefRecord[] {
  if (message.length > driverLimits.ndefBytes) throw broken('it is too long');
  const records: NdefRecord[] = [];
  let at = 0;
  while (at < message.length) {
    const raw = readRecord(Buffer.from(message), at);
    if (raw.format !== nameFormats.empty) records.push(interpret(raw));
    if (records.length > driverLimits.ndefRecords) throw broken('it has too many records');
    at = raw.end;
  }
  return records;
}

function readRecord(bytes: Buffer, start: number): RawRecord {
  let at = start;
  const take = (count: number): Buffer => {
    if (at + count > bytes.length) throw broken('it ends inside a record');
    at += count;
    return bytes.subarray(at - count, at);
  };
  const flags = take(1).readUInt8();
  // Parts of one record over several: allowed for writers that stream, which no tag of ours does.
  if (flags & isChunked) throw broken('it is in chunks');
  const typeBytes = take(1).readUInt8();
  const payloadBytes = flags & isShort ? take(1).readUInt8() : take(4).readUInt32BE();
  const idBytes = flags & hasId ? take(1).readUInt8() : 0;
  const type = take(typeBytes);
  take(idBytes);
  const payload = take(payloadBytes);
  return { format: flags & nameFormat, type, payload, end: at };
}

function interpret({ format, type, payload }: RawRecord): NdefRecord {
  const name = Buffer.from(type).toString('latin1');
  if (format === nameFormats.wellKnown && name === 'T') return parseText(payload);
  if (format === nameFormats.wellKnown && name === 'U') return parseUri(payload);
  if (format === nameFormats.absoluteUri) return { kind: 'uri', uri: decode(type, 'utf-8') };
  if (format === nameFormats.external) {
    // Names of external types are compared without regard to case.
    return { kind: 'external', type: name.toLowerCase(), hex: toHex(payload) };
  }
  return { kind: 'other', hex: toHex(payload) };
}

/** Status byte (bit 7: UTF-16, bits 0 to 5: length of the language), language, text. */
function parseText(payload: Uint8Array): NdefRecord {
  const [status] = payload;
  if (status === undefined) throw broken('a text has no status byte');
  const start = 1 + (status & 0x3f);
  if (start > payload.length) throw broken('a text ends inside its language');
  const language = Buffer.from(payload.subarray(1, start)).toString('latin1');
  const text = payload.subarray(start);
  return {
    kind: 'text',
    language,
    text: status & 0x80 ? decodeUtf16(text) : decode(text, 'utf-8'),
  };
}

/** Big-endian unless a byte order mark says otherwise. */
function decodeUtf16(bytes: Uint8Array): string {
  const isLittleEndian = bytes[0] === 0xff && bytes[1] === 0xfe;
  return decode(bytes, isLittleEndian ? 'utf-16le' : 'utf-16be');
}

function parseUri(payload: Uint8Array): NdefRecord {
  const [code] = payload;
  if (code === undefined) throw broken('a URI has no prefix byte');
  return { kind: 'uri', uri: uriOf(code, decode(payload.subarray(1), 'utf-8')) };
}

function decode(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw broken(`a text is not ${encoding}`);
  }
}

function broken(why: string): DeviceError {
  return new DeviceError('device.bad-data', `the NDEF message on the card is broken: ${why}`);
}
